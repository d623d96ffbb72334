package org.dcep.settlement.clearing;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.Priority;
import org.dcep.clearing.Queued;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * Measures a span of settlement in reserves: reads what happened in it back from the database, in pieces, and tells it to
 * the meter that {@code dcep settle} uses. Nothing has to be kept in memory for it, and a restart forgets nothing.
 */
@ApplicationScoped
public class MeasureSpan {
    private static final int PIECE = 2_000;

    private static final String ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String BALANCES = """
            WITH flow AS (
                SELECT payee_operator_id AS id, amount_fen AS fen FROM obligation WHERE settled_at >= $1
                UNION ALL SELECT payer_operator_id, -amount_fen FROM obligation WHERE settled_at >= $1
                UNION ALL SELECT operator_id, amount_fen FROM liquidity_movement WHERE at >= $1)
            SELECT a.operator_id, (a.balance_fen - coalesce(sum(flow.fen), 0))::bigint AS fen
            FROM settlement_account a LEFT JOIN flow ON flow.id = a.operator_id
            GROUP BY a.operator_id, a.balance_fen
            """;
    private static final String COLUMNS = "arrival, payment_id, payer_operator_id, payee_operator_id, amount_fen,"
            + " coalesce(priority, 'NORMAL') AS priority, submitted_at";
    private static final String CARRIED_OVER = "SELECT " + COLUMNS + " FROM obligation"
            + " WHERE submitted_at < $1 AND (settled_at IS NULL OR settled_at >= $1)";
    private static final String UNSETTLED = "SELECT " + COLUMNS + " FROM obligation"
            + " WHERE submitted_at <= $1 AND (settled_at IS NULL OR settled_at > $1)";

    /** Within an instant: a submission, liquidity that came with or after it, what settled then. */
    private static final String EVENTS = "SELECT submitted_at AS at, coalesce(sequence, 0) AS place, 0 AS step,"
            + " 0::bigint AS number, NULL::text AS kind, " + COLUMNS
            + " FROM obligation WHERE submitted_at >= $1 AND submitted_at <= $2"
            + " UNION ALL SELECT at, after, 1, movement, NULL, movement, NULL, operator_id, NULL, amount_fen, 'NORMAL', at"
            + " FROM liquidity_movement WHERE at >= $1 AND at <= $2"
            + " UNION ALL SELECT settled_at, settled_after, 2, group_number, group_kind, " + COLUMNS
            + " FROM obligation WHERE settled_at >= $1 AND settled_at <= $2"
            + " ORDER BY at, place, step, number, arrival";

    private final Pool pool;

    MeasureSpan(Pool pool) {
        this.pool = pool;
    }

    /**
     * The indicators from {@code from} to {@code to}, both included; empty if nobody has a settlement account.
     *
     * @param to after {@code from}
     */
    public Uni<Optional<Indicators>> measure(Instant from, Instant to) {
        return pool.withTransaction(tx -> tx.query(ONE_MOMENT)
                .execute()
                .chain(() -> balances(tx, from))
                .chain(balances -> balances.isEmpty()
                        ? Uni.createFrom().item(Optional.<Indicators>empty())
                        : replay(tx, new Replay(balances, from, to), from, to).map(Optional::of)));
    }

    private static Uni<SortedMap<OperatorId, Long>> balances(SqlConnection tx, Instant from) {
        return tx.preparedQuery(BALANCES).execute(Tuple.of(utc(from))).map(rows -> {
            SortedMap<OperatorId, Long> balances = new TreeMap<>();
            rows.forEach(row -> balances.put(OperatorId.of(row.getString("operator_id")), row.getLong("fen")));
            return balances;
        });
    }

    private static Uni<Indicators> replay(SqlConnection tx, Replay replay, Instant from, Instant to) {
        List<Queued> unsettled = new ArrayList<>(); // As much as the queue holds, which fits into memory.
        return inPieces(tx, CARRIED_OVER, Tuple.of(utc(from)), rows -> replay.carriedOver(queued(rows)))
                .chain(() -> inPieces(tx, EVENTS, Tuple.of(utc(from), utc(to)), rows -> tell(replay, rows)))
                .chain(() -> inPieces(tx, UNSETTLED, Tuple.of(utc(to)), rows -> unsettled.addAll(queued(rows))))
                .map(done -> replay.end(unsettled));
    }

    private static Uni<Void> inPieces(SqlConnection tx, String sql, Tuple arguments, Consumer<RowSet<Row>> each) {
        return tx.prepare(sql).chain(statement -> {
            Cursor cursor = statement.cursor(arguments);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> cursor.read(PIECE).invoke(each))
                    .whilst(rows -> cursor.hasMore())
                    .collect()
                    .last()
                    .chain(cursor::close)
                    .chain(statement::close);
        });
    }

    private static void tell(Replay replay, RowSet<Row> rows) {
        for (Row row : rows) {
            Instant at = row.getOffsetDateTime("at").toInstant();
            switch (row.getInteger("step")) {
                case 0 -> replay.submitted(queued(row));
                case 1 ->
                    replay.moved(OperatorId.of(row.getString("payer_operator_id")), row.getLong("amount_fen"), at);
                default ->
                    replay.settled(queued(row), row.getLong("number"), GroupKind.valueOf(row.getString("kind")), at);
            }
        }
    }

    private static List<Queued> queued(RowSet<Row> rows) {
        List<Queued> queued = new ArrayList<>(rows.size());
        rows.forEach(row -> queued.add(queued(row)));
        return queued;
    }

    /** The meter looks at times and amounts only; the number of arrival serves as sequence. */
    private static Queued queued(Row row) {
        Obligation obligation = new Obligation(
                row.getUUID("payment_id").toString(),
                OperatorId.of(row.getString("payer_operator_id")),
                OperatorId.of(row.getString("payee_operator_id")),
                new Money(row.getLong("amount_fen")),
                Priority.valueOf(row.getString("priority")));
        return new Queued(
                row.getLong("arrival"),
                obligation,
                row.getOffsetDateTime("submitted_at").toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
