package org.dcep.clearing;

/** The ways of {@link ClearingMode#HYBRID} to settle what no payer can fund by itself; in the order of their use. */
public enum Algorithm {
    /** When an obligation is submitted, against what its payee has queued in return. */
    ENTRY_OFFSET,
    /** Pair by pair, what two participants owe each other. */
    BILATERAL,
    /** The whole queue at once or not at all. */
    MULTILATERAL_FULL,
    /** The queue without the last obligations of those who would be short, whose order does not matter. */
    MULTILATERAL_PARTIAL,
    /** Rings of participants, each of whom owes the next. */
    CYCLES
}
