package org.dcep.settlement.cycle;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import org.dcep.contracts.CycleClosing;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.policy.PolicyRegister;

/**
 * Closes the open cycle and opens the next one, in one transaction with the event that makes the books follow. Earlier
 * cycles may still be closing: a bank that is slow to answer must not stop the day.
 */
@ApplicationScoped
public class CloseCycle {
    @Inject
    CycleStore cycles;

    @Inject
    Outbox outbox;

    @Inject
    BusinessTime time;

    @Inject
    PolicyRegister policies;

    @WithTransaction
    public Uni<CycleClosureOutcome> close(CycleClosure request) {
        return cycles.queueForClosing()
                .chain(() -> cycles.closing(request.id()))
                .chain(known ->
                        known == null ? closeOpen(request) : Uni.createFrom().item(repeated(known, request)));
    }

    private static CycleClosureOutcome repeated(CycleClosingRow known, CycleClosure request) {
        return known.asksFor(request)
                ? new CycleClosureOutcome.Repeated(known.cycleId)
                : new CycleClosureOutcome.IdReused();
    }

    private Uni<CycleClosureOutcome> closeOpen(CycleClosure request) {
        return cycles.lockOpen().chain(open -> {
            BusinessDates dates = new BusinessDates(open.businessDate());
            LocalDate next = request.nextBusinessDate().orElseGet(() -> dates.next(time.today()));
            return dates.mayBeFollowedBy(next)
                    ? turn(open, next, request)
                    : Uni.createFrom().item(new CycleClosureOutcome.DateOutOfRange(dates.current(), dates.last()));
        });
    }

    /** The closed row is written before the new one, because only one cycle may be open. */
    private Uni<CycleClosureOutcome> turn(CycleRow open, LocalDate nextDate, CycleClosure request) {
        long nextId = open.cycleId() + 1;
        open.close(time.now());
        return cycles.persistAndFlush(open)
                .chain(() -> terms(open.closedAt))
                .chain(terms -> cycles.persistAndFlush(CycleRow.open(nextId, terms, nextDate, open.closedAt)))
                .chain(() -> cycles.remember(new CycleClosingRow(request, open.cycleId())))
                .chain(() -> cycles.expectEveryOperator(open.cycleId()))
                .chain(() -> outbox.append(new CycleClosing(open.cycleId(), nextId, nextDate)))
                .map(done -> new CycleClosureOutcome.Closed(open.cycleId()));
    }

    /** The policy that is in force when a cycle opens is the cycle's, whatever is published later. */
    private Uni<CycleTerms> terms(Instant at) {
        return policies.settlement(at)
                .map(inForce -> new CycleTerms(
                        inForce.policy().rules().mode(),
                        inForce.policy().rules().asset(),
                        inForce.version()));
    }
}
