package org.dcep.issuer.mint;

import java.time.Instant;
import java.util.List;

/** The keys with which anyone verifies coins, policies and the central bank's part of receipts, newest last. */
public record PublishedKeys(List<PublishedKey> keys) {
    static final String PURPOSE = "coins-policies-and-logs";

    /**
     * One key.
     *
     * @param publicKey 65 bytes, uncompressed point, base64url
     */
    public record PublishedKey(String keyId, String algorithm, String publicKey, String purpose, Instant validFrom) {}
}
