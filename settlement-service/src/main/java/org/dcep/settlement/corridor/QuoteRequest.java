package org.dcep.settlement.corridor;

import java.time.Instant;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A quote as its maker's bank sends it, with the payment order that the maker's wallet has signed. */
record QuoteRequest(
        @Schema(description = "The maker's own; whoever knows it may read the quote, so it should not be guessable")
        UUID id,

        @Schema(pattern = Names.ACCOUNT_PATTERN) String makerAccount,
        @Schema(pattern = Names.ACCOUNT_PATTERN) String buyerAccount,
        @Schema(minimum = "1", maximum = "9007199254740991") long amountMinor,
        Order order,

        @Schema(description = "Of the maker's wallet over the order's bytes, base64url without padding")
        String signature) {

    /** The fields of a payment order; the reference is prescribed. */
    @Schema(name = "QuotedPaymentOrder")
    record Order(
            UUID id,
            @Schema(pattern = "^[0-9]{16}$") String payer,
            @Schema(pattern = "^[0-9]{16}$") String payee,

            @Schema(minimum = "1", maximum = "9007199254740991")
            long amountFen,

            @Schema(minimum = "0", maximum = "9007199254740991")
            long maxGasFeeFen,

            Instant expiresAt,

            @Schema(description = "quote {id} for {amountMinor} {currency} to {makerAccount}")
            String reference) {

        /**
         * @throws IllegalArgumentException if the fields make no payment order
         */
        Order {
            new PaymentOrder(id, payer, payee, new Money(amountFen), new Money(maxGasFeeFen), expiresAt, reference);
        }

        PaymentOrder paymentOrder() {
            return new PaymentOrder(
                    id, payer, payee, new Money(amountFen), new Money(maxGasFeeFen), expiresAt, reference);
        }
    }

    /**
     * @throws IllegalArgumentException if a field is outside its range
     */
    QuoteRequest {
        Names.requireAccount("makerAccount", makerAccount);
        Names.requireAccount("buyerAccount", buyerAccount);
        if (amountMinor < 1 || amountMinor > Money.MAX_FEN) {
            throw new IllegalArgumentException("amountMinor must be in 1.." + Money.MAX_FEN);
        }
        Names.requireSignature(signature);
    }

    Quote quote(String corridorId, String operatorId) {
        return new Quote(
                id,
                corridorId,
                operatorId,
                makerAccount,
                buyerAccount,
                amountMinor,
                order.paymentOrder(),
                signature,
                QuoteState.OPEN);
    }
}
