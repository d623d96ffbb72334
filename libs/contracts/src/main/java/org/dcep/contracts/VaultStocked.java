package org.dcep.contracts;

import java.util.UUID;

/** The operator verified every coin of an issuance and booked it: ISSUED to VAULT. */
public record VaultStocked(UUID issuanceId, String operatorId, long cycleId, long amountFen) implements BookEvent {
    @Override
    public Topic topic() {
        return Topic.VAULT_STOCKED;
    }
}
