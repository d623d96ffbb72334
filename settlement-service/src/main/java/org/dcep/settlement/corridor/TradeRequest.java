package org.dcep.settlement.corridor;

import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.TradeOrder;
import org.dcep.kernel.WalletId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The acceptance of a quote as its buyer sends it. */
record TradeRequest(
        Order order,

        @Schema(description = "Of the buyer's account over the order's bytes, base64url without padding")
        String signature) {

    /** All terms of the quote, so that the signature covers them. */
    @Schema(name = "TradeOrder")
    record Order(
            @Schema(description = "The buyer's own; never used twice")
            UUID id,

            UUID quoteId,
            @Schema(pattern = Names.ACCOUNT_PATTERN) String account,
            @Schema(pattern = "^[A-Z]{3}$") String currency,

            @Schema(minimum = "1", maximum = "9007199254740991")
            long amountMinor,

            @Schema(pattern = "^[0-9]{16}$") String payee,

            @Schema(minimum = "1", maximum = "9007199254740991")
            long amountFen) {

        /**
         * @throws IllegalArgumentException if a field is outside its range
         */
        Order {
            Names.requireAccount("account", account);
            if (!currency.matches("[A-Z]{3}")) {
                throw new IllegalArgumentException("currency must be three capital letters");
            }
            if (!WalletId.hasShape(payee)) {
                throw new IllegalArgumentException("payee must be a wallet number of 16 digits");
            }
            if (amountMinor < 1 || amountMinor > Money.MAX_FEN || amountFen < 1 || amountFen > Money.MAX_FEN) {
                throw new IllegalArgumentException("amounts must be in 1.." + Money.MAX_FEN);
            }
        }
    }

    TradeOrder tradeOrder(String corridorId) {
        return new TradeOrder(
                order.id(),
                corridorId,
                order.quoteId(),
                order.account(),
                order.currency(),
                order.amountMinor(),
                order.payee(),
                new Money(order.amountFen()));
    }
}
