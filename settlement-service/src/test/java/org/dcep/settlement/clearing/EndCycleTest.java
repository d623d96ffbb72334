package org.dcep.settlement.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.cycle.CloseCycle;
import org.dcep.settlement.cycle.CycleClosure;
import org.dcep.settlement.cycle.CycleClosureOutcome;
import org.dcep.settlement.finality.AdvanceCycle;
import org.dcep.settlement.reserve.Reserves;
import org.dcep.testkit.DcepStack;
import org.junit.jupiter.api.Test;

/** A cycle in reserves from its closing to its end, without any clock, interrupted before and after each commit. */
@QuarkusTest
@WithTestResource(
        value = DcepStack.class,
        initArgs = {
            @ResourceArg(name = "DCEP_SETTLEMENT_MODE", value = "DEFERRED_NET"),
            @ResourceArg(name = "DCEP_SETTLEMENT_ASSET", value = "RESERVES"),
            @ResourceArg(name = "DCEP_SETTLEMENT_OFFSET_EVERY", value = "off"),
            @ResourceArg(name = "DCEP_SETTLEMENT_ADVANCE_EVERY", value = "off")
        })
class EndCycleTest {
    private static final OperatorId A = Play.operator(0);
    private static final OperatorId B = Play.operator(1);

    @Inject
    Pool pool;

    @Inject
    ClearingDesk desk;

    @Inject
    Reserves reserves;

    @Inject
    Outbox outbox;

    @Inject
    BusinessTime time;

    @Inject
    CloseCycle closeCycle;

    @Inject
    AdvanceCycle progress;

    @Inject
    EndCycle ends;

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Dies when everything is written and nothing is committed. */
    private final class DyingDesk extends ClearingDesk {
        private DyingDesk() {
            super(reserves, outbox, time);
        }

        @Override
        Uni<Void> run(SqlConnection tx, Consumer<ClearingBooks> step) {
            return super.run(tx, step).invoke(() -> {
                throw new Killed();
            });
        }
    }

