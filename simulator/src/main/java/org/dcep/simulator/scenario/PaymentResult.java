package org.dcep.simulator.scenario;

import java.util.Optional;
import org.dcep.simulator.workload.PlannedPayment;

/**
 * How a payment ended, as its payer was told.
 *
 * @param code why it was refused, empty if it was accepted
 * @param limit which limit refused it, if one did
 * @param waited whether it was pending at first
 * @param cycleId the settlement cycle of an accepted payment, 0 otherwise
 * @param nanos from the first attempt to the first definite answer
 */
public record PaymentResult(
        PlannedPayment planned,
        int day,
        Optional<String> code,
        Optional<String> limit,
        boolean waited,
        long gasUnits,
        long gasFeeFen,
        long cycleId,
        long nanos) {

    public boolean isAccepted() {
        return code.isEmpty();
    }
}
