package org.dcep.settlement.corridor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.QuoteReference;

/**
 * A market maker's firm offer to one buyer: so much foreign currency for so much e-CNY, amount for amount. It carries the
 * order that pays the e-CNY, signed by the maker's wallet.
 *
 * @param operatorId the bank that offers it for its holder
 * @param makerAccount gets the foreign currency
 * @param buyerAccount gives it, and is the only one that may accept
 * @param amountMinor foreign currency, 1 to 2^53 - 1
 * @param order pays the e-CNY from the maker's wallet to the buyer's
 * @param signature of the maker's wallet, base64url of 64 bytes; verified when the order is executed, like every payment
 */
record Quote(
        UUID quoteId,
        String corridorId,
        String operatorId,
        String makerAccount,
        String buyerAccount,
        long amountMinor,
        PaymentOrder order,
        String signature,
        QuoteState state) {
    /** Before its order does, so that an accepted quote has time to be executed (assumption A-21 in docs/sources.md). */
    static final int EXECUTION_SECONDS = 10;

    private static final int RATE_DECIMALS = 6;

    /** Until when it may be accepted. */
    Instant expiresAt() {
        return order.expiresAt().minusSeconds(EXECUTION_SECONDS);
    }

    boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt());
    }

    long amountFen() {
        return order.amount().fen();
    }

    /** What the order must say as its reference. */
    static String reference(UUID quoteId, long amountMinor, String currency, String makerAccount) {
        return new QuoteReference(quoteId, amountMinor, currency, makerAccount).text();
    }

    /** Fen for one smallest unit, to six decimals, half to even: to look at, never to compute with. */
    String fenPerMinor() {
        return BigDecimal.valueOf(amountFen())
                .divide(BigDecimal.valueOf(amountMinor), RATE_DECIMALS, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** Whether it was offered with the same words; what has become of it since is no part of that. */
    boolean isSameAs(Quote other) {
        return with(QuoteState.OPEN).equals(other.with(QuoteState.OPEN));
    }

    /**
     * @throws IllegalStateException if a quote may not change like this
     */
    Quote become(QuoteState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("quote " + quoteId + " is " + state + " and cannot become " + next);
        }
        return with(next);
    }

    private Quote with(QuoteState other) {
        return new Quote(
                quoteId, corridorId, operatorId, makerAccount, buyerAccount, amountMinor, order, signature, other);
    }
}
