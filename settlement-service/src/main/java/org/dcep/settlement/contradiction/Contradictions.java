package org.dcep.settlement.contradiction;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.Topic;
import org.dcep.settlement.clock.BusinessTime;

/**
 * Keeps events that contradict the books. They change nothing else and are never lost, and while one is unresolved no
 * cycle is netted: settlement fails closed until a person has looked. Evidence about the operators' logs and about trades
 * of the corridor is kept here too but stops nothing: no sum of a cycle depends on it, and to stop a shard is the central
 * bank's part.
 */
@ApplicationScoped
public class Contradictions implements PanacheRepositoryBase<ContradictionRow, Long> {
    private static final Set<Topic> STOPPING_NOTHING =
            Set.of(Topic.LOG_HEAD_COSIGNED, Topic.SHARD_FREEZE_CHANGED, Topic.LEG_ANSWERED);

    private static final String INSERT = """
            INSERT INTO contradiction (topic, operator_id, cycle_id, reason, event, at)
            SELECT t, o, c, r, e, $6 FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[])
                AS found (t, o, c, r, e)
            """;

    @Inject
    BusinessTime time;

    /** Keeps one in the running Panache transaction. */
    public Uni<Void> keep(Contradiction found) {
        report(found);
        ContradictionRow row = new ContradictionRow();
        row.topic = found.event().topic().topicName();
        row.operatorId = found.operatorId();
        row.cycleId = found.cycleId();
        row.reason = found.reason();
        row.event = EventJson.write(found.event());
        row.at = time.now();
        return persist(row).replaceWithVoid();
    }

    /** Keeps all of them in the transaction that is open on {@code tx}. */
    public Uni<Void> keep(SqlConnection tx, List<Contradiction> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        found.forEach(Contradictions::report);
        return tx.preparedQuery(INSERT)
                .execute(Tuple.from(List.of(
                        texts(found, each -> each.event().topic().topicName()),
                        texts(found, Contradiction::operatorId),
                        found.stream().map(Contradiction::cycleId).toArray(Long[]::new),
                        texts(found, Contradiction::reason),
                        texts(found, each -> EventJson.write(each.event())),
                        time.now().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    /** How many wait for a person. */
    public Uni<Long> unresolved() {
        return count("resolvedAt is null");
    }

    /** How many of them keep cycles from being netted. */
    public Uni<Long> stopping() {
        return count(
                "resolvedAt is null and topic not in ?1",
                STOPPING_NOTHING.stream().map(Topic::topicName).toList());
    }

    private static boolean stops(Contradiction found) {
        return !STOPPING_NOTHING.contains(found.event().topic());
    }

    private static void report(Contradiction found) {
        Log.errorf(
                "event of %s contradicts the books (operator %s, cycle %d): %s; it is kept and %s",
                found.event().topic().topicName(),
                found.operatorId(),
                found.cycleId(),
                found.reason(),
                stops(found) ? "no cycle will be netted" : "stops nothing");
    }

    private static String[] texts(List<Contradiction> found, Function<Contradiction, String> column) {
        return found.stream().map(column).toArray(String[]::new);
    }
}
