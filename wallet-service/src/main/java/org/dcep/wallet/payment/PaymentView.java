package org.dcep.wallet.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A payment as payer and payee see it.
 *
 * @param state PENDING, ACCEPTED, REFUSED or SETTLED
 * @param gasUnits metered work; 0 if refused, like the fee
 * @param cycleId the settlement cycle that the payment belongs to, 0 if it moved nothing
 * @param reason the refusal's code; absent unless refused
 */
@Schema(name = "Payment")
record PaymentView(
        UUID paymentId,
        String state,
        String payer,
        String payee,
        long amountFen,
        long gasUnits,
        long gasFeeFen,
        int gasPolicyVersion,
        long cycleId,
        Instant decidedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String reason,
        String reference) {

    static PaymentView of(PaymentRow payment) {
        boolean charged = payment.costsGas();
        return new PaymentView(
                payment.id(),
                payment.shownState(),
                payment.payerText(),
                payment.payeeText(),
                payment.amountFen(),
                charged ? payment.gasUnits() : 0,
                charged ? payment.gasFeeFen() : 0,
                payment.gasPolicyVersion(),
                payment.cycleId(),
                payment.decidedAt(),
                payment.reasonCode().isEmpty() ? null : payment.reasonCode(),
                payment.reference());
    }
}
