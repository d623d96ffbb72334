package org.dcep.settlement.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.SignedPolicy;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The central bank's public key, which is configured and never learnt from a message. */
@ApplicationScoped
class CentralBankKey {
    private final VerifyingKey key;
    private final String network;

    CentralBankKey(
            @ConfigProperty(name = "dcep.central-bank-key") String publicKey,
            @ConfigProperty(name = "dcep.network") String network) {
        this.key = VerifyingKey.of(SignatureAlgorithm.SM2, Base64Url.decode(publicKey));
        this.network = network;
    }

    /** Whether the central bank signed exactly this document for this kind, version and date. */
    boolean signed(PolicyPublished event) {
        byte[] signature;
        byte[] message;
        try {
            signature = Base64Url.decode(event.signature());
            message = SignedPolicy.signedBytes(
                    network, event.kind(), event.version(), event.effectiveFrom(), event.document());
        } catch (IllegalArgumentException e) {
            return false;
        }
        return key.keyId().equals(event.keyId()) && key.verifies(message, signature);
    }
}
