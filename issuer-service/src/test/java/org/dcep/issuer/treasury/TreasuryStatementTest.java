package org.dcep.issuer.treasury;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.issuer.Bank;
import org.dcep.issuer.Books;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class TreasuryStatementTest {
    /** Far away from the cycles of other tests. */
    private static final AtomicLong NEXT_CYCLE = new AtomicLong(1_000_000);

    private final long cycle = NEXT_CYCLE.getAndAdd(1_000);
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
    void openingAndChangeGiveTheClosingOfEveryParty() {
        Bank a = Bank.withCurrency(1_000);
        Bank b = Bank.withCurrency(1_000);
        sweep(cycle, Map.of(a, 70L, b, 30L), 60, 40);
        sweep(cycle + 1, Map.of(a, 5L), 3, 2);
        sweep(cycle + 2, Map.of(b, 11L), 7, 4);
        Books.await("the third cycle", () -> b.outstandingFen() == 959);

        JsonPath statement = statement(Tokens.auditor(), cycle + 1, cycle + 2);
        assertThat(line(statement, "operators", a.id())).containsExactly(70L, 5L, 75L);
        assertThat(line(statement, "operators", b.id())).containsExactly(30L, 11L, 41L);
        assertThat(statement.<Long>getList("cycles.cycleId", Long.class)).containsExactly(cycle + 1, cycle + 2);
        assertThat(statement.getList("cycles[0].collected.operatorId")).isEqualTo(List.of(a.id()));
        assertThat(statement.getList("cycles[0].received.beneficiary")).isEqualTo(List.of("research", "treasury"));
        assertThat(statement.getList("cycles[0].received.basisPoints")).isEqualTo(List.of(4_000, 6_000));
        assertThat(statement.getList("cycles[0].received.amountFen")).isEqualTo(List.of(2, 3));
        for (String column : List.of("openingFen", "changeFen", "closingFen")) {
            assertThat(sum(statement, "beneficiaries", column)).isEqualTo(sum(statement, "operators", column));
        }
        assertThat(sum(statement, "operators", "changeFen")).isEqualTo(16);
    }

    @Test
    void anOperatorSeesWhatItGaveUpItself() {
        Bank a = Bank.withCurrency(100);
        Bank b = Bank.withCurrency(100);
        sweep(cycle, Map.of(a, 9L, b, 1L), 6, 4);
        Books.await("the cycle", () -> b.outstandingFen() == 99);

        JsonPath statement = statement(Tokens.operator(a.id()), cycle, cycle);
        assertThat(statement.getList("operators.party")).isEqualTo(List.of(a.id()));
        assertThat(line(statement, "operators", a.id())).containsExactly(0L, 9L, 9L);
        assertThat(statement.getList("beneficiaries")).isEmpty();
        assertThat(statement.getList("cycles[0].collected.amountFen")).isEqualTo(List.of(9));
        assertThat(statement.getList("cycles[0].received")).isEmpty();
    }

    @Test
    void revenueWhoseCurrencyHasNotArrivedIsInNoSum() {
        Bank a = Bank.withReserves(11);
        a.issue(UUID.randomUUID(), 10);
        Bank other = Bank.withCurrency(10);
        sweep(cycle, Map.of(a, 11L), 11, 0);
        sweep(cycle + 1, Map.of(other, 1L), 1, 0);
        Books.await("the second cycle", () -> other.outstandingFen() == 9);

        JsonPath waiting = statement(Tokens.auditor(), cycle, cycle + 1);
        assertThat(waiting.<Long>getList("pendingCycles", Long.class)).containsExactly(cycle);
        assertThat(waiting.<Long>getList("cycles.cycleId", Long.class)).containsExactly(cycle + 1);

        a.issue(UUID.randomUUID(), 1);
        sweep(cycle + 2, Map.of(other, 1L), 1, 0);
        Books.await("the first cycle", () -> a.outstandingFen() == 0);
        JsonPath booked = statement(Tokens.auditor(), cycle, cycle + 2);
        assertThat(booked.getList("pendingCycles")).isEmpty();
        assertThat(line(booked, "operators", a.id())).containsExactly(0L, 11L, 11L);
    }

    @Test
    void asCsvItHasALineForEveryAmount() {
        Bank a = Bank.withCurrency(100);
        sweep(cycle, Map.of(a, 10L), 6, 4);
        Books.await("the cycle", () -> a.outstandingFen() == 90);

        String csv = Bank.as(Tokens.operator(a.id()))
                .accept("text/csv")
                .get(path(cycle, cycle))
                .then()
                .statusCode(200)
                .contentType("text/csv; charset=UTF-8")
                .extract()
                .asString();
        assertThat(csv.split("\r\n"))
                .containsExactly(
                        "cycleId,side,party,entry,basisPoints,amountFen",
                        ",OPERATOR," + a.id() + ",OPENING,,0",
                        cycle + ",OPERATOR," + a.id() + ",COLLECTED,,10",
                        ",OPERATOR," + a.id() + ",CLOSING,,10");
        assertThat(Bank.as(Tokens.auditor())
                        .accept("text/csv")
                        .get(path(cycle, cycle))
                        .asString())
                .contains(cycle + ",BENEFICIARY,research,RECEIVED,4000,4\r\n")
                .contains(cycle + ",BENEFICIARY,treasury,RECEIVED,6000,6\r\n");
    }

    @Test
    void refusesRangesThatAreNone() {
        RestAssured.get("/v1/treasury/statement").then().statusCode(401);
        for (String query : List.of("toCycle=0", "fromCycle=5&toCycle=4", "fromCycle=1&toCycle=367", "toCycle=x")) {
            Bank.as(Tokens.auditor())
                    .get("/v1/treasury/statement?" + query)
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItems("toCycle"));
        }
        Bank.as(Tokens.auditor())
                .accept("image/png")
                .get("/v1/treasury/statement")
                .then()
                .statusCode(406);
    }

    private void sweep(long cycleId, Map<Bank, Long> collected, long treasuryFen, long researchFen) {
        kafka.publish(new GasRevenueSettled(
                UUID.randomUUID(),
                cycleId,
                collected.entrySet().stream()
                        .map(one -> new GasRevenueSettled.Collected(one.getKey().id(), one.getValue()))
                        .toList(),
                List.of(
                        new GasRevenueSettled.Share("treasury", 6_000, treasuryFen),
                        new GasRevenueSettled.Share("research", 4_000, researchFen))));
    }

    private static String path(long from, long to) {
        return "/v1/treasury/statement?fromCycle=" + from + "&toCycle=" + to;
    }

    private static JsonPath statement(String token, long from, long to) {
        return Bank.as(token)
                .get(path(from, to))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Long> line(JsonPath statement, String side, String party) {
        String found = side + ".find { it.party == '" + party + "' }.";
        return List.of(
                statement.getLong(found + "openingFen"),
                statement.getLong(found + "changeFen"),
                statement.getLong(found + "closingFen"));
    }

    private static long sum(JsonPath statement, String side, String column) {
        return statement.getList(side + "." + column, Long.class).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
