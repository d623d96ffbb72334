package org.dcep.settlement.reconciliation;

import java.util.UUID;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;

/**
 * Reserves that went into a settlement account or out of it.
 *
 * @param direction ids of the two directions are chosen apart
 * @param amountFen as the first event told
 * @param events how many events have told it: one, unless something is wrong
 */
record LiquidityTransfer(UUID transferId, Direction direction, String operatorId, long amountFen, long events) {
    enum Direction {
        PLACEMENT,
        RETURN
    }

    static LiquidityTransfer of(LiquidityPlaced event) {
        return new LiquidityTransfer(event.transferId(), Direction.PLACEMENT, event.operatorId(), event.amountFen(), 1);
    }

    static LiquidityTransfer of(LiquidityReturned event) {
        return new LiquidityTransfer(event.transferId(), Direction.RETURN, event.operatorId(), event.amountFen(), 1);
    }

    /** The same transfer, told again. */
    LiquidityTransfer and(LiquidityTransfer again) {
        return new LiquidityTransfer(transferId, direction, operatorId, amountFen, events + again.events);
    }
}
