package org.dcep.wallet.vault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.Fixtures.assertTheBooksBalance;
import static org.dcep.wallet.Fixtures.bank;
import static org.dcep.wallet.Fixtures.bankWithVault;
import static org.dcep.wallet.Fixtures.database;
import static org.dcep.wallet.Fixtures.kafka;
import static org.dcep.wallet.Fixtures.patiently;
import static org.dcep.wallet.Fixtures.stock;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.RedemptionRequested;
import org.dcep.contracts.VaultStocked;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.Fixtures.Bank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class VaultTest {
    @AfterEach
    void theBooksBalance() {
        assertTheBooksBalance();
    }

    @Test
    void booksAnIssuanceOnceAllItsCoinsAreVerified() {
        Bank bank = bank();
        CurrencyIssued issued = TestMint.issuance(bank.operatorId(), 100_003, 7);
        kafka().publish(issued);
        VaultStocked stocked =
                kafka().await(VaultStocked.class, event -> event.issuanceId().equals(issued.issuanceId()));
        assertThat(stocked.operatorId()).isEqualTo(bank.operatorId());
        assertThat(stocked.amountFen()).isEqualTo(100_003);
        JsonPath vault = vault(bank);
        assertThat(vault.getLong("issuedFen")).isEqualTo(100_003);
        assertThat(vault.getLong("vaultFen")).isEqualTo(100_003);
        assertThat(vault.getLong("coinCount")).isEqualTo(7);
        assertThat(vault.getLong("coinsFen")).isEqualTo(100_003);
        assertThat(vault.getBoolean("balanced")).isTrue();
    }

    @Test
    void booksAnIssuanceOnceHoweverOftenItIsAnnounced() {
        Bank bank = bank();
        CurrencyIssued issued = stock(bank, 500);
        kafka().publish(issued);
        stock(bank, 11);
        assertThat(vault(bank).getLong("vaultFen")).isEqualTo(511);
        assertThat(vault(bank).getLong("coinsFen")).isEqualTo(511);
        assertThat(kafka().published(VaultStocked.class))
                .filteredOn(event -> event.issuanceId().equals(issued.issuanceId()))
                .hasSize(1);
    }

    /** Each turns a genuine coin of {@code bank-forged} into one that must not be taken. */
    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.of("FORGED", change(coin -> with(coin, coin.amountFen() + 1, coin.signature()))),
                Arguments.of("FORGED", change(coin -> with(coin, coin.amountFen(), "AAAA"))),
                Arguments.of("FORGED", change(coin -> with(coin, coin.amountFen(), "not base64url"))),
                Arguments.of("FORGED", change(VaultTest::ofAnotherKey)),
                Arguments.of("NOT_A_COIN", change(coin -> with(coin, 0, coin.signature()))),
                Arguments.of("NOT_A_COIN", change(coin -> with(coin, -5, coin.signature()))),
                Arguments.of("WRONG_OWNER", change(coin -> TestMint.coin("bank-other", coin.amountFen()))));
    }

    private static UnaryOperator<IssuedCoin> change(UnaryOperator<IssuedCoin> forgery) {
        return forgery;
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void putsAnIssuanceWithOneBadCoinAside(String flaw, UnaryOperator<IssuedCoin> forgery) {
        Bank bank = bank();
        List<IssuedCoin> coins =
                new ArrayList<>(TestMint.issuance(bank.operatorId(), 300, 3).coins());
        coins.set(1, forgery.apply(coins.get(1)));
        long sum = coins.stream().mapToLong(IssuedCoin::amountFen).sum();
        CurrencyIssued forged = new CurrencyIssued(UUID.randomUUID(), bank.operatorId(), sum, coins);
        kafka().publish(forged);
        awaitRejected(forged.issuanceId(), flaw);
        stock(bank, 40);
        assertThat(vault(bank).getLong("vaultFen")).isEqualTo(40);
        assertThat(vault(bank).getLong("coinsFen")).isEqualTo(40);
    }

    @Test
    void putsAnIssuanceAsideWhoseCoinsDoNotAddUp() {
        Bank bank = bank();
        CurrencyIssued genuine = TestMint.issuance(bank.operatorId(), 300, 3);
        CurrencyIssued tooMuch = new CurrencyIssued(UUID.randomUUID(), bank.operatorId(), 301, genuine.coins());
        CurrencyIssued nothing = new CurrencyIssued(UUID.randomUUID(), bank.operatorId(), 5, List.of());
        CurrencyIssued negative = new CurrencyIssued(UUID.randomUUID(), bank.operatorId(), -5, List.of());
        kafka().publish(tooMuch);
        kafka().publish(nothing);
        kafka().publish(negative);
        awaitRejected(tooMuch.issuanceId(), "WRONG_SUM");
        awaitRejected(nothing.issuanceId(), "NO_COINS");
        awaitRejected(negative.issuanceId(), "WRONG_SUM");
        assertThat(vault(bank).getLong("vaultFen")).isZero();
    }

    @Test
    void takesNoCoinTwice() {
        Bank bank = bank();
        CurrencyIssued first = stock(bank, 500);
        CurrencyIssued again = new CurrencyIssued(UUID.randomUUID(), bank.operatorId(), 500, first.coins());
        IssuedCoin twice = TestMint.coin(bank.operatorId(), 7);
        CurrencyIssued doubled = new CurrencyIssued(UUID.randomUUID(), bank.operatorId(), 14, List.of(twice, twice));
        kafka().publish(again);
        kafka().publish(doubled);
        awaitRejected(again.issuanceId(), "SERIAL_REUSED");
        awaitRejected(doubled.issuanceId(), "SERIAL_REUSED");
        assertThat(vault(bank).getLong("vaultFen")).isEqualTo(500);
    }

    @Test
    void waitsForAnAdmissionThatTravelsMoreSlowly() {
        CurrencyIssued early = TestMint.issuance("bank-late", 60, 2);
        kafka().publish(early);
        kafka().publish(new OperatorAdmitted(
                "bank-late", 900, "Late", java.time.Instant.parse("2026-01-01T00:00:00Z")));
        kafka().await(VaultStocked.class, event -> event.issuanceId().equals(early.issuanceId()));
    }

    @Test
    void givesCurrencyBackOrSaysThatThereIsTooLittle() {
        Bank bank = bankWithVault(1_000);
        assertThat(redeem(bank, UUID.randomUUID(), 400).released()).isTrue();
        assertThat(vault(bank).getLong("vaultFen")).isEqualTo(600);
        assertThat(vault(bank).getLong("issuedFen")).isEqualTo(600);
        assertThat(redeem(bank, UUID.randomUUID(), 601).released()).isFalse();
        assertThat(redeem(bank, UUID.randomUUID(), 600).released()).isTrue();
        assertThat(vault(bank).getLong("issuedFen")).isZero();
    }

    @Test
    void answersARedemptionOnce() {
        Bank bank = bankWithVault(1_000);
        UUID id = UUID.randomUUID();
        redeem(bank, id, 10);
        redeem(bank, id, 10);
        redeem(bank, UUID.randomUUID(), 1);
        assertThat(kafka().published(RedemptionAnswered.class))
                .filteredOn(answer -> answer.redemptionId().equals(id))
                .hasSize(1);
        assertThat(vault(bank).getLong("vaultFen")).isEqualTo(989);
    }

    @Test
    void exchangesCoinsInTheFile() {
        Bank bank = bank();
        CurrencyIssued issued = stock(bank, 1_000);
        IssuedCoin spent = issued.coins().get(0);
        IssuedCoin change = TestMint.coin(bank.operatorId(), 60);
        kafka().publish(new CurrencyRegistered(
                UUID.randomUUID(), bank.operatorId(), List.of(spent.serial()), List.of(change)));
        patiently().until(() -> vault(bank).getLong("coinsFen") == 960);
        assertThat(vault(bank).getLong("coinCount")).isEqualTo(10);
        assertThat(vault(bank).getLong("vaultFen")).isEqualTo(1_000);
    }

    @Test
    void retiresACoinThatArrivesAfterItsRetirement() {
        Bank bank = bank();
        CurrencyIssued issued = TestMint.issuance(bank.operatorId(), 100, 2);
        UUID retired = issued.coins().get(0).serial();
        kafka().publish(new CurrencyRegistered(UUID.randomUUID(), bank.operatorId(), List.of(retired), List.of()));
        patiently()
                .until(() -> database().number("select count(*) from early_retirement where serial = ?", retired) == 1);
        kafka().publish(issued);
        kafka().await(VaultStocked.class, event -> event.issuanceId().equals(issued.issuanceId()));
        assertThat(vault(bank).getLong("coinsFen")).isEqualTo(50);
        assertThat(vault(bank).getLong("vaultFen")).isEqualTo(100);
    }

    @Test
    void changesNothingInTheFileForAForgedCoin() {
        Bank bank = bank();
        CurrencyIssued issued = stock(bank, 1_000);
        IssuedCoin genuine = TestMint.coin(bank.operatorId(), 60);
        CurrencyRegistered forged = new CurrencyRegistered(
                UUID.randomUUID(),
                bank.operatorId(),
                List.of(issued.coins().get(0).serial()),
                List.of(with(genuine, 61, genuine.signature())));
        kafka().publish(forged);
        awaitRejected(forged.causeId(), "FORGED");
        assertThat(vault(bank).getLong("coinsFen")).isEqualTo(1_000);
    }

    @Test
    void isNotThereForAnOperatorThatWasNeverAdmitted() {
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/operators/bank-unheard-of/vault")
                .then()
                .statusCode(404);
    }

    private static RedemptionAnswered redeem(Bank bank, UUID id, long fen) {
        kafka().publish(new RedemptionRequested(id, bank.operatorId(), fen));
        return kafka().await(
                        RedemptionAnswered.class,
                        answer -> answer.redemptionId().equals(id));
    }

    private static void awaitRejected(UUID cause, String flaw) {
        patiently()
                .until(() -> database()
                                .number(
                                        "select count(*) from rejected_currency where cause_id = ? and reason = ?",
                                        cause,
                                        flaw)
                        == 1);
    }

    private static IssuedCoin with(IssuedCoin coin, long amountFen, String signature) {
        return new IssuedCoin(coin.serial(), amountFen, coin.operatorId(), coin.issuedAt(), coin.keyId(), signature);
    }

    private static IssuedCoin ofAnotherKey(IssuedCoin coin) {
        return new IssuedCoin(
                coin.serial(),
                coin.amountFen(),
                coin.operatorId(),
                coin.issuedAt(),
                "0123456789abcdef",
                coin.signature());
    }

    private static JsonPath vault(Bank bank) {
        return given().auth()
                .oauth2(bank.token())
                .get("/v1/operators/" + bank.operatorId() + "/vault")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
