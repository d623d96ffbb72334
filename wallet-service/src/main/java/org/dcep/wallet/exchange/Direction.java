package org.dcep.wallet.exchange;

/** Which way an exchange goes. */
enum Direction {
    /** Deposit to currency: VAULT to WALLET. */
    TO_WALLET,
    /** Currency to deposit: WALLET to VAULT. */
    TO_DEPOSIT
}
