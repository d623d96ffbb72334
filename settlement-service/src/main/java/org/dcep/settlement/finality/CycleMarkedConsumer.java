package org.dcep.settlement.finality;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventConsumer;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.contradiction.Contradictions;
import org.dcep.settlement.cycle.CycleRow;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.cycle.CycleStore;

/** Takes the operators' markers; the last one that was missing makes the cycle final in the same transaction. */
@ApplicationScoped
public class CycleMarkedConsumer implements EventConsumer<CycleMarked> {
    @Inject
    CycleStore cycles;

    @Inject
    MarkerStore markers;

    @Inject
    AdvanceCycle progress;

    @Inject
    Contradictions contradictions;

    @Inject
    BusinessTime time;

    @Override
    public Topic topic() {
        return Topic.CYCLE_MARKED;
    }

    @Override
    public Uni<Void> apply(CycleMarked event) {
        return cycles.lock(event.cycleId())
                .chain(cycle -> markers.findById(new MarkerRow.Key(event))
                        .chain(known -> fault(event, cycle, known)
                                .map(reason -> contradictions.keep(
                                        new Contradiction(event, event.operatorId(), event.cycleId(), reason)))
                                .orElseGet(() -> known == null
                                        ? take(event, cycle)
                                        : Uni.createFrom().voidItem())));
    }

    private static Optional<String> fault(CycleMarked event, CycleRow cycle, MarkerRow known) {
        if (cycle == null) {
            return Optional.of("the cycle was never opened");
        }
        if (known != null) {
            return known.says(event) ? Optional.empty() : Optional.of("the operator had marked the cycle otherwise");
        }
        if (cycle.state() == CycleState.OPEN) {
            return Optional.of("the cycle is still open");
        }
        boolean over = cycle.state() != CycleState.CLOSING || cycle.isComplete();
        boolean late = over && !Claim.of(event).equals(Claim.NOTHING);
        return late ? Optional.of("the cycle was netted without these payments") : Optional.empty();
    }

    private Uni<Void> take(CycleMarked event, CycleRow cycle) {
        return markers.persistAndFlush(new MarkerRow(event, time.now())).chain(() -> progress.advance(cycle));
    }
}
