package org.dcep.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * A payer's operator holds amount and gas (WALLET to HELD) and asks the payee's operator to credit the amount.
 *
 * @param operatorId the payer's operator, whose book changed
 * @param payeeOperatorId who must answer
 */
public record CreditRequested(
        UUID paymentId,
        String operatorId,
        long cycleId,
        String payeeOperatorId,
        String payer,
        String payee,
        long amountFen,
        long gasFeeFen,
        String reference,
        Instant requestedAt)
        implements BookEvent {
    @Override
    public Topic topic() {
        return Topic.CREDIT_REQUESTED;
    }

    /** Ordered for the reader that must act. */
    @Override
    public String key() {
        return payeeOperatorId;
    }
}
