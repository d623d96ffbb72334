package org.dcep.issuer.treasury;

import java.time.Instant;
import java.util.UUID;

/**
 * A beneficiary's share of one cycle's gas revenue, as REST shows it.
 *
 * @param id ascending in the order of receipt; the cursor of the list
 */
public record TreasuryEntry(
        long id,
        UUID settlementId,
        long cycleId,
        String beneficiary,
        int basisPoints,
        long amountFen,
        Instant receivedAt) {}
