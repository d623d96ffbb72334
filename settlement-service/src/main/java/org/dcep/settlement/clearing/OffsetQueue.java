package org.dcep.settlement.clearing;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;

/**
 * Works the whole queue again and again. Each submission and each addition of liquidity settles by itself what it makes
 * payable; the walk through everything that waits costs too much for that, so it comes by the clock.
 */
@ApplicationScoped
public class OffsetQueue {
    private static final String ANYTHING =
            "SELECT 1 FROM obligation WHERE settled_at IS NULL AND sequence IS NOT NULL" + " LIMIT 1";

    /** Who had changed the books last when nothing could be settled: until somebody else does, nothing can. */
    private final AtomicReference<String> inVainSince = new AtomicReference<>();

    private final Pool pool;
    private final ClearingDesk desk;
    private final Outbox outbox;
    private final BusinessTime time;

    OffsetQueue(Pool pool, ClearingDesk desk, Outbox outbox, BusinessTime time) {
        this.pool = pool;
        this.desk = desk;
        this.outbox = outbox;
        this.time = time;
    }

    @Scheduled(every = "${dcep.settlement.offset-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return pool.query(ANYTHING)
                .execute()
                .chain(rows -> rows.size() == 0 ? Uni.createFrom().voidItem() : offset());
    }

    /** Once, in a transaction of its own. */
    public Uni<Void> offset() {
        return pool.withTransaction(tx -> desk.lock(tx)
                        .chain(changedBy -> changedBy.equals(inVainSince.get())
                                ? Uni.createFrom().voidItem()
                                : offset(tx, changedBy)))
                .invoke(outbox::wake);
    }

    private Uni<Void> offset(SqlConnection tx, String changedBy) {
        return desk.run(tx, books -> books.offset(time.now()))
                .chain(() -> desk.lock(tx))
                .invoke(after -> inVainSince.set(after.equals(changedBy) ? changedBy : null))
                .replaceWithVoid();
    }
}
