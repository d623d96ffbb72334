package org.dcep.issuer.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import org.dcep.crypto.Base64Url;

/**
 * A client's secret. It holds 256 random bits, so a single round of SHA-256 is enough to store it: nobody can try that
 * many, unlike with the passwords that people choose.
 */
public final class ClientSecret {
    private static final int RANDOM_BYTES = 32;

    private final String text;

    ClientSecret(String text) {
        this.text = text;
    }

    /** A new secret of 43 characters. */
    public static ClientSecret generate(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new ClientSecret(Base64Url.encode(bytes));
    }

    /** The plain text, to be shown once. */
    public String reveal() {
        return text;
    }

    /** What is stored. */
    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Takes the same time whatever the difference. */
    boolean matches(byte[] expectedSha256) {
        return MessageDigest.isEqual(sha256(), expectedSha256);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "client secret";
    }
}
