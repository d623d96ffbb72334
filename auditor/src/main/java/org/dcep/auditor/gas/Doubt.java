package org.dcep.auditor.gas;

import java.time.Instant;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.PaymentCommitted;

/**
 * A payment whose fee may be wrong; what is read within some seconds decides.
 *
 * @param since the time of its record
 * @param restMicroFen the payer's rest after it
 * @param loose returns that may have been between its price and what is known of the payer
 * @param aboutRest whether the payer's rest is in doubt, and not the fee by itself
 */
public record Doubt(
        PaymentCommitted payment,
        long dueMicroFen,
        Instant since,
        Place place,
        long restMicroFen,
        int loose,
        boolean aboutRest) {

    long payer() {
        return Long.parseLong(payment.payer());
    }

    Doubt looser() {
        return new Doubt(payment, dueMicroFen, since, place, restMicroFen, loose + 1, aboutRest);
    }

    Scene scene() {
        return Scene.ofBook(payment.operatorId())
                .account(payment.payer())
                .cause(payment.paymentId())
                .cycle(payment.cycleId())
                .at(place);
    }
}
