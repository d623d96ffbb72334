package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The relay's side of the tables, on the connection that holds the relay's lock. Blocking. */
final class OutboxRows {
    /** Any number that nothing else in this database locks. */
    private static final long LOCK = 0x64636570_6f757462L;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Below the horizon every transaction has ended: no row can still appear in front of one that is read. */
    private static final String READ = "SELECT xid::text::bigint, id, topic, key, payload FROM outbox"
            + " WHERE (xid, id) > ($1::text::xid8, $2::bigint)"
            + " AND xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY xid, id LIMIT $3";

    /** A position lost in a crash only means to send again, so it does not wait for the disk. */
    private static final String STORE = "WITH relaxed AS MATERIALIZED"
            + " (SELECT set_config('synchronous_commit', 'off', true))"
            + " UPDATE outbox_relay SET xid = $1, id = $2 FROM relaxed WHERE epoch = $3";

    private static final String AGE = "SELECT extract(epoch FROM clock_timestamp() - at)::double precision FROM outbox"
            + " WHERE (xid, id) > ($1::text::xid8, $2::bigint) ORDER BY xid, id LIMIT 1";

    private static final String DELETE = "DELETE FROM outbox WHERE (xid, id) IN (SELECT xid, id FROM"
            + " (SELECT xid, id, at FROM outbox WHERE (xid, id) <= ($1::text::xid8, $2::bigint)"
            + " ORDER BY xid, id LIMIT $4) oldest WHERE at < clock_timestamp() - make_interval(secs => $3))";

    /** One event on its way. */
    record Outgoing(Position position, String topic, String key, String payload) {}

    /** The right to send, until somebody else starts a higher epoch. */
    record Lease(long epoch, UUID source, Position position) {}

    private final SqlConnection connection;

    OutboxRows(SqlConnection connection) {
        this.connection = connection;
    }

    boolean tryLock() {
        return one("SELECT pg_try_advisory_lock($1)", Tuple.of(LOCK)).getBoolean(0);
    }

    void unlock() {
        one("SELECT pg_advisory_unlock($1)", Tuple.of(LOCK));
    }

    Lease startEpoch() {
        Row row = one(
                "UPDATE outbox_relay SET epoch = epoch + 1 RETURNING epoch, xid, id,"
                        + " (SELECT source FROM database_identity),"
                        + " pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
                Tuple.tuple());
        if (row.getLong(1) > row.getLong(4)) {
            throw new IllegalStateException("the outbox was restored into a database that is younger than its position;"
                    + " new events would never be sent");
        }
        return new Lease(row.getLong(0), row.getUUID(3), new Position(row.getLong(1), row.getLong(2)));
    }

    List<Outgoing> after(Position position, int limit) {
        List<Outgoing> rows = new ArrayList<>();
        for (Row row : execute(READ, Tuple.of(text(position.xid()), position.id(), limit))) {
            Position at = new Position(row.getLong(0), row.getLong(1));
            rows.add(new Outgoing(at, row.getString(2), row.getString(3), row.getString(4)));
        }
        return rows;
    }

    /** False if the epoch is over, so that this relay must stop. */
    boolean store(Position position, long epoch) {
        return execute(STORE, Tuple.of(position.xid(), position.id(), epoch)).rowCount() == 1;
    }

    /** The age of the oldest row behind {@code position}, finished or not; 0 if there is none. */
    double oldestAgeSeconds(Position position) {
        RowSet<Row> rows = execute(AGE, Tuple.of(text(position.xid()), position.id()));
        return rows.size() == 0 ? 0 : Math.max(0, rows.iterator().next().getDouble(0));
    }

    /** Deletes at most {@code limit} of the oldest rows, if they were sent and are older than {@code retention}. */
    int deleteSent(Position position, Duration retention, int limit) {
        Tuple arguments = Tuple.of(text(position.xid()), position.id(), retention.toMillis() / 1000.0, limit);
        return execute(DELETE, arguments).rowCount();
    }

    private static String text(long xid) {
        return Long.toString(xid);
    }

    private Row one(String sql, Tuple arguments) {
        return execute(sql, arguments).iterator().next();
    }

    private RowSet<Row> execute(String sql, Tuple arguments) {
        Uni<RowSet<Row>> result = connection.preparedQuery(sql).execute(arguments);
        return result.await().atMost(PATIENCE);
    }
}
