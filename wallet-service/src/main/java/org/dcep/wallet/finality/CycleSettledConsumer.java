package org.dcep.wallet.finality;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventBatchConsumer;

/**
 * From now on the payments of a cycle are settled. Only settlement knows when the last obligation of a cycle is final:
 * it may have waited for liquidity long after the cycle's gas was swept.
 */
@ApplicationScoped
class CycleSettledConsumer implements EventBatchConsumer<CycleSettled> {
    private static final String SETTLE = """
        insert into settled_cycle (cycle_id, settled_at)
        select id, $2 from unnest($1::bigint[]) as n(id) on conflict (cycle_id) do nothing\
        """;

    private final Clock clock;

    CycleSettledConsumer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.CYCLE_SETTLED;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<CycleSettled> settled) {
        Long[] cycles = settled.stream().map(CycleSettled::cycleId).toArray(Long[]::new);
        return tx.preparedQuery(SETTLE)
                .execute(Tuple.of(cycles, clock.instant().atOffset(UTC)))
                .replaceWithVoid();
    }
}
