package org.dcep.settlement.clearing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.Priority;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * A new row of {@code obligation}.
 *
 * @param sequence empty while it is not in the queue
 * @param settled empty while it waits
 */
record ObligationLine(
        UUID paymentId,
        long cycleId,
        OperatorId payer,
        OperatorId payee,
        Money amount,
        Instant submittedAt,
        Optional<Long> sequence,
        Optional<Priority> priority,
        Optional<Changes.Settled> settled) {

    /** One that came into the queue; {@code settled} is null if it waits there. */
    static ObligationLine of(Changes.Submitted submitted, Changes.Settled settled) {
        Obligation obligation = submitted.queued().obligation();
        return new ObligationLine(
                UUID.fromString(obligation.id()),
                submitted.cycleId(),
                obligation.payer(),
                obligation.payee(),
                obligation.amount(),
                submitted.queued().submittedAt(),
                Optional.of(submitted.queued().sequence()),
                Optional.of(obligation.priority()),
                Optional.ofNullable(settled));
    }

    /** One that waits outside of the queue. */
    static ObligationLine of(Arrival arrival, Instant at) {
        return new ObligationLine(
                arrival.paymentId(),
                arrival.cycleId(),
                arrival.payer(),
                arrival.payee(),
                arrival.amount(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
