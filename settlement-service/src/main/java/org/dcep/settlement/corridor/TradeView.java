package org.dcep.settlement.corridor;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A trade, for those who take part in it.
 *
 * @param reason why it was released: the code with which the e-CNY leg was refused
 * @param paymentId the e-CNY leg, once it is final
 */
@Schema(name = "Trade")
record TradeView(
        UUID tradeId,
        String corridorId,
        UUID quoteId,
        TradeState state,
        Optional<String> reason,
        String makerAccount,
        String buyerAccount,
        long amountMinor,
        String payee,
        long amountFen,
        Instant heldAt,
        Optional<Instant> endedAt,
        Optional<UUID> paymentId) {

    static TradeView of(Trade trade) {
        Quote quote = trade.quote();
        return new TradeView(
                trade.tradeId(),
                quote.corridorId(),
                quote.quoteId(),
                trade.state(),
                Optional.of(trade.reason()).filter(reason -> !reason.isEmpty()),
                quote.makerAccount(),
                quote.buyerAccount(),
                quote.amountMinor(),
                quote.order().payee(),
                quote.amountFen(),
                trade.heldAt(),
                trade.endedAt(),
                trade.state() == TradeState.SETTLED ? Optional.of(quote.order().id()) : Optional.empty());
    }
}
