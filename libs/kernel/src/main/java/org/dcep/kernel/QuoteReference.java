package org.dcep.kernel;

import java.util.Objects;
import java.util.UUID;

/**
 * What a market maker writes as reference into the payment order of a quote, so that its signature covers both legs: the
 * e-CNY that it pays and the foreign currency that it is to get for it.
 *
 * @param amountMinor foreign currency, in its smallest unit
 * @param currency of three letters, ISO 4217
 * @param makerAccount where the foreign currency is to go
 */
public record QuoteReference(UUID quoteId, long amountMinor, String currency, String makerAccount) {
    public QuoteReference {
        Objects.requireNonNull(quoteId, "quoteId");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(makerAccount, "makerAccount");
    }

    /** Such as {@code quote 0193e9a0-0000-7000-8000-0000000000ab for 10900 HKD to maker}. */
    public String text() {
        return "quote " + quoteId + " for " + amountMinor + " " + currency + " to " + makerAccount;
    }
}
