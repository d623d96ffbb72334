package org.dcep.settlement.intake;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clearing.ClearingDesk;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.contradiction.Contradictions;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.reserve.Obligations;
import org.dcep.settlement.reserve.Reserves;

/**
 * Takes committed payments into their cycle, a whole poll in one transaction. The cycles are locked against change
 * while that happens, so a cycle never nets between a payment's check and its effect.
 */
@ApplicationScoped
public class PaymentIntake implements EventBatchConsumer<PaymentCommitted> {
    private static final String LOCK_CYCLES = "SELECT cycle_id, state, arrived_at IS NOT NULL AS complete, mode, asset"
            + " FROM cycle WHERE cycle_id = ANY($1) ORDER BY cycle_id FOR SHARE";

    /** A cycle is netted when a person or a clock closes it; nobody waits for one payment's part in it. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    @Inject
    IntakeStore store;

    @Inject
    Contradictions contradictions;

    @Inject
    Reserves reserves;

    @Inject
    ClearingDesk desk;

    @Inject
    Outbox outbox;

    @Inject
    BusinessTime time;

    @Override
    public Topic topic() {
        return Topic.PAYMENT_COMMITTED;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PaymentCommitted> payments) {
        return lockCycles(tx, payments).chain(cycles -> {
            IntakeRules.Sorted sorted = IntakeRules.sort(payments, cycles);
            return store.add(tx, IntakeSums.of(sorted.taken()))
                    .chain(() -> store.add(tx, minute(sorted.taken(), cycles)))
                    .chain(() -> contradictions.keep(tx, sorted.contradictions()))
                    .chain(() -> settle(tx, IntakeRules.settledAtOnce(sorted.taken(), cycles)))
                    .chain(() -> submit(tx, IntakeRules.inReserves(sorted.taken(), cycles)));
        });
    }

    private MinuteSums minute(List<PaymentCommitted> taken, Map<Long, IntakeRules.Cycle> cycles) {
        return MinuteSums.of(IntakeRules.inCurrency(taken, cycles), time.now());
    }

    private Uni<Void> submit(SqlConnection tx, IntakeRules.Obligations obligations) {
        return desk.collect(tx, obligations.collected()).chain(() -> desk.submit(tx, obligations.submitted()));
    }

    @Override
    public void committed(List<PaymentCommitted> payments) {
        outbox.wake();
    }

    private static Uni<Map<Long, IntakeRules.Cycle>> lockCycles(SqlConnection tx, List<PaymentCommitted> payments) {
        Long[] ids = payments.stream().map(PaymentCommitted::cycleId).distinct().toArray(Long[]::new);
        return tx.preparedQuery(LOCK_CYCLES).execute(Tuple.of(ids)).map(rows -> {
            Map<Long, IntakeRules.Cycle> cycles = new HashMap<>();
            rows.forEach(row -> cycles.put(row.getLong("cycle_id"), cycle(row)));
            return cycles;
        });
    }

    private static IntakeRules.Cycle cycle(Row row) {
        return new IntakeRules.Cycle(
                CycleState.valueOf(row.getString("state")),
                row.getBoolean("complete"),
                ClearingMode.valueOf(row.getString("mode")),
                SettlementAsset.valueOf(row.getString("asset")));
    }

    private Uni<Void> settle(SqlConnection tx, List<PaymentsSettled> settled) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (PaymentsSettled each : settled) {
            done = done.chain(() -> reserves.oblige(tx, Obligations.of(each)));
        }
        return settled.isEmpty() ? done : done.chain(() -> outbox.append(tx, settled));
    }
}
