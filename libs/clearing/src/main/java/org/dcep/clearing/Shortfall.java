package org.dcep.clearing;

/** What becomes of a cycle of deferred net settlement if a participant cannot pay its net position. */
public enum Shortfall {
    /** Nothing settles; all obligations go into the next cycle. */
    POSTPONE,
    /**
     * The last obligations of whoever is short go into the next cycle, as many as it takes until every net position
     * that remains is funded; those settle together.
     */
    RECAST
}
