package org.dcep.wallet.exchange;

import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.WalletId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an operator orders. The id is its own and stands for exactly this order, for ever. */
@Schema(description = "An exchange; its id is made by the client, and repeating it has no second effect")
record ExchangeOrder(
        UUID id,

        @Schema(description = "A wallet of the calling operator", examples = "0010000000000018")
        String walletId,

        Direction direction,

        @Schema(minimum = "1", maximum = "9007199254740991") long amountFen) {
    /**
     * @throws IllegalArgumentException if the wallet number or the amount cannot be one
     */
    ExchangeOrder {
        if (!WalletId.hasShape(walletId)) {
            throw new IllegalArgumentException("walletId must be a wallet number of 16 digits");
        }
        if (amountFen < 1 || amountFen > Money.MAX_FEN) {
            throw new IllegalArgumentException("amountFen must be in 1.." + Money.MAX_FEN);
        }
    }

    long wallet() {
        return Long.parseLong(walletId);
    }

    Money amount() {
        return new Money(amountFen);
    }
}
