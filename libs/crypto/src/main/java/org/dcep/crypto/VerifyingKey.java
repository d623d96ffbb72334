package org.dcep.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * A public key that was checked once and then verifies many signatures. Keep and reuse it: making one costs about as
 * much as a verification, and it remembers its decoded point.
 *
 * <p>Two keys are equal if algorithm and bytes are.
 *
 * <pre>{@code
 * VerifyingKey key = VerifyingKey.of(SignatureAlgorithm.SM2, Base64Url.decode(publicKey));
 * boolean genuine = key.verifies(order.signedBytes("sandbox"), signature);
 * }</pre>
 */
public abstract sealed class VerifyingKey permits Ed25519VerifyingKey, Sm2VerifyingKey {
    private static final int KEY_ID_BYTES = 8;

    private final SignatureAlgorithm algorithm;
    private final byte[] raw;
    private final String keyId;

    VerifyingKey(SignatureAlgorithm algorithm, byte[] raw) {
        this.algorithm = algorithm;
        this.raw = raw;
        this.keyId = HexFormat.of().formatHex(Sm3.digest(raw), 0, KEY_ID_BYTES);
    }

    /**
     * Reads a public key: 32 bytes of RFC 8032 for Ed25519, 65 bytes {@code 04 || x || y} for SM2.
     *
     * @throws InvalidKey if the length is wrong, the point is not on the curve or is the point at infinity, its order
     *     is not the group's (such a key accepts signatures that nobody made), or its encoding is not the canonical one
     */
    public static VerifyingKey of(SignatureAlgorithm algorithm, byte[] raw) {
        byte[] copy = ofRightSize(algorithm, raw);
        return switch (algorithm) {
            case ED25519 -> Ed25519VerifyingKey.checked(copy);
            case SM2 -> new Sm2VerifyingKey(copy);
        };
    }

    /**
     * Reads a public key that {@link #of} has accepted before and that was kept where nobody else can write. Whether an
     * Ed25519 key is a point of the right order is not asked again, which costs as much as a verification; of any other
     * bytes the result may accept signatures that nobody made.
     *
     * @throws InvalidKey if the length is wrong, or an SM2 key is no point of the curve
     */
    public static VerifyingKey checkedBefore(SignatureAlgorithm algorithm, byte[] raw) {
        byte[] copy = ofRightSize(algorithm, raw);
        return switch (algorithm) {
            case ED25519 -> Ed25519VerifyingKey.checkedBefore(copy);
            case SM2 -> new Sm2VerifyingKey(copy);
        };
    }

    private static byte[] ofRightSize(SignatureAlgorithm algorithm, byte[] raw) {
        Objects.requireNonNull(algorithm, "algorithm");
        if (raw == null || raw.length != algorithm.keyBytes()) {
            throw new InvalidKey("a public key of " + algorithm.wireName() + " has " + algorithm.keyBytes() + " bytes");
        }
        return raw.clone();
    }

    /**
     * Whether {@code signature} is this key's over {@code message}. Never throws: anything that is not a signature of
     * exactly 64 well-formed bytes is simply not this key's.
     *
     * <p>A valid signature is not an identity: who holds the private key can make others over the same message.
     */
    public final boolean verifies(byte[] message, byte[] signature) {
        return message != null
                && signature != null
                && signature.length == SignatureAlgorithm.SIGNATURE_BYTES
                && verifiesWellSized(message, signature);
    }

    /** The check proper; {@code signature} has 64 bytes, which may be any. Must not throw. */
    abstract boolean verifiesWellSized(byte[] message, byte[] signature);

    public final SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** A copy of the bytes that the key was read from. */
    public final byte[] raw() {
        return raw.clone();
    }

    /** Names the key: the first 16 hexadecimal digits of SM3 over its bytes. */
    public final String keyId() {
        return keyId;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof VerifyingKey key && algorithm == key.algorithm && Arrays.equals(raw, key.raw);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(raw);
    }

    /** Algorithm and key id. */
    @Override
    public final String toString() {
        return algorithm.wireName() + " key " + keyId;
    }
}
