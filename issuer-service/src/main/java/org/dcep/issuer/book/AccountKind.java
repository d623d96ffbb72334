package org.dcep.issuer.book;

/** What an account of the central bank's book counts. Every holder has every account. */
public enum AccountKind {
    /** Where an operator's reserves come from; counts downwards from zero. */
    FUNDING,
    /** Reserves that the operator may use. */
    FREE,
    /** Reserves behind outstanding currency. */
    LOCKED,
    /** Where currency comes from; counts downwards from zero. */
    ISSUED,
    /** Where destroyed currency goes. */
    REDEEMED,
    /** Currency in circulation, equal to the holder's unspent coins. */
    OUTSTANDING;

    /** Whether the balance is zero or below; every other account's is zero or above. */
    boolean countsDown() {
        return this == FUNDING || this == ISSUED;
    }
}
