package org.dcep.settlement.corridor;

import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;

/**
 * What the central bank allows in a corridor (assumption A-20 in docs/sources.md). Each change is a new version; the
 * highest is in force at once, for quotes that are open already too.
 *
 * @param version 1, 2, 3 and so on
 * @param currency of the foreign ledger, ISO 4217; the same in every version
 * @param perTradeFen most e-CNY of one trade
 * @param perDayFen most e-CNY of all trades of a business day that are held or settled
 * @param longestQuoteSeconds how far ahead a quote may expire; a payment order lives ten minutes at most
 */
record CorridorTerms(
        int version, String currency, CorridorState state, long perTradeFen, long perDayFen, int longestQuoteSeconds) {
    static final int SHORTEST_QUOTE_SECONDS = 30;

    /**
     * @throws IllegalArgumentException if a field is outside its range
     */
    CorridorTerms {
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1");
        }
        if (!currency.matches("[A-Z]{3}") || currency.equals("CNY")) {
            throw new IllegalArgumentException("currency must be three capital letters and not CNY");
        }
        if (perTradeFen < 1 || perTradeFen > perDayFen || perDayFen > Money.MAX_FEN) {
            throw new IllegalArgumentException("1 <= perTradeFen <= perDayFen <= " + Money.MAX_FEN + " must hold");
        }
        if (longestQuoteSeconds < SHORTEST_QUOTE_SECONDS
                || longestQuoteSeconds > PaymentOrder.MAX_VALIDITY_MINUTES * 60) {
            throw new IllegalArgumentException("longestQuoteSeconds must be in " + SHORTEST_QUOTE_SECONDS + ".."
                    + PaymentOrder.MAX_VALIDITY_MINUTES * 60);
        }
    }

    boolean suspended() {
        return state == CorridorState.SUSPENDED;
    }
}
