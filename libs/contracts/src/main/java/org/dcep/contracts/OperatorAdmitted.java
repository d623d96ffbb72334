package org.dcep.contracts;

import java.time.Instant;

/**
 * The central bank admitted a commercial bank.
 *
 * @param operatorNumber 1 to 999, the first three digits of its wallets' numbers
 */
public record OperatorAdmitted(String operatorId, int operatorNumber, String name, Instant admittedAt)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.OPERATOR_ADMITTED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
