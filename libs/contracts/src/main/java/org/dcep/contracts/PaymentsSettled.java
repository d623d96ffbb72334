package org.dcep.contracts;

import java.util.List;
import java.util.UUID;

/**
 * Obligations between operators are final. Each movement takes issued currency from one operator to another; wallet
 * books move CLEARING against ISSUED, the issuer registers the coins anew.
 *
 * @param mode {@code GROSS} or {@code DEFERRED_NET}
 * @param cycleId the cycle that the settled payments belong to
 */
public record PaymentsSettled(UUID settlementId, long cycleId, String mode, List<Movement> movements) implements Event {

    /** At least 1 fen, between two different operators. */
    public record Movement(String fromOperatorId, String toOperatorId, long amountFen) {}

    @Override
    public Topic topic() {
        return Topic.PAYMENTS_SETTLED;
    }

    @Override
    public String key() {
        return "cycle";
    }
}
