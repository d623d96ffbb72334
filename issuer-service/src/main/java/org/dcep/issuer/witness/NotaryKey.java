package org.dcep.issuer.witness;

import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settlement's public SM2 key, configured and never learnt from a message. */
@ApplicationScoped
class NotaryKey {
    private final VerifyingKey key;
    private final String network;

    NotaryKey(
            @ConfigProperty(name = "dcep.notary-key") String publicKey,
            @ConfigProperty(name = "dcep.network") String network) {
        this.key = VerifyingKey.of(SignatureAlgorithm.SM2, Base64Url.decode(publicKey));
        this.network = network;
    }

    /** Whether settlement signed this head, on this network; about 0.1 ms. */
    boolean signed(LogHeadSealed sealed) {
        try {
            return sealed.keyId().equals(key.keyId())
                    && key.verifies(sealed.head().signedBytes(network), Base64Url.decode(sealed.signature()));
        } catch (IllegalArgumentException e) {
            return false; // Not a head, or not a signature.
        }
    }
}
