package org.dcep.settlement.corridor;

import org.dcep.web.Problem;

/** Why a quote or its acceptance is refused. The order of the constants is precedence; nothing is stored for any. */
enum TradeRejection {
    /** The order of the buyer says other terms than the quote. */
    QUOTE_MISMATCH,
    /** Taken by another trade, or withdrawn. */
    QUOTE_CLOSED,
    QUOTE_EXPIRED,
    CORRIDOR_SUSPENDED,
    QUOTE_TOO_LONG,
    LIMIT_PER_TRADE,
    LIMIT_DAILY,
    INSUFFICIENT_BALANCE;

    Problem problem() {
        return switch (this) {
            case QUOTE_MISMATCH -> Problem.of(this, 409, "The order's terms are not those of the quote");
            case QUOTE_CLOSED -> Problem.of(this, 409, "The quote was taken or withdrawn");
            case QUOTE_EXPIRED -> Problem.of(this, 409, "The quote has expired");
            case CORRIDOR_SUSPENDED -> Problem.of(this, 409, "The corridor is suspended");
            case QUOTE_TOO_LONG -> limit("QUOTE_LIFETIME");
            case LIMIT_PER_TRADE -> limit("PER_TRADE");
            case LIMIT_DAILY -> limit("DAILY");
            case INSUFFICIENT_BALANCE -> Problem.of(this, 409, "The balance does not cover the cost");
        };
    }

    private static Problem limit(String which) {
        return Problem.of("LIMIT_EXCEEDED", 409, "A limit would be exceeded").with("limit", which);
    }
}
