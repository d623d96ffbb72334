package org.dcep.settlement.reconciliation;

import org.dcep.settlement.reconciliation.LiquidityTransfer.Direction;

/**
 * An operator's transfers of liquidity, added up.
 *
 * @param transfers how many there are
 * @param events how many events have told them
 */
record LiquidityLine(String operatorId, long placedFen, long returnedFen, long transfers, long events) {
    static LiquidityLine nothing(String operatorId) {
        return new LiquidityLine(operatorId, 0, 0, 0, 0);
    }

    static LiquidityLine of(LiquidityTransfer transfer) {
        boolean placed = transfer.direction() == Direction.PLACEMENT;
        return new LiquidityLine(
                transfer.operatorId(),
                placed ? transfer.amountFen() : 0,
                placed ? 0 : transfer.amountFen(),
                1,
                transfer.events());
    }

    LiquidityLine plus(LiquidityLine other) {
        return new LiquidityLine(
                operatorId,
                Math.addExact(placedFen, other.placedFen),
                Math.addExact(returnedFen, other.returnedFen),
                transfers + other.transfers,
                events + other.events);
    }
}
