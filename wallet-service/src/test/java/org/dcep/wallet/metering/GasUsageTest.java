package org.dcep.wallet.metering;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.Fixtures.bank;
import static org.dcep.wallet.Fixtures.database;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.Operation;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.Fixtures.Bank;
import org.dcep.wallet.metering.GasUsage.Charge;
import org.dcep.wallet.metering.GasUsage.Meter;
import org.dcep.wallet.metering.GasUsage.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class GasUsageTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    GasUsage gasUsage;

    @Inject
    Pool pool;

    /** These charges have no payments, which other tests would notice. */
    @AfterEach
    void forgetTheChargesOfThisTest() {
        long minute = NOON.getEpochSecond() / 60;
        database().execute("delete from gas_usage where minute between ? and ?", minute, minute + 1);
    }

    @Test
    void addsUpWhatHasEverythingInCommon() {
        var readings = GasUsage.added(List.of(
                charge(2, NOON, Operation.TRANSFER, 100, 3),
                charge(1, NOON.plusSeconds(59), Operation.TRANSFER, 10, 1),
                charge(1, NOON, Operation.TRANSFER, 20, 2),
                charge(1, NOON.plusSeconds(60), Operation.TRANSFER, 30, 1),
                charge(1, NOON, Operation.PAYROLL_ITEM, 40, 1)));
        long minute = NOON.getEpochSecond() / 60;
        assertThat(readings.keySet())
                .containsExactly(
                        new Meter(1, 1, minute, Operation.TRANSFER, WalletClass.II),
                        new Meter(1, 1, minute, Operation.PAYROLL_ITEM, WalletClass.II),
                        new Meter(1, 1, minute + 1, Operation.TRANSFER, WalletClass.II),
                        new Meter(2, 1, minute, Operation.TRANSFER, WalletClass.II));
        assertThat(readings.get(readings.firstKey())).isEqualTo(new Reading(2, 30, 42_000, 3));
    }

    @Test
    void answersByEveryDimension() {
        Bank bank = bank();
        Bank other = bank();
        record(List.of(charge(bank.number(), NOON, Operation.TRANSFER, 10, 1)), 0);
        record(
                List.of(
                        charge(bank.number(), NOON, Operation.TRANSFER, 20, 2),
                        charge(bank.number(), NOON.plusSeconds(60), Operation.PAYROLL_ITEM, 40, 1),
                        charge(other.number(), NOON, Operation.TRANSFER, 5, 1)),
                7);
        usage(bank.token(), "operator")
                .body("items.key", contains(bank.operatorId()))
                .body("items[0].payments", equalTo(3))
                .body("items[0].amountFen", equalTo(70))
                .body("items[0].gasUnits", equalTo(63_000))
                .body("items[0].gasFeeFen", equalTo(4));
        usage(bank.token(), "operation")
                .body("items.key", contains("TRANSFER", "PAYROLL_ITEM"))
                .body("items.payments", contains(2, 1));
        usage(bank.token(), "class").body("items.key", contains("II"));
        usage(bank.token(), "cycle").body("items.key", contains("1"));
        usage(bank.token(), "window")
                .body("items.key", contains("2026-03-01T12:00:00Z", "2026-03-01T12:01:00Z"))
                .body("items.gasFeeFen", contains(3, 1));
        usage(other.token(), "window").body("items.gasFeeFen", contains(1));
        usage(Tokens.auditor(), "operator&limit=1000")
                .body("items.key", hasItem(bank.operatorId()))
                .body("items.key", hasItem(other.operatorId()));
    }

    @Test
    void comesInPages() {
        Bank bank = bank();
        record(
                List.of(
                        charge(bank.number(), NOON, Operation.TRANSFER, 1, 1),
                        charge(bank.number(), NOON.plusSeconds(60), Operation.TRANSFER, 2, 1)),
                0);
        long minute = NOON.getEpochSecond() / 60;
        usage(bank.token(), "window&limit=1")
                .body("items.amountFen", contains(1))
                .body("next", equalTo(Long.toString(minute)));
        usage(bank.token(), "window&limit=1&after=" + minute)
                .body("items.amountFen", contains(2))
                .body("next", nullValue());
    }

    @Test
    void refusesAQuestionThatIsNone() {
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/gas-usage?by=weather")
                .then()
                .statusCode(400);
        given().auth().oauth2(Tokens.auditor()).get("/v1/gas-usage").then().statusCode(400);
    }

    private void record(List<Charge> charges, int stripe) {
        pool.withTransaction(tx -> gasUsage.record(tx, charges, stripe)).await().indefinitely();
    }

    private static Charge charge(int operator, Instant at, Operation operation, long amountFen, long feeFen) {
        return new Charge(operator, 1, at, operation, WalletClass.II, amountFen, 21_000, feeFen);
    }

    private static ValidatableResponse usage(String token, String by) {
        return given().auth().oauth2(token).get("/v1/gas-usage?by=" + by).then().statusCode(200);
    }
}
