package org.dcep.issuer.book;

/** Why the book or the register of coins changes. */
public enum Cause {
    ADMISSION,
    RESERVES,
    ISSUANCE,
    REDEMPTION,
    PAYMENTS,
    GAS,
    LIQUIDITY_PLACED,
    LIQUIDITY_RETURNED
}
