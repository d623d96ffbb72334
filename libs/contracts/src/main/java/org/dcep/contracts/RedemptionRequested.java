package org.dcep.contracts;

import java.util.UUID;

/** An operator asked the central bank to take currency out of its vault and free the reserves behind it. */
public record RedemptionRequested(UUID redemptionId, String operatorId, long amountFen) implements Event {
    @Override
    public Topic topic() {
        return Topic.REDEMPTION_REQUESTED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
