package org.dcep.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.settlement.World.ABC;
import static org.dcep.settlement.World.BOC;
import static org.dcep.settlement.World.CCB;
import static org.dcep.settlement.World.awaitBalanced;
import static org.dcep.settlement.World.awaitState;
import static org.dcep.settlement.World.count;
import static org.dcep.settlement.World.cycle;
import static org.dcep.settlement.World.eventually;
import static org.dcep.settlement.World.indicators;
import static org.dcep.settlement.World.state;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.dcep.contracts.CycleClosing;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.settlement.finality.AdvanceCycle;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = DcepStack.class, initArgs = @ResourceArg(name = "DCEP_RECONCILIATION_PATIENCE", value = "3s"))
class CycleFlowTest {
    @Inject
    AdvanceCycle progress;

    private World world;

    @BeforeEach
    void join() {
        world = World.running();
    }

    @Test
    void aCycleIsNettedToldBookedAndSettled() {
        long cycle = world.economy.cycle();
        world.economy.pay(ABC, BOC, 300, 60);
        world.economy.pay(BOC, CCB, 250, 40);
        world.economy.pay(CCB, ABC, 100, 0);
        world.economy.pay(ABC, ABC, 5, 0);
        assertThat(world.settle()).isEqualTo(cycle);

        PaymentsSettled settled = world.kafka.await(PaymentsSettled.class, each -> each.cycleId() == cycle);
        assertThat(settled.mode()).isEqualTo("DEFERRED_NET");
        assertThat(settled.movements())
                .containsExactly(
                        new PaymentsSettled.Movement(ABC, BOC, 50), new PaymentsSettled.Movement(ABC, CCB, 150));
        GasRevenueSettled gas = world.kafka.await(GasRevenueSettled.class, each -> each.cycleId() == cycle);
        assertThat(gas.collected())
                .containsExactly(new GasRevenueSettled.Collected(ABC, 60), new GasRevenueSettled.Collected(BOC, 40));
        assertThat(gas.shares()).extracting(GasRevenueSettled.Share::amountFen).containsExactly(60L, 20L, 15L, 5L);

        JsonPath view = cycle(cycle);
        assertThat(view.getString("mode")).isEqualTo("DEFERRED_NET");
        assertThat(view.getLong("payments")).isEqualTo(4);
        assertThat(view.getLong("grossFen")).isEqualTo(655);
        assertThat(view.getList("net.netFen", Long.class)).containsExactly(-200L, 50L, 150L);
        assertThat(view.getList("gas.gasUnits", Long.class)).containsExactly(42_000L, 21_000L, 21_000L);
        assertThat(view.getList("gasShares.beneficiary"))
                .containsExactly("treasury", "settlement-operator", "framework-provider", "research");
        assertThat(view.getString("closedAt")).isLessThan(view.getString("settledAt"));
        assertThat(view.getMap("$")).doesNotContainKey("waitingFor");
        awaitBalanced();
        assertThat(World.reconciliation().getList("checkedCycles.findAll { it.cycleId == " + cycle + " }.matches"))
                .hasSizeGreaterThanOrEqualTo(3)
                .containsOnly(true);
    }

    @Test
    void aCycleInNetIsMeasuredWhileItWaitsAndWhenItIsNetted() {
        long cycle = world.economy.cycle();
        world.economy.pay(ABC, BOC, 300, 0);
        world.economy.pay(BOC, CCB, 250, 0);
        world.economy.pay(CCB, ABC, 100, 0);
        world.economy.pay(ABC, ABC, 5, 0);
        eventually(
                () -> count("SELECT coalesce(sum(paid), 0)::bigint FROM intake_minute WHERE cycle_id = ?", cycle) == 3);
        JsonPath waiting = indicators("/v1/cycles/" + cycle + "/indicators", Tokens.auditor());
        assertThat(waiting.getBoolean("complete")).isFalse();
        assertThat(waiting.getMap("unsettled")).isEqualTo(Map.of("count", 3, "fen", 650));
        assertThat(waiting.getLong("liquidityUsedFen")).isZero();
        world.settle();

        JsonPath found = indicators("/v1/cycles/" + cycle + "/indicators", Tokens.auditor());
        assertThat(found.getBoolean("complete")).isTrue();
        assertThat(found.getString("asset")).isEqualTo("CURRENCY");
        assertThat(found.getList("assets")).containsExactly("CURRENCY");
        assertThat(found.getMap("settled")).isEqualTo(Map.of("NET", Map.of("count", 3, "fen", 650)));
        assertThat(found.getMap("unsettled")).isEqualTo(Map.of("count", 0, "fen", 0));
        assertThat(found.getLong("peakQueueLength")).isEqualTo(3);
        assertThat(found.getLong("peakQueueFen")).isEqualTo(650);
        assertThat(found.getObject("delayIndicator", BigDecimal.class)).isEqualByComparingTo("1");
        assertThat(found.getObject("turnoverRatio", BigDecimal.class)).isEqualByComparingTo("3.25");
        assertThat(found.getList("participants.operatorId")).containsExactly(ABC, BOC, CCB);
        assertThat(found.getList("participants.usedFen", Long.class)).containsExactly(200L, 0L, 0L);
        assertThat(indicators("/v1/cycles/" + cycle + "/indicators", Tokens.operator(BOC))
                        .getList("participants.operatorId"))
                .containsExactly(BOC);

        String date = cycle(cycle).getString("businessDate");
        JsonPath day = indicators("/v1/days/" + date + "/indicators", Tokens.auditor());
        assertThat(day.getBoolean("complete")).isFalse();
        assertThat(day.getLong("settled.NET.fen")).isGreaterThanOrEqualTo(650);
        assertThat(day.getLong("liquidityUsedFen")).isGreaterThanOrEqualTo(200);
    }

