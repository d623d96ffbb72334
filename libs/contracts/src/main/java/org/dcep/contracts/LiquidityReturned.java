package org.dcep.contracts;

import java.util.UUID;

/**
 * An operator took reserves out of its settlement account: the central bank gives them back to it as free reserves.
 *
 * @param amountFen at least 1
 */
public record LiquidityReturned(UUID transferId, String operatorId, long amountFen) implements Event {
    @Override
    public Topic topic() {
        return Topic.LIQUIDITY_RETURNED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
