package org.dcep.kernel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * Currency as the central bank issues it: a serial, a face amount and the operator it is registered to, signed by the
 * central bank so that anyone with the public key can verify it.
 *
 * @param serial never used twice
 * @param amount at least 1 fen; face values vary, the white paper of 2021 fixes no denominations
 * @param issuedAt whole seconds
 * @param keyId which of the central bank's keys signed
 */
public record Coin(UUID serial, Money amount, String owner, Instant issuedAt, String keyId) {
    public static final String TAG = "dcep-coin-v1";

    public Coin {
        Objects.requireNonNull(serial, "serial");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(keyId, "keyId");
        if (amount.isZero()) {
            throw new IllegalArgumentException("a coin is worth at least 1 fen");
        }
        if (!issuedAt.equals(issuedAt.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("issuedAt must have whole seconds");
        }
    }

    /** The bytes under the central bank's signature. */
    public byte[] signedBytes(String network) {
        return CanonicalText.of(TAG)
                .field(network)
                .field(serial.toString())
                .field(amount.fen())
                .field(owner)
                .field(issuedAt.toString())
                .field(keyId)
                .bytes();
    }
}
