package org.dcep.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.dcep.contracts.CycleClosing;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.PolicyJson;
import org.dcep.ledger.GasPolicy;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.Tokens;

/**
 * Everybody else: an issuer and wallets that act on Kafka, clients that act on REST. There is one per application under
 * test, because an operator that was admitted owes a marker for every later cycle.
 */
final class World {
    static final String ABC = "abc";
    static final String BOC = "boc";
    static final String CCB = "ccb";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static World running;

    final KafkaProbe kafka = KafkaProbe.open();
    final Economy economy = new Economy(1, this::tell).with(ABC, BOC, CCB);
    private final List<Event> held = new ArrayList<>();
    private final Set<UUID> booked = new HashSet<>();
    private Predicate<Event> holding = event -> false;

    private World() {
        kafka.publish(TestMint.policy(
                "GAS", 1, Instant.parse("2026-01-01T00:00:00Z"), PolicyJson.write(GasPolicy.initial())));
        int number = 1;
        for (String operator : List.of(ABC, BOC, CCB)) {
            kafka.publish(new OperatorAdmitted(operator, number++, operator, Instant.parse("2026-01-01T00:00:00Z")));
        }
        eventually(() -> count("SELECT count(*) FROM operator") >= 3 && count("SELECT count(*) FROM gas_policy") == 1);
        economy.issue(ABC, 10_000_000);
        economy.issue(BOC, 10_000_000);
        economy.issue(CCB, 10_000_000);
        for (String operator : List.of(ABC, BOC, CCB)) {
            economy.exchange(operator, 5_000_000);
        }
    }

    static synchronized World running() {
        if (running == null) {
            running = new World();
        }
        return running;
    }

    private void tell(Event event) {
        if (holding.test(event)) {
            held.add(event);
        } else {
            kafka.publish(event);
        }
    }

    /** What is like this stays on its way until {@link #release}. */
    void hold(Predicate<Event> events) {
        holding = events;
    }

    void release() {
        holding = event -> false;
        held.forEach(kafka::publish);
        held.clear();
    }

    /** The same as a relay does it that has forgotten what it had sent: every record comes a second time. */
    void releaseTwice() {
        holding = event -> false;
        held.stream().map(kafka::publish).toList().forEach(kafka::send);
        held.clear();
    }

    /** Closes the open cycle and lets the books leave it; their markers are returned and not yet told. */
    List<CycleMarked> close() {
        long cycle = economy.cycle();
        closeOnly(UUID.randomUUID()).then().statusCode(201);
        kafka.await(CycleClosing.class, closing -> closing.cycleId() == cycle);
        return economy.turn();
    }

    static Response closeOnly(UUID id) {
        return given().auth()
                .oauth2(Tokens.centralBank())
                .contentType("application/json")
                .body(Map.of("id", id))
                .post("/v1/cycles");
    }

    /** Closes, marks, books: the cycle is settled in the end. */
    long settle() {
        long cycle = economy.cycle();
        close().forEach(kafka::publish);
        bookAll(cycle);
        awaitState(cycle, "SETTLED");
        return cycle;
    }

    /** Books whatever was decided for the cycle and is not booked yet. */
    void bookAll(long cycle) {
        awaitNetted(cycle);
        kafka.published(PaymentsSettled.class).stream()
                .filter(settled -> settled.cycleId() == cycle && booked.add(settled.settlementId()))
                .forEach(economy::book);
        kafka.published(GasRevenueSettled.class).stream()
                .filter(settled -> settled.cycleId() == cycle && booked.add(settled.settlementId()))
                .forEach(economy::book);
    }

    /** And its events are on Kafka. */
    void awaitNetted(long cycle) {
        eventually(() -> Set.of("NETTED", "SETTLED").contains(state(cycle)));
        long decided = count("SELECT count(*) FROM settlement WHERE cycle_id = ?", cycle);
        eventually(() -> kafka.published(PaymentsSettled.class).stream()
                                .filter(settled -> settled.cycleId() == cycle)
                                .count()
                        + kafka.published(GasRevenueSettled.class).stream()
                                .filter(settled -> settled.cycleId() == cycle)
                                .count()
                == decided);
    }

    static void awaitState(long cycle, String state) {
        eventually(() -> state.equals(state(cycle)));
    }

    static String state(long cycle) {
        return cycle(cycle).getString("state");
    }

    static JsonPath cycle(long cycle) {
        return cycle(cycle, Tokens.auditor());
    }

    static JsonPath cycle(long cycle, String token) {
        return given().auth()
                .oauth2(token)
                .get("/v1/cycles/" + cycle)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The indicators of a cycle or a day. */
    static JsonPath indicators(String path, String token) {
        return given().auth()
                .oauth2(token)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static JsonPath reconciliation() {
        return given().get("/v1/reconciliation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Every law holds and nothing is on its way. */
    static void awaitBalanced() {
        eventually(() -> {
            JsonPath found = reconciliation();
            return found.getBoolean("balanced") && found.getLong("terms.inTransitFen") == 0;
        });
    }

    static long count(String sql, Object... arguments) {
        return DcepStack.database().number(sql, arguments);
    }

    static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
