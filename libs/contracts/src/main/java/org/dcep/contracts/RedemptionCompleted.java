package org.dcep.contracts;

import java.util.UUID;

/** The central bank destroyed redeemed currency and freed the reserves behind it. */
public record RedemptionCompleted(UUID redemptionId, String operatorId, long amountFen) implements Event {
    @Override
    public Topic topic() {
        return Topic.REDEMPTION_COMPLETED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
