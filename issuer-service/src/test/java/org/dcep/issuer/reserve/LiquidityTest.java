package org.dcep.issuer.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.issuer.Bank;
import org.dcep.issuer.Books;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class LiquidityTest {
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
    void placesFreeReservesAndTellsSettlement() {
        Bank bank = Bank.withReserves(1_000);
        UUID id = UUID.randomUUID();
        long before = settlementAccountsFen();
        bank.place(id, 600)
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/operators/" + bank.id() + "/liquidity-transfers/" + id))
                .body("id", equalTo(id.toString()))
                .body("operatorId", equalTo(bank.id()))
                .body("direction", equalTo("PLACEMENT"))
                .body("amountFen", equalTo(600))
                .body("state", equalTo("BOOKED"))
                .body("reason", nullValue());
        assertThat(bank.freeFen()).isEqualTo(400);
        assertThat(bank.placedFen()).isEqualTo(600);
        assertThat(bank.lockedFen()).isZero();
        assertThat(settlementAccountsFen()).isEqualTo(before + 600);
        LiquidityPlaced told =
                kafka.await(LiquidityPlaced.class, event -> event.transferId().equals(id));
        assertThat(told).isEqualTo(new LiquidityPlaced(id, bank.id(), 600));
    }

    @Test
    void leavesCurrencyAndItsReservesAlone() {
        Bank bank = Bank.withReserves(1_000);
        bank.issue(UUID.randomUUID(), 700).then().statusCode(201);
        long locked = RestAssured.get("/v1/circulation").jsonPath().getLong("reservesLockedFen");
        bank.place(UUID.randomUUID(), 301).then().statusCode(409).body("code", equalTo("INSUFFICIENT_RESERVES"));
        bank.place(UUID.randomUUID(), 300).then().statusCode(201);
        assertThat(bank.freeFen()).isZero();
        assertThat(bank.lockedFen()).isEqualTo(700);
        assertThat(RestAssured.get("/v1/circulation").jsonPath().getLong("reservesLockedFen"))
                .isEqualTo(locked);
    }

    @Test
    void repeatsTheSameAnswerForTheSameId() {
        Bank bank = Bank.withReserves(1_000);
        UUID id = UUID.randomUUID();
        String first = bank.place(id, 700).then().statusCode(201).extract().asString();
        assertThat(bank.place(id, 700).then().statusCode(200).extract().asString())
                .isEqualTo(first);
        assertThat(one(bank, id).then().statusCode(200).extract().asString()).isEqualTo(first);
        bank.place(id, 701).then().statusCode(422).body("code", equalTo("ID_REUSED"));
        Bank.withReserves(1_000).place(id, 700).then().statusCode(422);
        assertThat(bank.placedFen()).isEqualTo(700);
    }

    @Test
    void placesOnceForParallelRepeats() {
        Bank bank = Bank.withReserves(100);
        UUID id = UUID.randomUUID();
        List<Integer> statuses = IntStream.range(0, 10)
                .parallel()
                .mapToObj(i -> bank.place(id, 7).statusCode())
                .toList();
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(bank.freeFen()).isEqualTo(93);
    }

    @Test
    void neverPlacesMoreThanIsFreeHoweverManyTry() {
        Bank bank = Bank.withReserves(100);
        List<Integer> statuses = IntStream.range(0, 10)
                .parallel()
                .mapToObj(i -> bank.place(UUID.randomUUID(), 30).statusCode())
                .toList();
        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(3);
        assertThat(bank.freeFen()).isEqualTo(10);
    }

    @Test
    void remembersARefusalUnderItsId() {
        Bank bank = Bank.withReserves(10);
        UUID id = UUID.randomUUID();
        bank.place(id, 11)
                .then()
                .statusCode(409)
                .body("code", equalTo("INSUFFICIENT_RESERVES"))
                .body("transferId", equalTo(id.toString()));
        Bank.centralBank()
                .body("{\"id\":\"" + UUID.randomUUID() + "\",\"amountFen\":100}")
                .post("/v1/operators/" + bank.id() + "/reserves")
                .then()
                .statusCode(201);
        bank.place(id, 11).then().statusCode(409);
        one(bank, id)
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"))
                .body("reason", equalTo("INSUFFICIENT_RESERVES"));
        assertThat(bank.freeFen()).isEqualTo(110);
        assertThat(bank.placedFen()).isZero();
        UUID next = UUID.randomUUID();
        bank.place(next, 11).then().statusCode(201);
        kafka.await(LiquidityPlaced.class, event -> event.transferId().equals(next));
        assertThat(kafka.published(LiquidityPlaced.class))
                .noneMatch(event -> event.transferId().equals(id));
    }

    @Test
    void makesReturnedLiquidityFreeOnce() {
        Bank bank = Bank.withReserves(100);
        bank.place(UUID.randomUUID(), 100).then().statusCode(201);
        LiquidityReturned event = new LiquidityReturned(UUID.randomUUID(), bank.id(), 40);
        kafka.publish(event);
        kafka.publish(event);
        kafka.publish(new LiquidityReturned(event.transferId(), bank.id(), 41));
        giveBack(bank, 5);
        assertThat(bank.freeFen()).isEqualTo(45);
        assertThat(bank.placedFen()).isEqualTo(55);
        one(bank, event.transferId()).then().statusCode(404);
        bank.request()
                .get(path(bank) + "/" + event.transferId() + "?direction=RETURN")
                .then()
                .statusCode(200)
                .body("direction", equalTo("RETURN"))
                .body("amountFen", equalTo(40));
    }

    @Test
    void letsOneBankTakeOutWhatAnotherHasPaidItWithCredit() {
        Bank drawer = Bank.withReserves(0);
        Bank receiver = Bank.withReserves(0);
        long before = settlementAccountsFen();
        giveBack(receiver, 50);
        assertThat(receiver.freeFen()).isEqualTo(50);
        assertThat(receiver.placedFen()).isEqualTo(-50);
        assertThat(drawer.placedFen()).isZero();
        assertThat(settlementAccountsFen()).isEqualTo(before - 50);
        receiver.issue(UUID.randomUUID(), 50).then().statusCode(201);
    }

    @Test
    void takesAPlacementAndAReturnOfTheSameIdForTwo() {
        Bank bank = Bank.withReserves(100);
        UUID id = UUID.randomUUID();
        bank.place(id, 60).then().statusCode(201);
        kafka.publish(new LiquidityReturned(id, bank.id(), 60));
        Books.await("the return", () -> bank.freeFen() == 100);
        assertThat(bank.placedFen()).isZero();
    }

    @Test
    void goesOnAfterAReturnOfABankThatWasNeverAdmitted() {
        kafka.publish(new LiquidityReturned(UUID.randomUUID(), "no-bank", 1));
        giveBack(Bank.withReserves(0), 3);
    }

    @Test
    void balancesWhateverComesAndGoes() {
        Random random = new Random(7);
        List<Bank> banks = List.of(Bank.withReserves(500), Bank.withReserves(500), Bank.withReserves(500));
        long[] free = {500, 500, 500};
        long before = settlementAccountsFen();
        for (int i = 0; i < 60; i++) {
            int which = random.nextInt(banks.size());
            long fen = 1 + random.nextInt(200);
            if (random.nextBoolean()) {
                int status = banks.get(which).place(UUID.randomUUID(), fen).statusCode();
                assertThat(status).isEqualTo(fen <= free[which] ? 201 : 409);
                free[which] -= status == 201 ? fen : 0;
            } else {
                giveBack(banks.get(which), fen);
                free[which] += fen;
            }
        }
        long placed = 0;
        for (int i = 0; i < banks.size(); i++) {
            assertThat(banks.get(i).freeFen()).isEqualTo(free[i]);
            assertThat(banks.get(i).placedFen()).isEqualTo(500 - free[i]);
            placed += banks.get(i).placedFen();
        }
        assertThat(settlementAccountsFen()).isEqualTo(before + placed);
    }

    @Test
    void listsBothDirectionsInPages() {
        Bank bank = Bank.withReserves(100);
        bank.place(UUID.randomUUID(), 60).then().statusCode(201);
        bank.place(UUID.randomUUID(), 41).then().statusCode(409);
        giveBack(bank, 10);
        List<Object> seen = new ArrayList<>();
        String next = "0";
        while (next != null) {
            Response page = Bank.as(Tokens.auditor()).get(path(bank) + "?limit=1&after=" + next);
            page.then().statusCode(200);
            seen.add(page.path("items[0].direction") + " " + page.path("items[0].amountFen") + " "
                    + page.path("items[0].state"));
            next = page.path("next");
        }
        assertThat(seen).containsExactly("PLACEMENT 60 BOOKED", "PLACEMENT 41 REFUSED", "RETURN 10 BOOKED");
    }

    @Test
    void isALiquidityTransferBetweenReservesAndSettlementAccount() {
        Bank bank = Bank.withReserves(1_000);
        UUID id = UUID.randomUUID();
        bank.place(id, 600).then().statusCode(201);
        assertThat(accounts(bank.request().get(path(bank) + "/" + id + "/messages/camt.050")))
                .containsExactly("DCEP-RESERVE", "DCEP-SETTLEMENT", "6.00");
        UUID back = giveBack(bank, 250);
        assertThat(accounts(bank.request().get(path(bank) + "/" + back + "/messages/camt.050?direction=RETURN")))
                .containsExactly("DCEP-SETTLEMENT", "DCEP-RESERVE", "2.50");
        UUID refused = UUID.randomUUID();
        bank.place(refused, 10_000).then().statusCode(409);
        bank.request()
                .get(path(bank) + "/" + refused + "/messages/camt.050")
                .then()
                .statusCode(404);
    }

    private static List<String> accounts(Response message) {
        XmlPath transfer = message.then().statusCode(200).extract().xmlPath();
        transfer.setRootPath("Document.LqdtyCdtTrf.LqdtyCdtTrf");
        return List.of(
                transfer.getString("DbtrAcct.Id.Othr.SchmeNm.Prtry"),
                transfer.getString("CdtrAcct.Id.Othr.SchmeNm.Prtry"),
                transfer.getString("TrfdAmt.AmtWthCcy"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amountFen | {\"id\":\"9f6f0d35-5f0c-4fd5-9f0a-0f7b4e6f0001\"}",
                "amountFen | {\"id\":\"9f6f0d35-5f0c-4fd5-9f0a-0f7b4e6f0001\",\"amountFen\":0}",
                "amountFen | {\"id\":\"9f6f0d35-5f0c-4fd5-9f0a-0f7b4e6f0001\",\"amountFen\":-1}",
                "amountFen | {\"id\":\"9f6f0d35-5f0c-4fd5-9f0a-0f7b4e6f0001\",\"amountFen\":0.5}",
                "amountFen | {\"id\":\"9f6f0d35-5f0c-4fd5-9f0a-0f7b4e6f0001\",\"amountFen\":9007199254740992}",
                "id        | {\"amountFen\":1}",
                "id        | {\"id\":\"x\",\"amountFen\":1}",
                "direction | {\"id\":\"9f6f0d35-5f0c-4fd5-9f0a-0f7b4e6f0001\",\"amountFen\":1,\"direction\":\"RETURN\"}"
            })
    void refusesAMalformedPlacementAndNamesTheField(String field, String body) {
        Bank bank = Bank.withReserves(10);
        bank.request()
                .body(body)
                .post(path(bank))
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"))
                .body("violations.field", hasItem(field));
        assertThat(bank.freeFen()).isEqualTo(10);
    }

    @Test
    void refusesADirectionThatIsNone() {
        Bank bank = Bank.withReserves(10);
        bank.request()
                .get(path(bank) + "/" + UUID.randomUUID() + "?direction=SIDEWAYS")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("direction"));
    }

    @Test
    void isForTheBankItselfTheCentralBankAndToReadTheAuditor() {
        Bank bank = Bank.withReserves(10);
        Bank other = Bank.withReserves(10);
        UUID id = UUID.randomUUID();
        String order = "{\"id\":\"" + id + "\",\"amountFen\":1}";
        other.request().body(order).post(path(bank)).then().statusCode(404);
        Bank.as(Tokens.auditor()).body(order).post(path(bank)).then().statusCode(403);
        Bank.as(Tokens.settlement()).body(order).post(path(bank)).then().statusCode(403);
        RestAssured.given()
                .contentType("application/json")
                .body(order)
                .post(path(bank))
                .then()
                .statusCode(401);
        Bank.centralBank()
                .body(order)
                .post("/v1/operators/no-bank/liquidity-transfers")
                .then()
                .statusCode(404);
        assertThat(bank.placedFen()).isZero();
        Bank.centralBank().body(order).post(path(bank)).then().statusCode(201);
        for (String read : List.of(path(bank), path(bank) + "/" + id)) {
            bank.request().get(read).then().statusCode(200);
            Bank.centralBank().get(read).then().statusCode(200);
            Bank.as(Tokens.auditor()).get(read).then().statusCode(200);
            other.request().get(read).then().statusCode(404);
            Bank.as(Tokens.holder("0010000000000017")).get(read).then().statusCode(403);
        }
        Bank.centralBank().get(path(other) + "/" + id).then().statusCode(404);
    }

    /** What settlement tells when a bank has taken reserves out; waits until they are free. */
    private UUID giveBack(Bank bank, long fen) {
        UUID id = UUID.randomUUID();
        kafka.publish(new LiquidityReturned(id, bank.id(), fen));
        Books.await(
                "the return of " + fen,
                () -> bank.request()
                                .get(path(bank) + "/" + id + "?direction=RETURN")
                                .statusCode()
                        == 200);
        return id;
    }

    private static Response one(Bank bank, UUID id) {
        return bank.request().get(path(bank) + "/" + id);
    }

    private static String path(Bank bank) {
        return "/v1/operators/" + bank.id() + "/liquidity-transfers";
    }

    private static long settlementAccountsFen() {
        return DcepStack.database().number("SELECT balance_fen FROM account WHERE kind = 'SETTLEMENT'");
    }
}
