package org.dcep.contracts;

import java.util.UUID;

/** A pending payment was refused at the payee's operator: HELD back to WALLET, amount and gas in full. */
public record PaymentReturned(
        UUID paymentId, String operatorId, long cycleId, String payer, long amountFen, long gasFeeFen, String reason)
        implements BookEvent {
    @Override
    public Topic topic() {
        return Topic.PAYMENT_RETURNED;
    }
}
