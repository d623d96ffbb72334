package org.dcep.contracts;

import java.util.UUID;

/**
 * An operator's book took over a settlement's result.
 *
 * @param clearingFen signed: what CLEARING lost to ISSUED; positive for an operator that paid more than it received
 * @param gasFen what GAS lost to ISSUED on its way to the treasury
 */
public record SettlementBooked(UUID settlementId, String operatorId, long cycleId, long clearingFen, long gasFen)
        implements BookEvent {
    @Override
    public Topic topic() {
        return Topic.SETTLEMENT_BOOKED;
    }
}
