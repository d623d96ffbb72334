package org.dcep.issuer.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.crypto.Base64Url;

/**
 * A published version of a policy.
 *
 * @param version 1, 2, 3, ... per kind
 * @param document exactly the characters under the signature
 * @param signature SM2 by the key {@code keyId} over {@link org.dcep.contracts.SignedPolicy#signedBytes}
 */
record PolicyVersion(
        PolicyKind kind, int version, Instant effectiveFrom, String document, String keyId, byte[] signature) {

    PolicyPublished event() {
        return new PolicyPublished(kind.name(), version, effectiveFrom, document, keyId, Base64Url.encode(signature));
    }

    View view() {
        return new View(
                kind.name(),
                version,
                effectiveFrom,
                PolicyJson.tree(document),
                document,
                keyId,
                Base64Url.encode(signature));
    }

    /**
     * As REST shows it.
     *
     * @param policy the document, to be read as JSON
     * @param document the document again as text, to verify the signature over exactly these characters
     */
    public record View(
            String kind,
            int version,
            Instant effectiveFrom,
            JsonNode policy,
            String document,
            String keyId,
            String signature) {}
}
