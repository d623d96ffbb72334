package org.dcep.wallet.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Receipt;
import org.dcep.kernel.SignatureAlgorithm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Signs receipts in the name of an operator. Each operator has an Ed25519 key of its own, derived from one secret of
 * this service, so that nothing has to be stored and every replica has the same keys.
 */
@ApplicationScoped
public class ReceiptSigner {
    /** Ed25519, because anybody can check it with nothing but a recent openssl. */
    static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.ED25519;

    private static final int SECRET_HEX_DIGITS = 64;

    private final byte[] secret;
    private final String network;
    private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();

    /**
     * @throws IllegalArgumentException if the secret is not 64 hexadecimal digits; the message does not repeat it
     */
    ReceiptSigner(
            @ConfigProperty(name = "dcep.receipt.secret") String secretHex,
            @ConfigProperty(name = "dcep.network") String network) {
        if (secretHex.length() != SECRET_HEX_DIGITS || !secretHex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("dcep.receipt.secret must be 64 hexadecimal digits");
        }
        this.secret = HexFormat.of().parseHex(secretHex);
        this.network = network;
    }

    /** Names the operator's key; belongs into the receipt before it is signed. */
    public String keyId(String operatorId) {
        return verifyingKey(operatorId).keyId();
    }

    /**
     * The operator's signature over the receipt, base64url.
     *
     * @throws IllegalArgumentException if the receipt names another key
     */
    public String sign(String operatorId, Receipt receipt) {
        SigningKey key = key(operatorId);
        if (!key.verifyingKey().keyId().equals(receipt.keyId())) {
            throw new IllegalArgumentException(
                    "the receipt names a key that operator " + operatorId + " does not have");
        }
        return Base64Url.encode(key.sign(receipt.signedBytes(network)));
    }

    VerifyingKey verifyingKey(String operatorId) {
        return key(operatorId).verifyingKey();
    }

    private SigningKey key(String operatorId) {
        return keys.computeIfAbsent(operatorId, id -> SigningKey.derive(ALGORITHM, secret, "receipt-key/" + id));
    }
}
