package org.dcep.settlement.notary;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.Optional;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.MlDsaSigningKey;
import org.dcep.crypto.MlDsaVerifyingKey;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.SignatureAlgorithm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Settlement's keys for heads: an SM2 key, and an ML-DSA key that is derived from it. They sign heads and nothing else,
 * never on an event loop.
 */
@ApplicationScoped
class NotaryKeys {
    private static final int SECRET_HEX_DIGITS = 64;

    private final SigningKey key;
    private final Optional<MlDsaSigningKey> mlDsa;
    private final String network;
    private final Vertx vertx;

    /**
     * @throws IllegalArgumentException if the secret is not 64 hexadecimal digits or not a valid SM2 key; the message
     *     does not repeat it
     */
    NotaryKeys(
            @ConfigProperty(name = "dcep.notary.secret") String secretHex,
            @ConfigProperty(name = "dcep.notary.ml-dsa") boolean mlDsa,
            @ConfigProperty(name = "dcep.network") String network,
            Vertx vertx) {
        if (secretHex.length() != SECRET_HEX_DIGITS || !secretHex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("dcep.notary.secret must be 64 hexadecimal digits");
        }
        byte[] secret = HexFormat.of().parseHex(secretHex);
        this.key = SigningKey.fromSecret(SignatureAlgorithm.SM2, secret);
        this.mlDsa = mlDsa ? Optional.of(MlDsaSigningKey.derive(secret, "log-heads-ml-dsa")) : Optional.empty();
        this.network = network;
        this.vertx = vertx;
    }

    String keyId() {
        return key.verifyingKey().keyId();
    }

    VerifyingKey verifyingKey() {
        return key.verifyingKey();
    }

    /** Present if heads are signed with ML-DSA too. */
    Optional<MlDsaVerifyingKey> mlDsaKey() {
        return mlDsa.map(MlDsaSigningKey::verifyingKey);
    }

    /** Signs a head on a worker thread and comes back to the caller's context. */
    Uni<SealedHead> sign(LogHead head) {
        return vertx.executeBlocking(() -> signHere(head), false);
    }

    private SealedHead signHere(LogHead head) {
        byte[] message = head.signedBytes(network);
        return new SealedHead(
                head,
                Base64Url.encode(key.sign(message)),
                mlDsa.map(second ->
                        new SealedHead.MlDsa(second.verifyingKey().keyId(), Base64Url.encode(second.sign(message)))),
                Optional.empty());
    }
}
