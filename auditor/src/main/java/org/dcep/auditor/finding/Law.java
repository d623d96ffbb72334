package org.dcep.auditor.finding;

import java.util.Locale;

/** What must hold. Every discrepancy breaks one. */
public enum Law {
    /** No record is missing from a topic, and every record was sent by a relay. */
    LOGS_ARE_WHOLE,
    /** The same event is told once; a relay that repeats a record repeats its position too. */
    EVENTS_ARE_TOLD_ONCE,
    /** A book's marker says what its events add up to, balances included. */
    MARKERS_EQUAL_EVENTS,
    /** A wallet's row has the balance that its events add up to. */
    ROWS_EQUAL_EVENTS,
    /** A wallet's statement has every line, and each leads to the next; every payment has its row. */
    STATEMENTS_ARE_WHOLE,
    /** Policies carry the central bank's signature. */
    POLICIES_ARE_SIGNED,
    /** Fees are the signed prices, rounded as the payer's rest says. */
    FEES_ARE_THE_SIGNED_PRICES,
    /** Coins carry the central bank's signature, their owner and a serial of their own. */
    COINS_ARE_SIGNED,
    /** What moves between two books is the same on both sides, and no effect is without its cause. */
    BOTH_SIDES_AGREE,
    /**
     * Every head of the notary's log is over the payments that were told, in their order, follows the one before, and is
     * signed by settlement.
     */
    HEADS_FOLLOW_FROM_PAYMENTS,
    /** Settled net positions and swept gas are what the cycle's payments oblige to, in whatever asset they settle. */
    POSITIONS_FOLLOW_FROM_PAYMENTS,
    /** No operator pays others with reserves that it has not placed, nor received, nor may draw on credit. */
    SETTLEMENT_ACCOUNTS_ARE_COVERED;

    /** In lower case with hyphens, as reports show it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
