package org.dcep.settlement.corridor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcep.kernel.WalletId;
import org.dcep.web.Problem.Violation;

/** What a quote must be to be offered. Pure. */
final class QuoteRules {
    private QuoteRules() {}

    /** What contradicts itself in a quote, whatever the corridor allows. */
    static List<Violation> violations(Quote quote, Corridor corridor, int operatorNumber, Instant now) {
        List<Violation> found = new ArrayList<>();
        if (!isWalletOf(operatorNumber, quote.order().payer())) {
            found.add(new Violation("order.payer", "must be a wallet of the operator that offers the quote"));
        }
        if (!WalletId.isValid(Long.parseLong(quote.order().payee()))) {
            found.add(new Violation("order.payee", "is no wallet number: its check digit is wrong"));
        }
        if (quote.order().payee().equals(quote.order().payer())) {
            found.add(new Violation("order.payee", "must not be the payer"));
        }
        if (quote.makerAccount().equals(quote.buyerAccount())) {
            found.add(new Violation("buyerAccount", "must not be the maker's"));
        }
        if (quote.isExpiredAt(now)) {
            found.add(new Violation(
                    "order.expiresAt", "must be more than " + Quote.EXECUTION_SECONDS + " seconds ahead"));
        }
        String reference = Quote.reference(
                quote.quoteId(), quote.amountMinor(), corridor.terms().currency(), quote.makerAccount());
        if (!quote.order().reference().equals(reference)) {
            found.add(new Violation("order.reference", "must be: " + reference));
        }
        return found;
    }

    /** What keeps a well-formed quote from being offered in this corridor. */
    static Optional<TradeRejection> objection(Quote quote, Corridor corridor, Instant now) {
        if (corridor.terms().suspended()) {
            return Optional.of(TradeRejection.CORRIDOR_SUSPENDED);
        }
        Instant latest = now.plusSeconds(corridor.terms().longestQuoteSeconds());
        if (quote.order().expiresAt().isAfter(latest)) {
            return Optional.of(TradeRejection.QUOTE_TOO_LONG);
        }
        return objectionToAmount(quote.amountFen(), corridor);
    }

    /** Suspension and limits, which are asked at the offer and again at the acceptance. */
    static Optional<TradeRejection> objectionToAmount(long amountFen, Corridor corridor) {
        CorridorTerms terms = corridor.terms();
        if (terms.suspended()) {
            return Optional.of(TradeRejection.CORRIDOR_SUSPENDED);
        }
        if (amountFen > terms.perTradeFen()) {
            return Optional.of(TradeRejection.LIMIT_PER_TRADE);
        }
        return corridor.usedTodayFen() > terms.perDayFen() - amountFen
                ? Optional.of(TradeRejection.LIMIT_DAILY)
                : Optional.empty();
    }

    private static boolean isWalletOf(int operatorNumber, String wallet) {
        long number = Long.parseLong(wallet);
        return WalletId.isValid(number) && new WalletId(number).operatorNumber() == operatorNumber;
    }
}
