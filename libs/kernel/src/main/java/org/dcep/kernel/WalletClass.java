package org.dcep.kernel;

/**
 * A wallet's class. I to IV rank personal wallets by strength of identification, I the strongest; CORPORATE belongs to
 * firms and merchants. Limits per class are policy, not constants. Source: docs/sources.md, S-03.
 */
public enum WalletClass {
    I,
    II,
    III,
    IV,
    CORPORATE
}
