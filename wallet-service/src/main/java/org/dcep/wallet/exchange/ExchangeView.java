package org.dcep.wallet.exchange;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An exchange as REST shows it. */
@Schema(name = "Exchange")
record ExchangeView(
        UUID id,
        String walletId,
        Direction direction,
        long amountFen,

        @Schema(enumeration = {"DONE", "REFUSED"}) String state,

        @Schema(description = "The code of the refusal; absent if it is done")
        Optional<String> reason,

        Instant at) {

    static ExchangeView of(Exchange exchange) {
        ExchangeOrder order = exchange.order();
        return new ExchangeView(
                order.id(),
                order.walletId(),
                order.direction(),
                order.amountFen(),
                exchange.refusal().isPresent() ? "REFUSED" : "DONE",
                exchange.refusal().map(ExchangeRefusal::code),
                exchange.at());
    }
}
