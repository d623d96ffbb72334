package org.dcep.contracts;

import java.time.Instant;

/**
 * The central bank published a version of a policy, to be applied from {@code effectiveFrom} on.
 *
 * @param kind {@code GAS}, {@code WALLET_CLASSES} or {@code SETTLEMENT}
 * @param version 1, 2, 3, ... per kind
 * @param document the policy as JSON text, exactly the characters under the signature
 * @param keyId the central bank's key
 * @param signature SM2 over {@link org.dcep.contracts.SignedPolicy#signedBytes}, base64url
 */
public record PolicyPublished(
        String kind, int version, Instant effectiveFrom, String document, String keyId, String signature)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.POLICY_PUBLISHED;
    }

    /** Compaction must keep every version: a later one may not be in force yet. */
    @Override
    public String key() {
        return kind + ":" + version;
    }
}
