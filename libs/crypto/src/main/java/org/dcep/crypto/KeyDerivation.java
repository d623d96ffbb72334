package org.dcep.crypto;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** Makes independent secrets out of one: HKDF with SHA-256 (RFC 5869), no salt, the purpose as info. */
public final class KeyDerivation {
    public static final int DERIVED_BYTES = 32;
    private static final int MIN_SECRET_BYTES = 16;

    private KeyDerivation() {}

    /**
     * The 32 bytes that belong to {@code purpose}. The same arguments give the same bytes on every machine; who knows
     * the bytes of one purpose learns nothing about those of another.
     *
     * @param secret at least 16 bytes that cannot be guessed
     * @param purpose names what the bytes are for, such as {@code receipt-key/bank-a}; not blank
     * @throws IllegalArgumentException if the secret is too short or the purpose blank
     */
    public static byte[] derive(byte[] secret, String purpose) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("a secret has at least " + MIN_SECRET_BYTES + " bytes");
        }
        if (purpose.isBlank()) {
            throw new IllegalArgumentException("a derived secret needs a purpose");
        }
        return expand(secret, null, purpose.getBytes(StandardCharsets.UTF_8), DERIVED_BYTES);
    }

    static byte[] expand(byte[] secret, byte[] salt, byte[] info, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(secret, salt, info));
        byte[] derived = new byte[length];
        hkdf.generateBytes(derived, 0, length);
        return derived;
    }
}
