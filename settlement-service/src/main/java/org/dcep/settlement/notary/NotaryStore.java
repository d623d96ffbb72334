package org.dcep.settlement.notary;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;

/** The notary's tables, with plain SQL: one statement per table, whatever the number of payments. */
final class NotaryStore {
    private static final String OPEN =
            "INSERT INTO notary_log (operator_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING";
    private static final String LOCK = "SELECT operator_id, size, edge FROM notary_log"
            + " WHERE operator_id = ANY($1) ORDER BY operator_id FOR UPDATE";
    private static final String ADVANCE = """
            UPDATE notary_log l SET size = n.size, edge = n.edge
            FROM (SELECT unnest($1::text[]) AS operator_id, unnest($2::bigint[]) AS size, unnest($3::bytea[]) AS edge) n
            WHERE l.operator_id = n.operator_id
            """;
    private static final String EXTEND_TILES = """
            INSERT INTO notary_tile AS t (operator_id, level, tile, hashes)
            SELECT unnest($1::text[]), unnest($2::smallint[]), unnest($3::bigint[]), unnest($4::bytea[])
            ON CONFLICT (operator_id, level, tile) DO UPDATE SET hashes = t.hashes || excluded.hashes
            """;
    private static final String ENTER = """
            INSERT INTO notary_entry (payment_id, operator_id, leaf_index)
            SELECT unnest($1::uuid[]), unnest($2::text[]), unnest($3::bigint[])
            ON CONFLICT (payment_id) DO NOTHING
            """;
    private static final String LOGS =
            "SELECT operator_id, size, edge, head_number, head_size, head_root, frozen" + " FROM notary_log";
    private static final String TILES = """
            SELECT t.level, t.tile, t.hashes FROM notary_tile t
            JOIN (SELECT unnest($2::smallint[]) AS level, unnest($3::bigint[]) AS tile) n
              ON t.level = n.level AND t.tile = n.tile
            WHERE t.operator_id = $1
            """;
    private static final String LEAF_TILES = "SELECT tile, hashes FROM notary_tile"
            + " WHERE operator_id = $1 AND level = 0 AND tile >= $2 ORDER BY tile LIMIT $3";
    private static final String MOVE_HEAD = """
            UPDATE notary_log SET head_number = head_number + 1, head_size = $3, head_root = $4
            WHERE operator_id = $1 AND head_number = $2 AND NOT frozen
            """;
    private static final String KEEP_HEAD = """
            INSERT INTO notary_head (operator_id, number, size, root, previous_size, previous_root, sealed_at, key_id,
                signature, ml_dsa_key_id, ml_dsa_signature)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;
    private static final String COSIGN = """
            UPDATE notary_head SET cosigned_at = $4, cosign_key_id = $5, cosignature = $6
            WHERE operator_id = $1 AND size = $2 AND root = $3
            """;
    private static final String FREEZE = """
            INSERT INTO notary_log AS l (operator_id, freeze_number, frozen) VALUES ($1, $2, true)
            ON CONFLICT (operator_id) DO UPDATE SET freeze_number = excluded.freeze_number, frozen = true
            WHERE l.freeze_number < excluded.freeze_number
            """;
    // The head's number goes on, so that a head which is being signed meanwhile is not kept.
    private static final String LIFT = """
            INSERT INTO notary_log AS l (operator_id, freeze_number, head_number, head_size, head_root)
            VALUES ($1, $2, 1, $3, $4)
            ON CONFLICT (operator_id) DO UPDATE SET freeze_number = excluded.freeze_number, frozen = false,
                head_number = l.head_number + 1, head_size = excluded.head_size, head_root = excluded.head_root
            WHERE l.freeze_number < excluded.freeze_number
            """;
    private static final String HEADS = """
            SELECT h.operator_id, h.size, h.root, h.previous_size, h.previous_root, h.sealed_at, h.key_id, h.signature,
                h.ml_dsa_key_id, h.ml_dsa_signature, h.cosigned_at, h.cosign_key_id, h.cosignature, l.frozen
            FROM notary_log l JOIN LATERAL (SELECT * FROM notary_head h
                WHERE h.operator_id = l.operator_id AND h.cosignature IS NOT NULL ORDER BY number DESC LIMIT 1) h ON true
            """;
    private static final String BACKLOG = """
            SELECT coalesce(sum(l.size - coalesce(
                    (SELECT h.size FROM notary_head h WHERE h.operator_id = l.operator_id AND h.cosignature IS NOT NULL
                     ORDER BY h.number DESC LIMIT 1), 0)), 0)::bigint,
                count(*) FILTER (WHERE l.frozen)
            FROM notary_log l
            """;
    private static final String PLACE = "SELECT operator_id, leaf_index FROM notary_entry WHERE payment_id = $1";

    private NotaryStore() {}

    /** A log with the head that the next one must follow. */
    record Log(Growth.Edge edge, long headNumber, LogState head, boolean frozen) {
        String operatorId() {
            return edge.operatorId();
        }
    }

    /** The newest head that both have signed. */
    record CurrentHead(SealedHead sealed, boolean frozen) {}

    /** How much of the logs is not proved yet, and how many of them are stopped. */
    record Backlog(long unprovedPayments, long frozenShards) {}

    /** Makes the logs that are missing and locks all of them against change. */
    static Uni<Map<String, Growth.Edge>> lock(SqlConnection tx, Collection<String> operators) {
        Tuple names = Tuple.of(new TreeSet<>(operators).toArray(String[]::new));
        return tx.preparedQuery(OPEN)
                .execute(names)
                .chain(() -> tx.preparedQuery(LOCK).execute(names))
                .map(rows -> {
                    Map<String, Growth.Edge> edges = new HashMap<>();
                    rows.forEach(row -> edges.put(row.getString(0), edge(row)));
                    return edges;
                });
    }

    static Uni<Void> append(SqlConnection tx, Growth growth) {
        return tx.preparedQuery(EXTEND_TILES)
                .execute(Tuple.of(
                        column(growth.pieces(), String[]::new, Growth.Piece::operatorId),
                        column(growth.pieces(), Short[]::new, piece ->
                                (short) piece.tile().level()),
                        column(
                                growth.pieces(),
                                Long[]::new,
                                piece -> piece.tile().index()),
                        column(growth.pieces(), Buffer[]::new, piece -> Buffer.buffer(piece.hashes()))))
                .chain(() -> tx.preparedQuery(ENTER)
                        .execute(Tuple.of(
                                column(growth.entries(), UUID[]::new, Growth.Entry::paymentId),
                                column(growth.entries(), String[]::new, Growth.Entry::operatorId),
                                column(growth.entries(), Long[]::new, Growth.Entry::leafIndex))))
                .chain(() -> tx.preparedQuery(ADVANCE)
                        .execute(Tuple.of(
                                column(growth.edges(), String[]::new, Growth.Edge::operatorId),
                                column(growth.edges(), Long[]::new, Growth.Edge::size),
                                column(growth.edges(), Buffer[]::new, edge -> Buffer.buffer(edge.hashes())))))
                .replaceWithVoid();
    }

    /** Logs that are not frozen and have grown since their head. */
    static Uni<List<Log>> grown(SqlClient client) {
        return client.query(LOGS + " WHERE NOT frozen AND size > head_size ORDER BY operator_id")
                .execute()
                .map(NotaryStore::logs);
    }

    static Uni<List<Log>> all(SqlClient client) {
        return client.query(LOGS + " ORDER BY operator_id").execute().map(NotaryStore::logs);
    }

    /** Those of {@code ids} that are there. */
    static Uni<Tiles> tiles(SqlClient client, String operatorId, Collection<TileId> ids) {
        List<TileId> wanted = List.copyOf(ids);
        return client.preparedQuery(TILES)
                .execute(Tuple.of(
                        operatorId,
                        column(wanted, Short[]::new, id -> (short) id.level()),
                        column(wanted, Long[]::new, TileId::index)))
                .map(rows -> {
                    Map<TileId, byte[]> hashes = new HashMap<>();
                    rows.forEach(row -> hashes.put(
                            new TileId(row.getShort(0), row.getLong(1)),
                            row.getBuffer(2).getBytes()));
                    return new Tiles(hashes);
                });
    }

    /** Tiles of leaves from {@code first} on, by index, without those that are missing. */
    static Uni<Map<Long, byte[]>> leafTiles(SqlClient client, String operatorId, long first, int limit) {
        return client.preparedQuery(LEAF_TILES)
                .execute(Tuple.of(operatorId, first, limit))
                .map(rows -> {
                    Map<Long, byte[]> tiles = new HashMap<>();
                    rows.forEach(
                            row -> tiles.put(row.getLong(0), row.getBuffer(1).getBytes()));
                    return tiles;
                });
    }

    /** Keeps a head as the one after {@code log}'s; false if another one was kept meanwhile, or the shard was frozen. */
    static Uni<Boolean> keep(SqlConnection tx, Log log, SealedHead sealed) {
        LogState state = sealed.head().log();
        return tx.preparedQuery(MOVE_HEAD)
                .execute(Tuple.of(log.operatorId(), log.headNumber(), state.size(), state.root()))
                .chain(moved -> moved.rowCount() == 1
                        ? insert(tx, log.headNumber() + 1, sealed).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private static Uni<Void> insert(SqlConnection tx, long number, SealedHead sealed) {
        LogHead head = sealed.head();
        return tx.preparedQuery(KEEP_HEAD)
                .execute(Tuple.tuple()
                        .addString(head.operatorId())
                        .addLong(number)
                        .addLong(head.log().size())
                        .addString(head.log().root())
                        .addLong(head.previous().size())
                        .addString(head.previous().root())
                        .addOffsetDateTime(utc(head.sealedAt()))
                        .addString(head.keyId())
                        .addString(sealed.signature())
                        .addString(sealed.mlDsa().map(SealedHead.MlDsa::keyId).orElse(""))
                        .addString(
                                sealed.mlDsa().map(SealedHead.MlDsa::signature).orElse("")))
                .replaceWithVoid();
    }

    /** Adds the central bank's signature to the heads of this log; false if there is none. */
    static Uni<Boolean> cosign(SqlConnection tx, LogHeadCosigned event) {
        return tx.preparedQuery(COSIGN)
                .execute(Tuple.of(
                        event.operatorId(),
                        event.size(),
                        event.root(),
                        utc(event.cosignedAt()),
                        event.keyId(),
                        event.signature()))
                .map(cosigned -> cosigned.rowCount() > 0);
    }

    /** Freezes or lifts, unless a later decision is known. */
    static Uni<Void> change(SqlConnection tx, ShardFreezeChanged event) {
        return event.frozen()
                ? tx.preparedQuery(FREEZE)
                        .execute(Tuple.of(event.operatorId(), event.number()))
                        .replaceWithVoid()
                : tx.preparedQuery(LIFT)
                        .execute(Tuple.of(event.operatorId(), event.number(), event.size(), event.root()))
                        .replaceWithVoid();
    }

    /** The newest head of every log that both have signed. */
    static Uni<List<CurrentHead>> heads(SqlClient client) {
        return client.query(HEADS + " ORDER BY l.operator_id").execute().map(NotaryStore::currentHeads);
    }

    static Uni<Optional<CurrentHead>> head(SqlClient client, String operatorId) {
        return client.preparedQuery(HEADS + " WHERE l.operator_id = $1")
                .execute(Tuple.of(operatorId))
                .map(rows -> currentHeads(rows).stream().findFirst());
    }

    static Uni<Backlog> backlog(SqlClient client) {
        return client.query(BACKLOG).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Backlog(row.getLong(0), row.getLong(1));
        });
    }

    static Uni<Optional<Growth.Entry>> place(SqlClient client, UUID paymentId) {
        return client.preparedQuery(PLACE).execute(Tuple.of(paymentId)).map(rows -> {
            Optional<Growth.Entry> place = Optional.empty();
            for (Row row : rows) {
                place = Optional.of(new Growth.Entry(paymentId, row.getString(0), row.getLong(1)));
            }
            return place;
        });
    }

    private static List<Log> logs(RowSet<Row> rows) {
        List<Log> logs = new ArrayList<>();
        rows.forEach(row -> logs.add(
                new Log(edge(row), row.getLong(3), new LogState(row.getLong(4), row.getString(5)), row.getBoolean(6))));
        return logs;
    }

    private static Growth.Edge edge(Row row) {
        return new Growth.Edge(
                row.getString(0), row.getLong(1), row.getBuffer(2).getBytes());
    }

    private static List<CurrentHead> currentHeads(RowSet<Row> rows) {
        List<CurrentHead> heads = new ArrayList<>();
        rows.forEach(row -> heads.add(new CurrentHead(sealed(row), row.getBoolean(13))));
        return heads;
    }

    private static SealedHead sealed(Row row) {
        LogHead head = new LogHead(
                row.getString(0),
                new LogState(row.getLong(1), row.getString(2)),
                new LogState(row.getLong(3), row.getString(4)),
                row.getOffsetDateTime(5).toInstant(),
                row.getString(6));
        Optional<SealedHead.MlDsa> mlDsa = row.getString(8).isEmpty()
                ? Optional.empty()
                : Optional.of(new SealedHead.MlDsa(row.getString(8), row.getString(9)));
        SealedHead.Cosignature cosignature =
                new SealedHead.Cosignature(row.getOffsetDateTime(10).toInstant(), row.getString(11), row.getString(12));
        return new SealedHead(head, row.getString(7), mlDsa, Optional.of(cosignature));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <R, T> T[] column(List<R> rows, IntFunction<T[]> array, Function<R, T> value) {
        return rows.stream().map(value).toArray(array);
    }
}
