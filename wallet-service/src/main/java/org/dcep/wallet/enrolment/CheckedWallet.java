package org.dcep.wallet.enrolment;

import java.util.Optional;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.WalletClass;

/** A wallet that may be opened: alias and key are as they must be, and the operator is the caller. */
record CheckedWallet(WalletClass walletClass, Optional<String> alias, VerifyingKey key, Optional<Claim> claim) {
    /**
     * What a request claims that must open one wallet only.
     *
     * @param fingerprint SM3 of what it asks for: the same key with another fingerprint is refused
     */
    record Claim(String idempotencyKey, byte[] fingerprint) {}
}
