package org.dcep.settlement.intake;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.Bundle;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.kernel.OperatorId;

/** Reads back what cycles in issued currency took in, minute by minute. */
@ApplicationScoped
public class IntakeMinutes {
    /** Two days of minutes. Where more have passed, several are added up, so that there are never more parts to read. */
    private static final int MOST_PARTS = 2_880;

    private static final String SUMS = """
            WITH taken AS (
                SELECT *, extract(epoch FROM minute)::bigint AS seconds FROM intake_minute WHERE cycle_id = ANY($1))
            SELECT cycle_id, seconds / $2::bigint AS part, operator_id,
                sum(paid)::bigint AS paid, sum(paid_fen)::bigint AS paid_fen,
                sum(1000::numeric * seconds * paid_fen + paid_fen_millis) AS paid_fen_millis,
                sum(received)::bigint AS received, sum(received_fen)::bigint AS received_fen
            FROM taken GROUP BY cycle_id, part, operator_id ORDER BY cycle_id, part, operator_id
            """;

    private final Pool pool;

    IntakeMinutes(Pool pool) {
        this.pool = pool;
    }

    /** What a cycle took in of payments between operators within a minute, or within several. */
    public record Taken(long cycleId, Bundle bundle) {}

    private record Key(long cycleId, long part) {}

    /**
     * By cycle and time, all of it as it was stored at one moment.
     *
     * @param span how long the cycles lasted together; from two days on the parts are longer than a minute
     */
    public Uni<List<Taken>> of(Collection<Long> cycleIds, Duration span) {
        Duration part = Duration.ofMinutes(1 + span.toMinutes() / MOST_PARTS);
        return pool.preparedQuery(SUMS)
                .execute(Tuple.of(cycleIds.toArray(Long[]::new), part.toSeconds()))
                .map(IntakeMinutes::bundles);
    }

    private static List<Taken> bundles(RowSet<Row> rows) {
        Map<Key, SortedMap<OperatorId, Bundle.Part>> parts = new LinkedHashMap<>();
        for (Row row : rows) {
            parts.computeIfAbsent(new Key(row.getLong("cycle_id"), row.getLong("part")), key -> new TreeMap<>())
                    .put(OperatorId.of(row.getString("operator_id")), part(row));
        }
        return parts.entrySet().stream()
                .map(each -> new Taken(each.getKey().cycleId(), new Bundle(each.getValue())))
                .toList();
    }

    private static Bundle.Part part(Row row) {
        return new Bundle.Part(
                new Volume(row.getLong("paid"), row.getLong("paid_fen")),
                row.getBigDecimal("paid_fen_millis").toBigIntegerExact(),
                new Volume(row.getLong("received"), row.getLong("received_fen")));
    }
}
