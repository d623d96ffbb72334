package org.dcep.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * A payment is final for payer and payee. Inside one operator: WALLET(payer) to WALLET(payee) and to GAS. Across
 * operators, at the payer's: HELD to CLEARING and to GAS.
 *
 * @param operatorId the payer's operator, whose book changed
 * @param gasUnits metered work
 * @param gasFeeFen what it cost, already part of the same entry
 * @param gasPolicyVersion the schedule that priced it
 */
public record PaymentCommitted(
        UUID paymentId,
        String operatorId,
        long cycleId,
        String payeeOperatorId,
        String payer,
        String payee,
        long amountFen,
        long gasUnits,
        long gasFeeFen,
        int gasPolicyVersion,
        Instant committedAt)
        implements BookEvent {
    @Override
    public Topic topic() {
        return Topic.PAYMENT_COMMITTED;
    }
}
