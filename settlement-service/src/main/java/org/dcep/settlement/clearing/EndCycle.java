package org.dcep.settlement.clearing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;

/**
 * Decides the obligations of a cycle of which everything has arrived, and ends its day if it was the last. In a transaction
 * of its own, once: before it the cycle only knows that everything is here, after it that everything is decided.
 */
@ApplicationScoped
public class EndCycle {
    /**
     * The cycle first and the books second, as everywhere. Without the key: whoever holds the books may have to refer to
     * this cycle, because an obligation of it settles.
     */
    private static final String LOCK_CYCLE = "SELECT 1 FROM cycle WHERE cycle_id = $1 AND state = 'CLOSING'"
            + " AND arrived_at IS NOT NULL AND decided_at IS NULL FOR NO KEY UPDATE";

    /**
     * A day has ended when no cycle of it, or of a day before, is undecided; the date is that of the last such day. Under
     * the lock of the books, so that of two cycles at once the second sees the first.
     */
    private static final String READ_CYCLE = """
            WITH undecided AS (
                SELECT min(business_date) AS first FROM cycle
                WHERE cycle_id <> $1 AND state IN ('OPEN', 'CLOSING') AND decided_at IS NULL)
            SELECT c.mode, c.asset, p.document, c.business_date < undecided.first AS ends_day,
                (SELECT max(business_date) FROM cycle WHERE business_date < undecided.first) AS ended_date
            FROM undecided, cycle c LEFT JOIN settlement_policy p ON p.version = c.policy_version
            WHERE c.cycle_id = $1
            """;

    /** What the cycle itself has kept, and what earlier ones found no room for; not what earlier ones still keep. */
    private static final String READ_COLLECTED = """
            SELECT o.arrival, o.payment_id, o.cycle_id, o.payer_operator_id, o.payee_operator_id, o.amount_fen,
                o.submitted_at
            FROM obligation o JOIN cycle c ON c.cycle_id = o.cycle_id
            WHERE o.settled_at IS NULL AND o.sequence IS NULL
                AND (o.cycle_id = $1
                    OR o.cycle_id < $1 AND (c.decided_at IS NOT NULL OR c.mode <> 'DEFERRED_NET'))
            ORDER BY o.arrival
            """;

    private static final String DECIDED = "UPDATE cycle SET decided_at = $2 WHERE cycle_id = $1";

    private final Pool pool;
    private final ClearingDesk desk;
    private final Outbox outbox;
    private final BusinessTime time;

    EndCycle(Pool pool, ClearingDesk desk, Outbox outbox, BusinessTime time) {
        this.pool = pool;
        this.desk = desk;
        this.outbox = outbox;
        this.time = time;
    }

    /** False if there was nothing to decide: it is decided already, or not everything is here. */
    public Uni<Boolean> end(long cycleId) {
        return pool.withTransaction(tx -> tx.preparedQuery(LOCK_CYCLE)
                        .execute(Tuple.of(cycleId))
                        .chain(found -> found.size() == 0
                                ? Uni.createFrom().item(false)
                                : decide(tx, cycleId).replaceWith(true)))
                .invoke(outbox::wake);
    }

    private Uni<Void> decide(SqlConnection tx, long cycleId) {
        Instant now = time.now();
        return desk.lock(tx)
                .chain(() -> tx.preparedQuery(READ_CYCLE).execute(Tuple.of(cycleId)))
                .map(rows -> rows.iterator().next())
                .chain(cycle -> tx.preparedQuery(READ_COLLECTED)
                        .execute(Tuple.of(cycleId))
                        .map(collected -> end(cycleId, cycle, collected)))
                .chain(end -> desk.run(tx, books -> books.end(end, now)))
                .chain(() -> tx.preparedQuery(DECIDED).execute(Tuple.of(cycleId, now.atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    private static CycleEnd end(long cycleId, Row cycle, RowSet<Row> collected) {
        Optional<SettlementPolicy> policy = SettlementAsset.RESERVES.name().equals(cycle.getString("asset"))
                ? Optional.of(CyclePolicy.of(cycle))
                : Optional.empty();
        LocalDate date = cycle.getLocalDate("ended_date");
        List<Collected> arrivals = StreamSupport.stream(collected.spliterator(), false)
                .map(EndCycle::collected)
                .toList();
        return new CycleEnd(cycleId, date, policy, arrivals, cycle.getBoolean("ends_day"));
    }

    private static Collected collected(Row row) {
        Arrival arrival = new Arrival(
                row.getUUID("payment_id"),
                row.getLong("cycle_id"),
                OperatorId.of(row.getString("payer_operator_id")),
                OperatorId.of(row.getString("payee_operator_id")),
                new Money(row.getLong("amount_fen")));
        return new Collected(
                row.getLong("arrival"),
                arrival,
                row.getOffsetDateTime("submitted_at").toInstant());
    }
}
