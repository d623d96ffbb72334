package org.dcep.crypto;

import java.security.SecureRandom;
import java.util.Objects;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * A private key. Signatures are deterministic: the same key and message give the same 64 bytes, and no bad source of
 * randomness can make a nonce repeat and so betray the key.
 *
 * <p>Has no {@code equals}, and its text never shows the secret.
 */
public abstract sealed class SigningKey permits Ed25519SigningKey, Sm2SigningKey {
    public static final int SECRET_BYTES = 32;

    private final byte[] secret;
    private final VerifyingKey verifyingKey;

    SigningKey(byte[] secret, VerifyingKey verifyingKey) {
        this.secret = secret;
        this.verifyingKey = verifyingKey;
    }

    /**
     * Reads a private key: the seed of RFC 8032 for Ed25519, the big-endian number d for SM2.
     *
     * @param secret 32 bytes; for SM2 from 1 to n - 2
     * @throws InvalidKey if the length is wrong or the number out of range
     */
    public static SigningKey fromSecret(SignatureAlgorithm algorithm, byte[] secret) {
        Objects.requireNonNull(algorithm, "algorithm");
        if (secret == null || secret.length != SECRET_BYTES) {
            throw new InvalidKey("a private key has " + SECRET_BYTES + " bytes");
        }
        byte[] copy = secret.clone();
        return switch (algorithm) {
            case ED25519 -> Ed25519SigningKey.of(copy);
            case SM2 -> Sm2SigningKey.of(copy);
        };
    }

    /** Makes a new key from {@code random}. */
    public static SigningKey generate(SignatureAlgorithm algorithm, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        do {
            random.nextBytes(secret);
        } while (!isUsable(algorithm, secret));
        return fromSecret(algorithm, secret);
    }

    /**
     * The key that belongs to {@code purpose}, made by {@link KeyDerivation}: always the same for the same arguments.
     * Where 32 derived bytes are no SM2 key (once in 2^32) the next of the numbered purposes {@code purpose#1},
     * {@code purpose#2} takes their place.
     */
    public static SigningKey derive(SignatureAlgorithm algorithm, byte[] secret, String purpose) {
        byte[] derived = KeyDerivation.derive(secret, purpose);
        for (int attempt = 1; !isUsable(algorithm, derived); attempt++) {
            derived = KeyDerivation.derive(secret, purpose + "#" + attempt);
        }
        return fromSecret(algorithm, derived);
    }

    private static boolean isUsable(SignatureAlgorithm algorithm, byte[] secret) {
        return algorithm == SignatureAlgorithm.ED25519 || Sm2SigningKey.isInRange(secret);
    }

    /** The 64 bytes of this key's signature over {@code message}. */
    public abstract byte[] sign(byte[] message);

    public final VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    public final SignatureAlgorithm algorithm() {
        return verifyingKey.algorithm();
    }

    /** A copy of the secret bytes, for whoever must store them. */
    public final byte[] secret() {
        return secret.clone();
    }

    /** Algorithm and id of the public key. */
    @Override
    public final String toString() {
        return "private " + verifyingKey;
    }
}
