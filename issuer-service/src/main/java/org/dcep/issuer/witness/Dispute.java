package org.dcep.issuer.witness;

/** Why a head is not signed. The order of the constants is precedence: the first that applies is the reason. */
public enum Dispute {
    /** As many entries as the log that was signed before, and other ones: two histories. */
    OTHER_ROOT,
    /** Fewer entries than were signed before: the log was cut, or is an old copy. */
    SHORTER,
    /** Goes on from a log that was not the last one signed. */
    OTHER_PREDECESSOR,
    /** The proof does not show that the log begins with the one signed before. */
    INCONSISTENT
}
