package org.dcep.settlement.finality;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventConsumer;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.contradiction.Contradictions;
import org.dcep.settlement.cycle.CycleRow;
import org.dcep.settlement.cycle.CycleStore;
import org.dcep.settlement.reserve.Reserves;

/** Takes note of what the operators' books have taken over; the last booking settles the cycle. */
@ApplicationScoped
public class SettlementBookedConsumer implements EventConsumer<SettlementBooked> {
    @Inject
    Reserves reserves;

    @Inject
    CycleStore cycles;

    @Inject
    AdvanceCycle progress;

    @Inject
    Contradictions contradictions;

    @Override
    public Topic topic() {
        return Topic.SETTLEMENT_BOOKED;
    }

    @Override
    public Uni<Void> apply(SettlementBooked event) {
        return reserves.settlement(event)
                .chain(settlement -> settlement == null
                        ? contradicts(event, "the settlement was never decided")
                        : cycles.lock(settlement.cycleId())
                                .chain(cycle -> hasAsset(event, cycle)
                                        ? book(event, cycle)
                                        : contradicts(event, "the settlement moves another asset")));
    }

    /** Gas is always issued currency; what moves between operators is what their cycle settles in. */
    private static boolean hasAsset(SettlementBooked event, CycleRow cycle) {
        return event.clearingFen() == 0 || event.asset().equals(cycle.asset().name());
    }

    private Uni<Void> book(SettlementBooked event, CycleRow cycle) {
        return reserves.book(event).chain(booking -> switch (booking) {
            case TAKEN -> progress.advance(cycle);
            case REPEATED -> Uni.createFrom().voidItem();
            case UNKNOWN_SETTLEMENT -> contradicts(event, "the settlement does not concern the operator");
            case OTHER_AMOUNT -> contradicts(event, "the settlement has other amounts");
        });
    }

    private Uni<Void> contradicts(SettlementBooked event, String reason) {
        return contradictions.keep(new Contradiction(event, event.operatorId(), event.cycleId(), reason));
    }
}
