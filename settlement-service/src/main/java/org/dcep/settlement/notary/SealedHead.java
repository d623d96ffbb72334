package org.dcep.settlement.notary;

import java.time.Instant;
import java.util.Optional;
import org.dcep.kernel.LogHead;

/**
 * A head with its signatures.
 *
 * @param signature settlement's SM2 signature, base64url
 * @param mlDsa settlement's second signature, if it makes one
 * @param cosignature the central bank's, once it has come
 */
record SealedHead(LogHead head, String signature, Optional<MlDsa> mlDsa, Optional<Cosignature> cosignature) {
    /** ML-DSA-65 over the same bytes as {@code signature}, base64url. */
    record MlDsa(String keyId, String signature) {}

    /** SM2 over the log that the head names, base64url. */
    record Cosignature(Instant cosignedAt, String keyId, String signature) {}
}
