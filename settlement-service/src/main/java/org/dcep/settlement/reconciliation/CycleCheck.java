package org.dcep.settlement.reconciliation;

import java.util.Optional;

/**
 * What a comparison of an operator's marker with the events of the cycle gave.
 *
 * @param difference what differs, for a person; empty if nothing does
 */
record CycleCheck(long cycleId, String operatorId, Outcome outcome, Optional<String> difference) {
    enum Outcome {
        /** Events are still on their way. */
        PENDING,
        MATCHES,
        DIFFERS
    }

    static CycleCheck pending(String operatorId, long cycleId) {
        return new CycleCheck(cycleId, operatorId, Outcome.PENDING, Optional.empty());
    }

    static CycleCheck matches(String operatorId, long cycleId) {
        return new CycleCheck(cycleId, operatorId, Outcome.MATCHES, Optional.empty());
    }

    static CycleCheck differs(String operatorId, long cycleId, String difference) {
        return new CycleCheck(cycleId, operatorId, Outcome.DIFFERS, Optional.of(difference));
    }
}