    @Test
    void recordsThatComeTwiceAreMeasuredOnce() {
        long cycle = world.economy.cycle();
        world.hold(event -> event instanceof PaymentCommitted);
        world.economy.pay(ABC, BOC, 40, 0);
        world.economy.pay(BOC, ABC, 30, 0);
        world.releaseTwice();
        world.settle();
        JsonPath found = indicators("/v1/cycles/" + cycle + "/indicators", Tokens.auditor());
        assertThat(found.getMap("submitted")).isEqualTo(Map.of("count", 2, "fen", 70));
        assertThat(found.getLong("liquidityUsedFen")).isEqualTo(10);
    }

    @Test
    void aCycleWithoutPaymentsIsSettledWithoutAnybodyBooking() {
        long cycle = world.economy.cycle();
        world.close().forEach(world.kafka::publish);
        awaitState(cycle, "SETTLED");
        assertThat(world.kafka
                        .await(PaymentsSettled.class, each -> each.cycleId() == cycle)
                        .movements())
                .isEmpty();
        GasRevenueSettled gas = world.kafka.await(GasRevenueSettled.class, each -> each.cycleId() == cycle);
        assertThat(gas.collected()).isEmpty();
        assertThat(gas.shares()).isEmpty();
        JsonPath found = indicators("/v1/cycles/" + cycle + "/indicators", Tokens.auditor());
        assertThat(found.getMap("submitted")).isEqualTo(Map.of("count", 0, "fen", 0));
        assertThat(found.getList("participants")).isEmpty();
        world.kafka.await(CycleSettled.class, each -> each.cycleId() == cycle);
    }

    @Test
    void markersThatArriveBeforeThePaymentsWaitForThem() {
        long cycle = world.economy.cycle();
        world.hold(event -> event instanceof PaymentCommitted);
        world.economy.pay(ABC, BOC, 777, 1);
        world.close().forEach(world.kafka::publish);
        eventually(() -> count("SELECT count(*) FROM cycle_marker WHERE cycle_id = ?", cycle) >= 3);
        JsonPath waiting = cycle(cycle);
        assertThat(waiting.getString("state")).isEqualTo("CLOSING");
        assertThat(waiting.getList("waitingFor")).containsExactly(Map.of("operatorId", ABC, "missing", "PAYMENTS"));
        world.release();
        world.bookAll(cycle);
        awaitState(cycle, "SETTLED");
        awaitBalanced();
    }

    @Test
    void paymentsThatArriveBeforeTheMarkersWaitForThem() {
        long cycle = world.economy.cycle();
        world.economy.pay(BOC, ABC, 888, 1);
        List<CycleMarked> markers = world.close();
        eventually(() ->
                count("SELECT coalesce(sum(payments), 0)::bigint FROM operator_intake WHERE cycle_id = ?", cycle) == 1);
        mark(markers, operator -> !operator.equals(BOC));
        eventually(() -> count("SELECT count(*) FROM cycle_marker WHERE cycle_id = ?", cycle) == markers.size() - 1);
        assertThat(state(cycle)).isEqualTo("CLOSING");
        assertThat(cycle(cycle).getList("waitingFor.operatorId")).containsExactly(BOC);
        mark(markers, BOC::equals);
        world.bookAll(cycle);
        awaitState(cycle, "SETTLED");
    }

