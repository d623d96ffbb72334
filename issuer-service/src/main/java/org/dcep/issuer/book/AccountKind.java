package org.dcep.issuer.book;

/** What an account of the central bank's book counts. A holder has every account but {@link #SETTLEMENT}. */
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
    OUTSTANDING,
    /**
     * Reserves in the settlement accounts of all operators together. There is one, of {@link Holder#SETTLEMENT}: who has
     * how much of it is settlement's to know. Below zero, it is intraday credit that one operator has drawn to pay
     * another, who has taken the reserves out.
     */
    SETTLEMENT;

    /** Whether a balance may be this. The book does not know how much credit is drawn, so settlement has no bound here. */
    boolean allows(long balanceFen) {
        return switch (this) {
            case FUNDING, ISSUED -> balanceFen <= 0;
            case FREE, LOCKED, REDEEMED, OUTSTANDING -> balanceFen >= 0;
            case SETTLEMENT -> true;
        };
    }
}
