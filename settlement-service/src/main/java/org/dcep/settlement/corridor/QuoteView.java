package org.dcep.settlement.corridor;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A quote without the order that its maker has signed: that is shown to nobody before it is executed.
 *
 * @param state OPEN, EXPIRED, TAKEN or WITHDRAWN
 * @param expiresAt until when it may be accepted
 */
@Schema(name = "Quote")
record QuoteView(
        UUID quoteId,
        String corridorId,
        String makerAccount,
        String buyerAccount,
        String currency,
        long amountMinor,
        String payee,
        long amountFen,

        @Schema(description = "Fen for one smallest unit of the currency, to six decimals, half to even; only shown")
        String fenPerMinor,

        String state,
        Instant expiresAt) {

    static QuoteView of(Quote quote, String currency, Instant now) {
        boolean expired = quote.state() == QuoteState.OPEN && quote.isExpiredAt(now);
        return new QuoteView(
                quote.quoteId(),
                quote.corridorId(),
                quote.makerAccount(),
                quote.buyerAccount(),
                currency,
                quote.amountMinor(),
                quote.order().payee(),
                quote.amountFen(),
                quote.fenPerMinor(),
                expired ? "EXPIRED" : quote.state().name(),
                quote.expiresAt());
    }
}