    @Test
    void theSameRecordTwiceHasOneEffect() {
        long cycle = world.economy.cycle();
        PaymentCommitted payment = world.economy.pay(ABC, BOC, 4_321, 2);
        KafkaProbe.Sent sent = world.kafka.publish(payment(payment, "dup"));
        world.kafka.send(sent);
        world.kafka.send(sent);
        world.economy.pay(ABC, BOC, 1, 0);
        eventually(() -> count(
                        "SELECT coalesce(sum(payments), 0)::bigint FROM operator_intake WHERE cycle_id = ?"
                                + " AND operator_id = 'abc'",
                        cycle)
                == 2);
        assertThat(count("SELECT payments FROM operator_intake WHERE cycle_id = ? AND operator_id = 'dup'", cycle))
                .isEqualTo(1);
        forget("dup", cycle);
        world.settle();
    }

    /** A payment of a bank that nobody knows, so that it can be taken back out of the books afterwards. */
    private static PaymentCommitted payment(PaymentCommitted like, String operator) {
        return new PaymentCommitted(
                UUID.randomUUID(),
                operator,
                like.cycleId(),
                operator,
                like.payer(),
                like.payee(),
                like.amountFen(),
                like.gasUnits(),
                0,
                1,
                like.committedAt());
    }

    private static void forget(String operator, long cycle) {
        DcepStack.database()
                .execute("DELETE FROM operator_intake WHERE operator_id = ? AND cycle_id = ?", operator, cycle);
        DcepStack.database()
                .execute("DELETE FROM gross_position WHERE payer_operator_id = ? AND cycle_id = ?", operator, cycle);
        eventually(() -> DcepStack.database().execute("DELETE FROM recon_book WHERE operator_id = ?", operator) > 0);
    }

    @Test
    void severalCyclesMayBeClosingAtOnceAndSettleInAnyOrder() {
        long first = world.economy.cycle();
        world.economy.pay(ABC, CCB, 10, 1);
        List<CycleMarked> firstMarkers = world.close();
        world.economy.pay(CCB, ABC, 20, 1);
        // The first cycle's marker of one bank is late; the second cycle does not wait for it.
        mark(firstMarkers, operator -> !operator.equals(CCB));
        List<CycleMarked> secondMarkers = world.close();
        mark(secondMarkers, operator -> !operator.equals(CCB));
        assertThat(state(first)).isEqualTo("CLOSING");
        mark(firstMarkers, CCB::equals);
        world.bookAll(first);
        awaitState(first, "SETTLED");
        assertThat(state(first + 1)).isEqualTo("CLOSING");
        mark(secondMarkers, CCB::equals);
        world.bookAll(first + 1);
        awaitState(first + 1, "SETTLED");
        awaitBalanced();
    }

    @Test
    void runningEveryStepAgainAndAtOnceChangesNothing() throws Throwable {
        long cycle = world.economy.cycle();
        world.economy.pay(ABC, BOC, 55, 5);
        List<CycleMarked> markers = world.close();
        runConcurrently(8, () -> advance(cycle));
        assertThat(state(cycle)).isEqualTo("CLOSING");
        markers.forEach(world.kafka::publish);
        runConcurrently(8, () -> advance(cycle));
        world.awaitNetted(cycle);
        runConcurrently(8, () -> advance(cycle));
        assertThat(state(cycle)).isEqualTo("NETTED");
        world.bookAll(cycle);
        awaitState(cycle, "SETTLED");
        runConcurrently(8, () -> advance(cycle));
        assertThat(world.kafka.published(PaymentsSettled.class).stream().filter(each -> each.cycleId() == cycle))
                .hasSize(1);
        assertThat(world.kafka.published(GasRevenueSettled.class).stream().filter(each -> each.cycleId() == cycle))
                .hasSize(1);
        assertThat(world.kafka.published(CycleSettled.class).stream().filter(each -> each.cycleId() == cycle))
                .hasSize(1);
    }

    /** As if the process had died right after each commit: only what is stored is left to go on from. */
    @Test
    void aCycleGoesOnFromWhatIsStored() {
        long cycle = world.economy.cycle();
        world.economy.pay(BOC, CCB, 66, 6);
        world.hold(event -> true);
        List<CycleMarked> markers = world.close();
        markers.forEach(world.kafka::publish);
        world.awaitNetted(cycle);
        // The bookings are stored by a transaction that could not settle the cycle any more.
        DcepStack.database().execute("UPDATE settlement_booking SET booked_at = now() WHERE cycle_id = ?", cycle);
        awaitState(cycle, "SETTLED");
        // Booked for real afterwards: a repetition that changes nothing.
        world.bookAll(cycle);
        world.release();
        awaitBalanced();
        assertThat(count("SELECT count(*) FROM contradiction WHERE resolved_at IS NULL"))
                .isZero();
    }

