package org.dcep.issuer.circulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.crypto.Base64Url;
import org.dcep.issuer.Bank;
import org.dcep.issuer.Books;
import org.dcep.kernel.Coin;
import org.dcep.kernel.Money;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class SettlementTest {
    private KafkaProbe kafka;

    @BeforeEach
    void open() {
        kafka = KafkaProbe.open();
    }

    @AfterEach
    void theBooksBalance() {
        kafka.close();
        Books.balance();
    }

    @Test
    void movesCurrencyAndItsReservesBetweenBanks() {
        Bank payer = Bank.withCurrency(1_000_000);
        Bank payee = Bank.withReserves(7);
        settle(movement(payer, payee, 123_456));
        awaitOutstanding(payee, 123_456);
        assertThat(payer.outstandingFen()).isEqualTo(876_544);
        assertThat(payer.lockedFen()).isEqualTo(876_544);
        assertThat(payee.lockedFen()).isEqualTo(123_456);
        assertThat(payee.freeFen()).isEqualTo(7);
    }

    @Test
    void registersGenuineCoinsWithTheirNewOwner() {
        Bank payer = Bank.withCurrency(1_000_000);
        Bank payee = Bank.withReserves(0);
        UUID settlement = settle(movement(payer, payee, 777));
        CurrencyRegistered given = registered(settlement, payer);
        CurrencyRegistered received = registered(settlement, payee);
        assertThat(given.retired()).hasSize(1);
        assertThat(received.retired()).isEmpty();
        assertThat(worth(received.coins())).isEqualTo(777);
        assertThat(received.coins()).allSatisfy(coin -> assertGenuine(coin, payee));
        assertThat(given.coins()).allSatisfy(coin -> assertGenuine(coin, payer));
    }

    @Test
    void letsAReaderOfEventsFollowEveryFileOfCoins() {
        List<Bank> banks = List.of(Bank.withCurrency(50_000), Bank.withCurrency(50_000), Bank.withCurrency(50_000));
        Random random = new Random(42);
        for (int i = 0; i < 30; i++) {
            int from = random.nextInt(3);
            Bank payer = banks.get(from);
            Bank payee = banks.get((from + 1 + random.nextInt(2)) % 3);
            settle(movement(payer, payee, 1 + random.nextInt(900)));
        }
        UUID last = settle(movement(banks.get(0), banks.get(1), 1));
        registered(last, banks.get(0));
        registered(last, banks.get(1));
        for (Bank bank : banks) {
            Books.await("the file of " + bank.id(), () -> worth(bank) == bank.outstandingFen());
        }
    }

    @Test
    void movesNoCoinForWhatReservesHaveSettled() {
        Bank payer = Bank.withCurrency(1_000);
        Bank payee = Bank.withReserves(7);
        PaymentsSettled event = new PaymentsSettled(
                UUID.randomUUID(),
                41,
                "HYBRID",
                "RESERVES",
                List.of(movement(payer, payee, 300), movement(payee, payer, 20)));
        kafka.publish(event);
        kafka.publish(event);
        settle(movement(payer, payee, 1));
        awaitOutstanding(payee, 1);
        assertThat(payer.outstandingFen()).isEqualTo(999);
        assertThat(payee.freeFen()).isEqualTo(7);
        assertThat(recorded("cycle_id = 41 AND mode = 'HYBRID' AND movements = 2 AND amount_fen = 320", event))
                .isEqualTo(1);
        assertThat(DcepStack.database()
                        .number("SELECT count(*) FROM obligation WHERE cause_id = ?", event.settlementId()))
                .isZero();
    }

    private static long recorded(String as, PaymentsSettled event) {
        return DcepStack.database()
                .number(
                        "SELECT count(*) FROM reserve_settlement WHERE settlement_id = ? AND " + as,
                        event.settlementId());
    }

    @Test
    void takesEffectOncePerSettlement() {
        Bank payer = Bank.withCurrency(1_000);
        Bank payee = Bank.withReserves(0);
        PaymentsSettled event = new PaymentsSettled(
                UUID.randomUUID(), 1, "DEFERRED_NET", "CURRENCY", List.of(movement(payer, payee, 100)));
        KafkaProbe.Sent sent = kafka.publish(event);
        kafka.send(sent);
        kafka.publish(event);
        settle(movement(payer, payee, 1));
        awaitOutstanding(payee, 101);
        assertThat(payer.outstandingFen()).isEqualTo(899);
    }

    @Test
    void offsetsMovementsOfOneSettlement() {
        Bank a = Bank.withCurrency(10);
        Bank b = Bank.withReserves(0);
        Bank c = Bank.withReserves(0);
        settle(movement(a, b, 10), movement(b, c, 10));
        awaitOutstanding(c, 10);
        assertThat(a.outstandingFen()).isZero();
        assertThat(b.outstandingFen()).isZero();
    }

    @Test
    void queuesASettlementUntilTheCurrencyIsThere() {
        Bank a = Bank.withCurrency(10);
        Bank b = Bank.withReserves(0);
        settle(movement(b, a, 25));
        Bank witness = Bank.withReserves(0);
        settle(movement(a, witness, 1));
        awaitOutstanding(witness, 1);
        assertThat(a.outstandingFen()).isEqualTo(9);
        settle(movement(a, b, 30));
        awaitOutstanding(b, 5);
        assertThat(a.outstandingFen()).isEqualTo(4);
    }

    @Test
    void bringsGasRevenueToTheTreasury() {
        Bank a = Bank.withCurrency(1_000);
        Bank b = Bank.withCurrency(1_000);
        JsonPath before = treasury();
        long treasuryBefore = RestAssured.get("/v1/circulation").jsonPath().getLong("treasuryFen");
        UUID settlement = UUID.randomUUID();
        GasRevenueSettled event = new GasRevenueSettled(
                settlement,
                77,
                List.of(new GasRevenueSettled.Collected(a.id(), 70), new GasRevenueSettled.Collected(b.id(), 30)),
                List.of(
                        new GasRevenueSettled.Share("treasury", 6_000, 60),
                        new GasRevenueSettled.Share("research", 4_000, 40)));
        kafka.send(kafka.publish(event));
        awaitOutstanding(b, 970);
        assertThat(a.outstandingFen()).isEqualTo(930);
        JsonPath after = treasury();
        assertThat(after.getLong("treasuryFen") - before.getLong("treasuryFen")).isEqualTo(100);
        assertThat(received(after, "treasury") - received(before, "treasury")).isEqualTo(60);
        assertThat(received(after, "research") - received(before, "research")).isEqualTo(40);
        Map<String, Integer> collected = new HashMap<>();
        after.<Map<String, Object>>getList("collectedByOperator")
                .forEach(entry -> collected.put((String) entry.get("operatorId"), (Integer) entry.get("amountFen")));
        assertThat(collected).containsEntry(a.id(), 70).containsEntry(b.id(), 30);
        assertThat(RestAssured.get("/v1/circulation").jsonPath().getLong("treasuryFen") - treasuryBefore)
                .isEqualTo(100);
        assertEntries(settlement);
    }

    private static void assertEntries(UUID settlement) {
        List<Map<String, Object>> entries = new ArrayList<>();
        String next = "0";
        while (next != null) {
            JsonPath page = Bank.as(Tokens.auditor())
                    .get("/v1/treasury/entries?limit=1&after=" + next)
                    .jsonPath();
            entries.addAll(page.getList("items"));
            next = page.getString("next");
        }
        assertThat(entries)
                .filteredOn(entry -> entry.get("settlementId").equals(settlement.toString()))
                .extracting(
                        entry -> entry.get("beneficiary"),
                        entry -> entry.get("cycleId"),
                        entry -> entry.get("amountFen"))
                .containsExactly(tuple("treasury", 77, 60), tuple("research", 77, 40));
    }

    @Test
    void showsTheTreasuryToTheAuditorAndTheCentralBankOnly() {
        for (String path : List.of("/v1/treasury", "/v1/treasury/entries")) {
            Bank.as(Tokens.auditor()).get(path).then().statusCode(200);
            Bank.centralBank().get(path).then().statusCode(200);
            Bank.as(Tokens.operator("bank")).get(path).then().statusCode(403);
            RestAssured.get(path).then().statusCode(401);
        }
        Bank.centralBank()
                .get("/v1/treasury/entries?after=x")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("after"));
        Bank.centralBank().get("/v1/treasury/entries?limit=0").then().statusCode(400);
    }

    @Test
    void measuresCurrencyInCirculation() {
        Bank.withCurrency(12_000);
        JsonPath circulation = RestAssured.get("/v1/circulation").jsonPath();
        for (var term : Map.of(
                        "issuedFen", "dcep_currency_issued_fen",
                        "outstandingFen", "dcep_currency_outstanding_fen",
                        "reservesLockedFen", "dcep_reserves_locked_fen")
                .entrySet()) {
            Books.await(term.getValue(), () -> gauge(term.getValue()) == circulation.getLong(term.getKey()));
        }
        RestAssured.get("/v1/circulation").then().statusCode(200).body("issuedFen", equalTo((int)
                circulation.getLong("issuedFen")));
    }

    private static long gauge(String name) {
        String metrics = RestAssured.get("/q/metrics").asString();
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToLong(value -> new BigDecimal(value).longValueExact())
                .findFirst()
                .orElse(-1);
    }

    private UUID settle(PaymentsSettled.Movement... movements) {
        UUID settlement = UUID.randomUUID();
        kafka.publish(new PaymentsSettled(settlement, 1, "DEFERRED_NET", "CURRENCY", List.of(movements)));
        return settlement;
    }

    private static PaymentsSettled.Movement movement(Bank from, Bank to, long amountFen) {
        return new PaymentsSettled.Movement(from.id(), to.id(), amountFen);
    }

    private CurrencyRegistered registered(UUID cause, Bank bank) {
        return kafka.await(
                CurrencyRegistered.class,
                event -> event.causeId().equals(cause) && event.operatorId().equals(bank.id()));
    }

    /** What a bank's coins are worth to somebody who knows nothing but the events. */
    private long worth(Bank bank) {
        Map<UUID, Long> file = new HashMap<>();
        kafka.published(CurrencyIssued.class).stream()
                .filter(event -> event.operatorId().equals(bank.id()))
                .forEach(event -> event.coins().forEach(coin -> file.put(coin.serial(), coin.amountFen())));
        kafka.published(CurrencyRegistered.class).stream()
                .filter(event -> event.operatorId().equals(bank.id()))
                .forEach(event -> {
                    event.retired()
                            .forEach(serial -> assertThat(file.remove(serial)).isNotNull());
                    event.coins()
                            .forEach(coin -> assertThat(file.put(coin.serial(), coin.amountFen()))
                                    .isNull());
                });
        return file.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long worth(List<IssuedCoin> coins) {
        return coins.stream().mapToLong(IssuedCoin::amountFen).sum();
    }

    private static void assertGenuine(IssuedCoin issued, Bank owner) {
        Coin coin = new Coin(
                issued.serial(), Money.fen(issued.amountFen()), issued.operatorId(), issued.issuedAt(), issued.keyId());
        assertThat(issued.operatorId()).isEqualTo(owner.id());
        assertThat(TestMint.CENTRAL_BANK
                        .verifyingKey()
                        .verifies(coin.signedBytes(DcepStack.NETWORK), Base64Url.decode(issued.signature())))
                .isTrue();
    }

    private static void awaitOutstanding(Bank bank, long fen) {
        Books.await(bank.id() + " has " + fen, () -> bank.outstandingFen() == fen);
    }

    private static JsonPath treasury() {
        return Bank.as(Tokens.auditor()).get("/v1/treasury").jsonPath();
    }

    private static long received(JsonPath treasury, String beneficiary) {
        return treasury.<Map<String, Object>>getList("beneficiaries").stream()
                .filter(entry -> entry.get("beneficiary").equals(beneficiary))
                .mapToLong(entry -> ((Number) entry.get("amountFen")).longValue())
                .sum();
    }
}
