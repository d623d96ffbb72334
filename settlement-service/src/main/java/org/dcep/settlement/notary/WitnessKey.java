package org.dcep.settlement.notary;

import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;
import org.dcep.kernel.SignatureAlgorithm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The central bank's public key, with which it signs as a witness. Configured, never learnt from a message. */
@ApplicationScoped
class WitnessKey {
    private final VerifyingKey key;
    private final String network;

    WitnessKey(
            @ConfigProperty(name = "dcep.central-bank-key") String publicKey,
            @ConfigProperty(name = "dcep.network") String network) {
        this.key = VerifyingKey.of(SignatureAlgorithm.SM2, Base64Url.decode(publicKey));
        this.network = network;
    }

    boolean signed(LogHeadCosigned event) {
        try {
            LogState log = new LogState(event.size(), event.root());
            return signed(
                    event.keyId(),
                    LogHead.cosignedBytes(network, event.operatorId(), log, event.cosignedAt(), event.keyId()),
                    event.signature());
        } catch (IllegalArgumentException e) {
            return false; // Not a log, or a field with a line feed.
        }
    }

    boolean signed(ShardFreezeChanged event) {
        try {
            return signed(event.keyId(), event.signedBytes(network), event.signature());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean signed(String keyId, byte[] message, String signature) {
        return keyId.equals(key.keyId()) && key.verifies(message, Base64Url.decode(signature));
    }
}
