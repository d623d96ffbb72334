package org.dcep.settlement.finality;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.dcep.settlement.clearing.EndCycle;
import org.dcep.settlement.cycle.CycleRow;
import org.dcep.settlement.cycle.CycleStore;

/**
 * Looks at every cycle in work again and again. Markers and bookings move a cycle at once; this moves it after late
 * payments, after a policy, and after a crash.
 */
@ApplicationScoped
class CycleClock {
    @Inject
    InWork inWork;

    @Inject
    AdvanceCycle progress;

    @Inject
    EndCycle ends;

    @Scheduled(every = "${dcep.settlement.advance-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return inWork.ids()
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(this::advance)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> advance(long cycleId) {
        return progress.advance(cycleId)
                .chain(() -> ends.end(cycleId))
                .chain(ended ->
                        ended ? progress.advance(cycleId) : Uni.createFrom().voidItem());
    }

    /** A session of its own, which is over before the first cycle's transaction begins. */
    @ApplicationScoped
    static class InWork {
        @Inject
        CycleStore cycles;

        @WithSession
        Uni<List<Long>> ids() {
            return cycles.inWork()
                    .map(rows -> rows.stream().map(CycleRow::cycleId).toList());
        }
    }
}
