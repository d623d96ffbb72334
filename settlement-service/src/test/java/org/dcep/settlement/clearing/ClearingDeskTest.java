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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingSnapshot;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.reserve.Reserves;
import org.dcep.testkit.DcepStack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The books in the database, with transactions that fail before or after their end and with several replicas. */
@QuarkusTest
@WithTestResource(
        value = DcepStack.class,
        initArgs = {
            @ResourceArg(name = "DCEP_SETTLEMENT_MODE", value = "HYBRID"),
            @ResourceArg(name = "DCEP_SETTLEMENT_ASSET", value = "RESERVES"),
            @ResourceArg(name = "DCEP_SETTLEMENT_OFFSET_EVERY", value = "off"),
            @ResourceArg(name = "DCEP_SETTLEMENT_ADVANCE_EVERY", value = "off")
        })
class ClearingDeskTest {
    private static final SettlementPolicy HYBRID = SettlementPolicy.of(ClearingMode.HYBRID, SettlementAsset.RESERVES);
    private static final OperatorId A = Play.operator(0);
    private static final OperatorId B = Play.operator(1);

    @Inject
    Pool pool;

    @Inject
    Reserves reserves;

    @Inject
    Outbox outbox;

    @Inject
    BusinessTime time;

    @Inject
    MeasureSpan measureSpan;

    @BeforeEach
    void empty() {
        for (String table : List.of(
                "settlement_booking",
                "settlement",
                "obligation",
                "liquidity_movement",
                "overnight_loan",
                "bilateral_limit",
                "settled_today",
                "settlement_account")) {
            DcepStack.database().execute("DELETE FROM " + table);
        }
        DcepStack.database()
                .execute("UPDATE clearing_state SET changed_by = '0', at = 'epoch', next_sequence = 1, next_group = 1,"
                        + " cycle_id = NULL");
    }