    private void mark(List<CycleMarked> markers, Predicate<String> operators) {
        markers.stream().filter(marker -> operators.test(marker.operatorId())).forEach(world.kafka::publish);
    }

    private Void advance(long cycle) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> progress.advance(cycle));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void runConcurrently(int times, Callable<?> action) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            for (Future<?> done : threads.invokeAll(Collections.nCopies(times, action))) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theSameRequestClosesOnceHoweverOftenItIsSent() throws Exception {
        long cycle = world.economy.cycle();
        UUID id = UUID.randomUUID();
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        runConcurrently(6, () -> statuses.add(World.closeOnly(id).statusCode()));
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(World.closeOnly(id).jsonPath().getLong("cycleId")).isEqualTo(cycle);
        world.economy.turn().forEach(world.kafka::publish);
        awaitState(cycle, "SETTLED");
        assertThat(World.closeOnly(id).jsonPath().getString("state")).isEqualTo("SETTLED");
        given().auth()
                .oauth2(Tokens.centralBank())
                .contentType("application/json")
                .body(Map.of("id", id, "nextBusinessDate", "2026-12-01"))
                .post("/v1/cycles")
                .then()
                .statusCode(422)
                .body("code", equalTo("ID_REUSED"));
        assertThat(cycle(cycle + 1).getString("state")).isEqualTo("OPEN");
    }

    @Test
    void theNextBusinessDateIsToldAndKept() {
        long cycle = world.economy.cycle();
        LocalDate next = LocalDate.parse(cycle(cycle).getString("businessDate")).plusDays(1);
        given().auth()
                .oauth2(Tokens.centralBank())
                .contentType("application/json")
                .body(Map.of("id", UUID.randomUUID(), "nextBusinessDate", next.toString()))
                .post("/v1/cycles")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/cycles/" + cycle));
        CycleClosing closing = world.kafka.await(CycleClosing.class, each -> each.cycleId() == cycle);
        assertThat(closing).isEqualTo(new CycleClosing(cycle, cycle + 1, next));
        assertThat(cycle(cycle + 1).getString("businessDate")).isEqualTo(next.toString());
        world.economy.turn().forEach(world.kafka::publish);
        awaitState(cycle, "SETTLED");
    }

    @Test
    void anOperatorAdmittedWhileACycleClosesNeitherBlocksNorCorruptsIt() {
        long cycle = world.economy.cycle();
        world.economy.pay(ABC, BOC, 12, 0);
        List<CycleMarked> markers = world.close();
        world.kafka.publish(new OperatorAdmitted("late", 4, "late", Instant.parse("2026-11-23T00:00:00Z")));
        eventually(() -> count("SELECT count(*) FROM operator WHERE operator_id = 'late'") == 1);
        markers.forEach(world.kafka::publish);
        world.bookAll(cycle);
        awaitState(cycle, "SETTLED");
        // Its book begins in the open cycle, and from then on its marker is owed like everybody's.
        world.economy.with("late");
        world.economy.issue("late", 1_000);
        List<CycleMarked> next = world.close();
        assertThat(next).extracting(CycleMarked::operatorId).contains("late");
        mark(next, operator -> !operator.equals("late"));
        eventually(() -> cycle(cycle + 1).getList("waitingFor.operatorId").equals(List.of("late")));
        mark(next, "late"::equals);
        awaitState(cycle + 1, "SETTLED");
        awaitBalanced();
    }

    @Test
    void positionsAreThoseNotYetFinal() {
        world.settle();
        world.economy.pay(ABC, BOC, 300, 0);
        world.economy.pay(BOC, ABC, 100, 0);
        eventually(() -> positions(Tokens.auditor()).getList("positions").size() == 2);
        JsonPath all = positions(Tokens.auditor());
        assertThat(all.getLong("cycleId")).isEqualTo(world.economy.cycle());
        eventually(() -> positions(Tokens.auditor())
                .getList("positions.netFen", Long.class)
                .equals(List.of(-200L, 200L)));
        JsonPath own = positions(Tokens.operator(BOC));
        assertThat(own.getList("positions"))
                .containsExactly(Map.of("operatorId", BOC, "owesFen", 100, "owedFen", 300, "netFen", 200));
        List<CycleMarked> markers = world.close();
        assertThat(positions(Tokens.auditor()).getList("positions.netFen", Long.class))
                .containsExactly(-200L, 200L);
        markers.forEach(world.kafka::publish);
        world.bookAll(world.economy.cycle() - 1);
        assertThat(positions(Tokens.auditor()).getList("positions")).isEmpty();
    }

    private static JsonPath positions(String token) {
        return given().auth()
                .oauth2(token)
                .get("/v1/positions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
