package org.dcep.wallet.enrolment;

import org.dcep.crypto.VerifyingKey;

/**
 * The key of a wallet that was in force when it was read.
 *
 * @param keyEpoch compare with the account's under its lock: if they differ, the wallet has a newer key
 */
public record WalletKey(VerifyingKey key, int keyEpoch) {}
