package org.dcep.wallet.keys;

import java.time.Instant;
import java.util.List;

/** The operators' public keys, by operator number. */
public record PublishedKeys(List<PublishedKey> keys) {
    static final String PURPOSE = "receipts";

    /**
     * One key.
     *
     * @param operatorId in whose name the key signs
     * @param publicKey raw bytes, base64url
     */
    public record PublishedKey(
            String keyId, String algorithm, String publicKey, String purpose, Instant validFrom, String operatorId) {}
}
