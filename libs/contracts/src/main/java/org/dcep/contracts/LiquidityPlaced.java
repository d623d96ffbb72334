package org.dcep.contracts;

import java.util.UUID;

/**
 * The central bank moved reserves of an operator into its settlement account: from now on they can pay what the operator
 * owes to others.
 *
 * @param amountFen at least 1
 */
public record LiquidityPlaced(UUID transferId, String operatorId, long amountFen) implements Event {
    @Override
    public Topic topic() {
        return Topic.LIQUIDITY_PLACED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