    /** Another replica: it shares the database and nothing else. */
    private ClearingDesk replica() {
        return new ClearingDesk(reserves, outbox, time);
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

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void run(ClearingDesk desk, Consumer<ClearingBooks> step) {
        await(pool.withTransaction(tx -> desk.run(tx, step)));
    }

    /** As if the process had died with everything written and nothing committed. */
    private void runAndDieBeforeCommit(ClearingDesk desk, Consumer<ClearingBooks> step) {
        Function<SqlConnection, Uni<Void>> dying = tx -> desk.run(tx, step).invoke(() -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> await(pool.withTransaction(dying::apply))).isInstanceOf(Killed.class);
    }

    private static Consumer<ClearingBooks> step(Random random, long number, Instant at) {
        OperatorId one = Play.operator(random.nextInt(4));
        OperatorId other = Play.operator(random.nextInt(4));
        Money amount = new Money(1 + random.nextInt(60));
        return switch (random.nextInt(8)) {
            case 0 -> books -> books.place(new UUID(2, number), one, amount, at);
            case 1 -> books -> books.giveBack(new UUID(3, number), one, amount, at);
            case 2 -> books -> books.offset(at);
            default -> {
                List<Arrival> arrivals = new ArrayList<>();
                for (int i = 0; i < 1 + amount.fen() % 5; i++) {
                    if (!one.equals(other)) {
                        arrivals.add(new Arrival(new UUID(number, i), 1, one, other, new Money(amount.fen() + i)));
                    }
                }
                yield books -> books.submit(arrivals, at);
            }
        };
    }

    @Test
    void whateverDiesAndWhoeverGoesOnTheSameSettlesAsInOnePiece() {
        for (int seed = 1; seed <= 5; seed++) {
            empty();
            Rows expected = new Rows(new ClearingSnapshot(Instant.EPOCH, List.of(), List.of(), 1, 1));
            ClearingBooks inOnePiece = expected.read(0, Play.BEFORE_ANY);
            inOnePiece.adopt(1, HYBRID);
            List<ClearingDesk> replicas = List.of(replica(), replica());
            Random steps = new Random(seed);
            Random faults = new Random(-seed);
            for (int i = 1; i <= 60; i++) {
                Consumer<ClearingBooks> step = step(steps, i, Play.MORNING.plusSeconds(i));
                step.accept(inOnePiece);
                expected.take(inOnePiece);
                ClearingDesk desk = replicas.get(faults.nextInt(2));
                if (faults.nextInt(3) == 0) {
                    runAndDieBeforeCommit(desk, step);
                }
                run(desk, step);
            }
            assertThat(Rows.lasting(stored())).isEqualTo(Rows.lasting(inOnePiece.snapshot()));
            assertThat(DcepStack.database().number("SELECT count(*) FROM obligation WHERE settled_at IS NOT NULL"))
                    .isEqualTo(expected.settled.size());
            for (Changes.Settled each : expected.settled) {
                assertThat(DcepStack.database()
                                .number(
                                        "SELECT count(*) FROM obligation WHERE sequence = ? AND group_number = ?"
                                                + " AND group_kind = ? AND settled_after = ?",
                                        each.queued().sequence(),
                                        each.group(),
                                        each.kind().name(),
                                        each.after()))
                        .isEqualTo(1);
            }
            assertThatToldIsWhatSettled();
        }
    }

    private ClearingSnapshot stored() {
        return await(pool.withTransaction(StoredBooks::read)).snapshot();
    }

    /** What the books are told to move is, operator by operator, what the settled obligations add up to. */
    private static void assertThatToldIsWhatSettled() {
        assertThat(DcepStack.database()
                        .number("SELECT count(*) FROM ("
                                + " SELECT id, sum(fen) AS fen FROM ("
                                + "  SELECT payer_operator_id AS id, amount_fen AS fen FROM obligation"
                                + "   WHERE settled_at IS NOT NULL"
                                + "  UNION ALL SELECT payee_operator_id, -amount_fen FROM obligation"
                                + "   WHERE settled_at IS NOT NULL"
                                + "  UNION ALL SELECT operator_id, -clearing_fen FROM settlement_booking) AS all_of_it"
                                + " GROUP BY id HAVING sum(fen) <> 0) AS differences"))
                .isZero();
    }

    @Test
    void replicasThatWorkAtOnceTakeTurns() throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            ClearingDesk desk = replica();
            int number = writer;
            work.add(() -> {
                for (int i = 0; i < 25; i++) {
                    UUID id = new UUID(100 + number, i);
                    OperatorId payer = Play.operator(number);
                    OperatorId payee = Play.operator(number + 1);
                    run(
                            desk,
                            books ->
                                    books.submit(List.of(new Arrival(id, 1, payer, payee, new Money(10))), time.now()));
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        run(replica(), books -> books.offset(time.now()));
        // Everybody owes the next the same, so all of it settles, without any liquidity.
        ClearingSnapshot snapshot = stored();
        assertThat(snapshot.queue()).isEmpty();
        assertThat(snapshot.nextSequence()).isEqualTo(101);
        assertThat(snapshot.participants()).allMatch(state -> state.balanceFen() == 0);
        assertThatToldIsWhatSettled();
    }

    @Test
    void aStepThatFailsItselfLeavesNothingBehind() {
        ClearingDesk desk = replica();
        run(desk, books -> books.place(new UUID(2, 1), A, new Money(10), time.now()));
        assertThatThrownBy(() -> run(desk, books -> {
                    books.submit(List.of(new Arrival(new UUID(1, 1), 1, A, B, new Money(4))), time.now());
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        run(desk, books -> assertThat(books.standing(A).balanceFen()).isEqualTo(10));
        assertThat(DcepStack.database().number("SELECT count(*) FROM obligation"))
                .isZero();
    }

    @Test
    void aSpanIsMeasuredFromWhatIsStored() {
        Instant from = time.now();
        ClearingDesk desk = replica();
        run(desk, books -> books.place(new UUID(2, 1), A, new Money(30), time.now()));
        run(
                desk,
                books -> books.submit(
                        List.of(
                                new Arrival(new UUID(1, 1), 1, A, B, new Money(25)),
                                new Arrival(new UUID(1, 2), 1, A, B, new Money(20)),
                                new Arrival(new UUID(1, 3), 1, B, A, new Money(40))),
                        time.now()));
        Indicators indicators =
                await(measureSpan.measure(from, time.now().plusMillis(1))).orElseThrow();
        assertThat(indicators.submitted()).isEqualTo(new Indicators.Volume(3, 85));
        assertThat(indicators.settledInAll()).isEqualTo(new Indicators.Volume(3, 85));
        assertThat(indicators.unsettled()).isEqualTo(Indicators.Volume.NONE);
        assertThat(indicators.liquidityUsedFen()).isEqualTo(25);
        assertThat(indicators.peakQueueLength()).isEqualTo(1);
        assertThat(indicators.peakQueueFen()).isEqualTo(20);
        assertThat(indicators.participants())
                .extracting(part -> part.balanceFen())
                .containsExactly(25L, 5L);

        // A later span begins with what the accounts have then, and with what waits.
        Instant later = time.now();
        run(desk, books -> books.submit(List.of(new Arrival(new UUID(1, 4), 1, B, A, new Money(9))), time.now()));
        Indicators second =
                await(measureSpan.measure(later, time.now().plusMillis(1))).orElseThrow();
        assertThat(second.submitted()).isEqualTo(new Indicators.Volume(1, 9));
        assertThat(second.unsettled()).isEqualTo(new Indicators.Volume(1, 9));
        assertThat(second.participants()).extracting(part -> part.broughtFen()).containsExactly(25L, 5L);
    }
}
