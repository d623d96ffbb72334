package org.dcep.contracts;

import java.util.UUID;

/**
 * The operator's vault gave up currency for redemption (VAULT to ISSUED), or could not.
 *
 * @param released true if the vault was debited by {@code amountFen}; false changes no balance
 */
public record RedemptionAnswered(UUID redemptionId, String operatorId, long cycleId, long amountFen, boolean released)
        implements BookEvent {
    @Override
    public Topic topic() {
        return Topic.REDEMPTION_ANSWERED;
    }
}
