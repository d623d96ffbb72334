package org.dcep.settlement.corridor;

import java.util.Optional;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Lei;
import org.dcep.kernel.OperatorId;
import org.dcep.kernel.SignatureAlgorithm;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account to be opened.
 *
 * @param operatorId the bank whose market maker's account it is; left out for everybody else's
 */
record AccountRequest(
        @Schema(pattern = Names.ACCOUNT_PATTERN) String accountId,

        @Schema(pattern = "^[0-9A-Z]{18}[0-9]{2}$", description = "ISO 17442; the check digits must be right")
        String lei,

        @Schema(enumeration = {"Ed25519", "SM2"}) String algorithm,

        @Schema(description = "Raw public key, base64url without padding: 32 bytes for Ed25519, 65 for SM2")
        String publicKey,

        Optional<String> operatorId) {

    /**
     * @throws IllegalArgumentException if a field is outside its range, or the key is one that nobody may have
     */
    AccountRequest {
        Names.requireAccount("accountId", accountId);
        new Lei(lei);
        key(algorithm, publicKey);
        operatorId.ifPresent(OperatorId::of);
    }

    ForeignAccount account(String corridorId) {
        return new ForeignAccount(corridorId, accountId, new Lei(lei), key(algorithm, publicKey), operatorId, 0, 0);
    }

    private static VerifyingKey key(String algorithm, String publicKey) {
        SignatureAlgorithm named = SignatureAlgorithm.named(algorithm)
                .orElseThrow(() -> new IllegalArgumentException("algorithm must be Ed25519 or SM2"));
        return VerifyingKey.of(named, Base64Url.decode(publicKey));
    }
}
