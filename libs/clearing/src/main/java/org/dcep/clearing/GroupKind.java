package org.dcep.clearing;

/** What made a group of obligations final. */
public enum GroupKind {
    /** One obligation, paid from its payer's own liquidity. */
    GROSS,
    /** One that had just been submitted, and what its payee already had in the queue in return. */
    ENTRY_OFFSET,
    /** What two participants owe each other. */
    BILATERAL,
    /** The whole queue at once. */
    MULTILATERAL_FULL,
    /** The part of the queue that remained when what nobody could fund had been left out. */
    MULTILATERAL_PARTIAL,
    /** A ring of participants, each of whom owes the next. */
    CYCLE,
    /** A cycle of deferred net settlement. */
    NET,
    /** What was left at the end of a day, settled on credit of the central bank. */
    FORCED
}
