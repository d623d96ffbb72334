package org.dcep.settlement.notary;

import java.util.List;

/** Settlement's public keys. */
record PublishedKeys(List<PublishedKey> keys) {
    static final String PURPOSE = "log-heads";

    /**
     * One key.
     *
     * @param algorithm SM2, or ML-DSA-65
     * @param publicKey raw bytes, base64url
     */
    record PublishedKey(String keyId, String algorithm, String publicKey, String purpose) {}
}
