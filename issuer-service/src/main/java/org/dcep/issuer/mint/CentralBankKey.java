package org.dcep.issuer.mint;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The central bank's SM2 key. It signs coins, policies, heads of logs and freezes of shards, each under a tag of its
 * own, and nothing else, and never on an event loop.
 */
@ApplicationScoped
public class CentralBankKey {
    private static final int SECRET_HEX_DIGITS = 64;

    private final SigningKey key;
    private final Vertx vertx;

    /**
     * @throws IllegalArgumentException if the secret is not 64 hexadecimal digits or not a valid SM2 key; the message
     *     does not repeat it
     */
    CentralBankKey(@ConfigProperty(name = "dcep.issuer.secret") String secretHex, Vertx vertx) {
        this.key = SigningKey.fromSecret(SignatureAlgorithm.SM2, secretBytes(secretHex));
        this.vertx = vertx;
    }

    private static byte[] secretBytes(String secretHex) {
        if (secretHex.length() != SECRET_HEX_DIGITS || !secretHex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("dcep.issuer.secret must be 64 hexadecimal digits");
        }
        return HexFormat.of().parseHex(secretHex);
    }

    public VerifyingKey verifyingKey() {
        return key.verifyingKey();
    }

    public String keyId() {
        return key.verifyingKey().keyId();
    }

    byte[] sign(byte[] message) {
        return key.sign(message);
    }

    /** Signs one document on a worker thread and comes back to the caller's context. */
    public Uni<byte[]> signAside(byte[] message) {
        return aside(() -> sign(message));
    }

    <T> Uni<T> aside(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
