package org.dcep.wallet.vault;

/** Why announced coins are not taken; the first that applies. */
enum CoinFlaw {
    /** An issuance without coins. */
    NO_COINS,
    /** Serial, amount or date cannot be a coin's. */
    NOT_A_COIN,
    /** The coin is registered to somebody else. */
    WRONG_OWNER,
    /** The signature is not the central bank's over this coin. */
    FORGED,
    /** The serial occurs twice, or is that of a coin that is here already. */
    SERIAL_REUSED,
    /** The coins do not add up to the announced amount. */
    WRONG_SUM
}
