package org.dcep.auditor.position;

import java.time.Instant;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;

/**
 * A payment between two operators, as far as its three steps have been read: requested by the payer's operator, answered
 * by the payee's, concluded by the payer's. Null is a step that has not been read.
 *
 * @param committedAt the record of the conclusion, of whichever kind
 * @param since when the first of them was read
 */
public record Crossing(
        CreditRequested requested,
        CreditAnswered answered,
        PaymentCommitted committed,
        PaymentReturned returned,
        Place answeredAt,
        Place committedAt,
        Instant since) {

    static Crossing begun(Instant now) {
        return new Crossing(null, null, null, null, null, null, now);
    }

    Crossing with(CreditRequested step) {
        return new Crossing(step, answered, committed, returned, answeredAt, committedAt, since);
    }

    Crossing with(CreditAnswered step, Place at) {
        return new Crossing(requested, step, committed, returned, at, committedAt, since);
    }

    Crossing with(PaymentCommitted step, Place at) {
        return new Crossing(requested, answered, step, returned, answeredAt, at, since);
    }

    Crossing with(PaymentReturned step, Place at) {
        return new Crossing(requested, answered, committed, step, answeredAt, at, since);
    }

    boolean isConcluded() {
        return committed != null || returned != null;
    }

    boolean isComplete() {
        return requested != null && answered != null && isConcluded();
    }
}
