package org.dcep.clearing;

/** What moves when an obligation between operators becomes final. */
public enum SettlementAsset {
    /** Issued currency, the rules of 2021: it must be there before it moves, so nobody gives credit. */
    CURRENCY,
    /** Reserves at the central bank, the rules of 2026: limited, and overdrawn within the day up to a cap. */
    RESERVES
}
