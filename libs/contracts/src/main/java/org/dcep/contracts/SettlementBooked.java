package org.dcep.contracts;

import java.util.UUID;

/**
 * An operator's book took over a settlement's result.
 *
 * @param asset {@code CURRENCY}, or {@code RESERVES} if CLEARING was moved against RESERVES instead of ISSUED
 * @param clearingFen signed: what CLEARING lost; positive for an operator that paid more than it received
 * @param gasFen what GAS lost to ISSUED on its way to the treasury; zero if the asset is {@code RESERVES}
 */
public record SettlementBooked(
        UUID settlementId, String operatorId, long cycleId, String asset, long clearingFen, long gasFen)
        implements BookEvent {
    @Override
    public Topic topic() {
        return Topic.SETTLEMENT_BOOKED;
    }
}
