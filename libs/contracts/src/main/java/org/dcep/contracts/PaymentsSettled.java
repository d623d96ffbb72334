package org.dcep.contracts;

import java.util.List;
import java.util.UUID;

/**
 * Obligations between operators are final. Each movement takes the asset from one operator to another. Issued currency:
 * wallet books move CLEARING against ISSUED, the issuer registers the coins anew. Reserves: they have changed hands in
 * settlement accounts already, and wallet books move CLEARING against RESERVES.
 *
 * @param cycleId the cycle that the settled payments belong to
 * @param mode {@code GROSS}, {@code DEFERRED_NET} or {@code HYBRID}
 * @param asset {@code CURRENCY} or {@code RESERVES}
 */
public record PaymentsSettled(UUID settlementId, long cycleId, String mode, String asset, List<Movement> movements)
        implements Event {

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
