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
 * @param requestedPlace the record of the first step
 * @param answeredPlace the record of the second
 * @param concludedPlace the record of the third, of whichever kind
 * @param since when the first of them was sent
 */
public record Crossing(
        CreditRequested requested,
        CreditAnswered answered,
        PaymentCommitted committed,
        PaymentReturned returned,
        Place requestedPlace,
        Place answeredPlace,
        Place concludedPlace,
        Instant since) {

    static Crossing begun(Instant now) {
        return new Crossing(null, null, null, null, null, null, null, now);
    }

    Crossing with(CreditRequested step, Place at) {
        return new Crossing(step, answered, committed, returned, at, answeredPlace, concludedPlace, since);
    }

    Crossing with(CreditAnswered step, Place at) {
        return new Crossing(requested, step, committed, returned, requestedPlace, at, concludedPlace, since);
    }

    Crossing with(PaymentCommitted step, Place at) {
        return new Crossing(requested, answered, step, returned, requestedPlace, answeredPlace, at, since);
    }

    Crossing with(PaymentReturned step, Place at) {
        return new Crossing(requested, answered, committed, step, requestedPlace, answeredPlace, at, since);
    }

    boolean isConcluded() {
        return committed != null || returned != null;
    }

    boolean isComplete() {
        return requested != null && answered != null && isConcluded();
    }
}
