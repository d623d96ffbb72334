package org.dcep.contracts;

import java.util.UUID;

/**
 * The payee's operator credited the payee (CLEARING to WALLET) or stored a refusal; either way for ever.
 *
 * @param operatorId the payee's operator, whose book changed
 * @param payerOperatorId who must now finish or return the payment
 * @param credited false changes no balance
 * @param reason the refusal's code, empty if credited
 */
public record CreditAnswered(
        UUID paymentId,
        String operatorId,
        long cycleId,
        String payerOperatorId,
        String payer,
        String payee,
        long amountFen,
        boolean credited,
        String reason)
        implements BookEvent {
    @Override
    public Topic topic() {
        return Topic.CREDIT_ANSWERED;
    }

    /** Ordered for the reader that must act. */
    @Override
    public String key() {
        return payerOperatorId;
    }
}
