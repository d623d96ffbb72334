package org.dcep.kernel;

import java.time.Instant;
import java.util.Objects;

/**
 * The signed head of an operator's log: settlement commits itself to these entries in this order. Each head names the
 * one before it, so that heads form a chain of their own.
 *
 * @param operatorId whose log it is
 * @param log the log when it was sealed
 * @param previous the log at the head before; {@link LogState#EMPTY} for the first
 * @param sealedAt when it was sealed
 * @param keyId which of settlement's keys signs
 */
public record LogHead(String operatorId, LogState log, LogState previous, Instant sealedAt, String keyId) {
    public static final String TAG = "dcep-log-head-v1";
    public static final String COSIGNATURE_TAG = "dcep-log-cosign-v1";

    public LogHead {
        Objects.requireNonNull(operatorId, "operatorId");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(sealedAt, "sealedAt");
        Objects.requireNonNull(keyId, "keyId");
    }

    /** The bytes under settlement's signature. */
    public byte[] signedBytes(String network) {
        return CanonicalText.of(TAG)
                .field(network)
                .field(operatorId)
                .field(log.size())
                .field(log.root())
                .field(previous.size())
                .field(previous.root())
                .field(sealedAt.toString())
                .field(keyId)
                .bytes();
    }

    /**
     * The bytes under the central bank's signature, which says: this log begins with every log of this operator that I
     * have signed before.
     */
    public static byte[] cosignedBytes(
            String network, String operatorId, LogState log, Instant cosignedAt, String keyId) {
        return CanonicalText.of(COSIGNATURE_TAG)
                .field(network)
                .field(operatorId)
                .field(log.size())
                .field(log.root())
                .field(cosignedAt.toString())
                .field(keyId)
                .bytes();
    }
}
