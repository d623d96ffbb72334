package org.dcep.wallet.payment;

import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;

/** A payment's steps as other services hear of them. */
final class Events {
    private Events() {}

    static PaymentCommitted committed(PaymentRow payment, String operatorId, String payeeOperatorId) {
        return new PaymentCommitted(
                payment.id(),
                operatorId,
                payment.cycleId(),
                payeeOperatorId,
                payment.payerText(),
                payment.payeeText(),
                payment.amountFen(),
                payment.gasUnits(),
                payment.gasFeeFen(),
                payment.gasPolicyVersion(),
                payment.decidedAt());
    }

    static CreditRequested creditRequested(PaymentRow payment, String operatorId, String payeeOperatorId) {
        return new CreditRequested(
                payment.id(),
                operatorId,
                payment.cycleId(),
                payeeOperatorId,
                payment.payerText(),
                payment.payeeText(),
                payment.amountFen(),
                payment.gasFeeFen(),
                payment.reference(),
                payment.decidedAt());
    }

    static PaymentReturned returned(PaymentRow payment, String operatorId) {
        return new PaymentReturned(
                payment.id(),
                operatorId,
                payment.cycleId(),
                payment.payerText(),
                payment.amountFen(),
                payment.gasFeeFen(),
                payment.reason());
    }
}