    private static <T> T await(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T awaitInContext(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private long close(Optional<LocalDate> next) {
        CycleClosureOutcome outcome = awaitInContext(() -> closeCycle.close(new CycleClosure(UUID.randomUUID(), next)));
        return ((CycleClosureOutcome.Closed) outcome).cycleId();
    }

    private void advance(long cycle) {
        awaitInContext(() -> progress.advance(cycle));
    }

    private static long number(String sql, Object... arguments) {
        return DcepStack.database().number(sql, arguments);
    }

    private static boolean is(long cycle, String state) {
        return number("SELECT count(*) FROM cycle WHERE cycle_id = ? AND state = ?", cycle, state) == 1;
    }

    private static long told(String topic, long cycle) {
        return number(
                "SELECT count(*) FROM outbox WHERE topic = ? AND payload LIKE ?", topic, "%\"cycleId\":" + cycle + "%");
    }

    private static long waiting(long cycle) {
        return number("SELECT count(*) FROM obligation WHERE cycle_id = ? AND settled_at IS NULL", cycle);
    }

    private void collect(long cycle, OperatorId payer, OperatorId payee, long fen) {
        Arrival arrival = new Arrival(UUID.randomUUID(), cycle, payer, payee, new Money(fen));
        await(pool.withTransaction(tx -> desk.collect(tx, List.of(arrival))));
    }

    private void place(OperatorId operator, long fen) {
        await(pool.withTransaction(
                tx -> desk.work(tx, books -> books.place(UUID.randomUUID(), operator, new Money(fen), time.now()))));
    }

    @Test
    void aCycleThatIsInterruptedAnywhereEndsOnceAndCompletely() {
        long cycle = number("SELECT cycle_id FROM cycle WHERE state = 'OPEN'");
        collect(cycle, A, B, 300);
        collect(cycle, B, A, 200);
        close(Optional.empty());
        assertThat(await(ends.end(cycle))).as("before everything is here").isFalse();

        advance(cycle);
        advance(cycle);
        assertThat(is(cycle, "CLOSING")).isTrue();
        assertThat(number("SELECT count(*) FROM cycle WHERE cycle_id = ? AND arrived_at IS NOT NULL", cycle))
                .isEqualTo(1);

        place(A, 100);
        EndCycle dying = new EndCycle(pool, new DyingDesk(), outbox, time);
        assertThatThrownBy(() -> await(dying.end(cycle))).isInstanceOf(Killed.class);
        advance(cycle);
        assertThat(is(cycle, "CLOSING")).isTrue();
        assertThat(waiting(cycle)).isEqualTo(2);
        assertThat(told("dcep.payments.settled", cycle)).isZero();

        assertThat(await(ends.end(cycle))).isTrue();
        assertThat(await(ends.end(cycle))).as("a second time").isFalse();
        assertThat(waiting(cycle)).isZero();
        assertThat(is(cycle, "CLOSING")).isTrue();
        assertThat(told("dcep.payments.settled", cycle)).isEqualTo(1);
        assertThat(told("dcep.cycle.settled", cycle)).isZero();

        advance(cycle);
        advance(cycle);
        assertThat(is(cycle, "NETTED")).isTrue();
        assertThat(told("dcep.cycle.settled", cycle)).isEqualTo(1);
        assertThat(told("dcep.gas.settled", cycle)).isEqualTo(1);
        assertThat(await(ends.end(cycle))).isFalse();

        DcepStack.database().execute("UPDATE settlement_booking SET booked_at = now() WHERE cycle_id = ?", cycle);
        advance(cycle);
        assertThat(is(cycle, "SETTLED")).isTrue();
        assertThat(told("dcep.payments.settled", cycle)).isEqualTo(1);
        assertThat(told("dcep.cycle.settled", cycle)).isEqualTo(1);
    }

    @Test
    void whatACyclePostponesSettlesWithTheNextAndEndsBoth() {
        long first = number("SELECT cycle_id FROM cycle WHERE state = 'OPEN'");
        collect(first, A, B, 5_000);
        close(Optional.empty());
        advance(first);
        assertThat(await(ends.end(first))).isTrue();
        advance(first);
        assertThat(is(first, "NETTED")).isTrue();
        assertThat(waiting(first)).isEqualTo(1);
        assertThat(told("dcep.cycle.settled", first)).isZero();

        long second = first + 1;
        collect(second, B, A, 5_000);
        close(Optional.empty());
        advance(second);
        await(ends.end(second));
        assertThat(waiting(first) + waiting(second)).isZero();
        assertThat(told("dcep.cycle.settled", first)).isEqualTo(1);
        assertThat(told("dcep.cycle.settled", second))
                .as("its gas is not told yet")
                .isZero();
        advance(second);
        assertThat(told("dcep.cycle.settled", second)).isEqualTo(1);
        advance(first);
        DcepStack.database().execute("UPDATE settlement_booking SET booked_at = now() WHERE booked_at IS NULL");
        advance(first);
        advance(second);
        assertThat(is(first, "SETTLED")).isTrue();
        assertThat(is(second, "SETTLED")).isTrue();
    }

    @Test
    void aDayEndsWithTheLastOfItsCyclesThatIsDecided() {
        long first = number("SELECT cycle_id FROM cycle WHERE state = 'OPEN'");
        place(A, 700);
        collect(first, A, B, 700);
        close(Optional.empty());
        long second = first + 1;
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        close(Optional.of(tomorrow));
        // The second cycle is decided first; the first, which is of the same day, still counts to that day.
        advance(second);
        assertThat(await(ends.end(second))).isTrue();
        advance(second);
        assertThat(waiting(first)).as("kept for the end of its own cycle").isEqualTo(1);
        advance(first);
        collect(first, B, A, 1);
        assertThat(await(ends.end(first))).isTrue();
        assertThat(number("SELECT count(*) FROM obligation WHERE cycle_id = ? AND settled_at IS NOT NULL", first))
                .isEqualTo(2);
        // Limits count from zero again: nothing has settled in the day that has begun.
        assertThat(number("SELECT count(*) FROM settled_today")).isZero();
    }
}
