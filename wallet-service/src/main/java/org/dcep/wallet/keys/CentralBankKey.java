package org.dcep.wallet.keys;

import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.contracts.SignedPolicy;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Coin;
import org.dcep.kernel.SignatureAlgorithm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The central bank's public SM2 key, configured and never learned from a message. */
@ApplicationScoped
public class CentralBankKey {
    private final VerifyingKey key;
    private final String network;

    CentralBankKey(
            @ConfigProperty(name = "dcep.central-bank.key") String publicKey,
            @ConfigProperty(name = "dcep.network") String network) {
        this.key = VerifyingKey.of(SignatureAlgorithm.SM2, Base64Url.decode(publicKey));
        this.network = network;
    }

    public String keyId() {
        return key.keyId();
    }

    /** Whether the central bank signed {@code coin}, on this network; about 0.1 ms. */
    public boolean signed(Coin coin, byte[] signature) {
        return coin.keyId().equals(keyId()) && key.verifies(coin.signedBytes(network), signature);
    }

    /** Whether the central bank signed exactly these characters for this version and date, on this network. */
    public boolean signed(PolicyPublished policy) {
        if (!policy.keyId().equals(keyId()) || policy.document().indexOf('\n') >= 0) {
            return false;
        }
        byte[] message = SignedPolicy.signedBytes(
                network, policy.kind(), policy.version(), policy.effectiveFrom(), policy.document());
        return key.verifies(message, bytes(policy.signature()));
    }

    /** Whether the central bank signed this freeze or lift, on this network. */
    public boolean signed(ShardFreezeChanged decision) {
        try {
            return decision.keyId().equals(keyId())
                    && key.verifies(decision.signedBytes(network), bytes(decision.signature()));
        } catch (IllegalArgumentException e) {
            return false; // A field with a line feed: nobody can sign that.
        }
    }

    /** A signature's bytes; what is no base64url is the signature of nothing. */
    public static byte[] bytes(String signature) {
        try {
            return Base64Url.decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
