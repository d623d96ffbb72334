package org.dcep.settlement.corridor;

import java.util.UUID;

/**
 * Moves an amount of the foreign ledger from one place to another: balanced by construction.
 *
 * @param cause the issue or the trade
 * @param amountMinor at least 1
 */
record ForeignPosting(Move move, UUID cause, Place debit, Place credit, long amountMinor) {
    /** What happens; no trade is held twice, and none is paid and released. */
    enum Move {
        ISSUE,
        HOLD,
        PAY,
        RELEASE
    }

    /** A part of an account. What is ISSUED is the foreign central bank's debt, and the only thing below zero. */
    enum Part {
        ISSUED,
        AVAILABLE,
        HELD
    }

    /**
     * @param accountId empty for ISSUED
     */
    record Place(Part part, String accountId) {
        static final Place ISSUED = new Place(Part.ISSUED, "");

        static Place available(String accountId) {
            return new Place(Part.AVAILABLE, accountId);
        }

        static Place held(String accountId) {
            return new Place(Part.HELD, accountId);
        }
    }

    ForeignPosting {
        if (amountMinor < 1) {
            throw new IllegalArgumentException("a posting moves at least one smallest unit");
        }
    }

    static ForeignPosting issue(UUID issueId, String accountId, long amountMinor) {
        return new ForeignPosting(Move.ISSUE, issueId, Place.ISSUED, Place.available(accountId), amountMinor);
    }

    static ForeignPosting hold(Trade trade) {
        Quote quote = trade.quote();
        return new ForeignPosting(
                Move.HOLD,
                trade.tradeId(),
                Place.available(quote.buyerAccount()),
                Place.held(quote.buyerAccount()),
                quote.amountMinor());
    }

    /** What was held goes to the market maker. */
    static ForeignPosting pay(Trade trade) {
        Quote quote = trade.quote();
        return new ForeignPosting(
                Move.PAY,
                trade.tradeId(),
                Place.held(quote.buyerAccount()),
                Place.available(quote.makerAccount()),
                quote.amountMinor());
    }

    /** What was held goes back to the buyer. */
    static ForeignPosting release(Trade trade) {
        Quote quote = trade.quote();
        return new ForeignPosting(
                Move.RELEASE,
                trade.tradeId(),
                Place.held(quote.buyerAccount()),
                Place.available(quote.buyerAccount()),
                quote.amountMinor());
    }
}
