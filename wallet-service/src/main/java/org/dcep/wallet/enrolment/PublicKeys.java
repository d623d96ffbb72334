package org.dcep.wallet.enrolment;

import org.dcep.crypto.Base64Url;
import org.dcep.crypto.InvalidKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.web.Problems;

/** Reads the keys that operators register. */
final class PublicKeys {
    private PublicKeys() {}

    /**
     * @throws org.dcep.web.ProblemException malformed, for an unknown algorithm, for what is no base64url, and for a
     *     key that is off its curve, of low order or not in its canonical form
     */
    static VerifyingKey checked(String algorithm, String publicKey) {
        SignatureAlgorithm named = SignatureAlgorithm.named(algorithm)
                .orElseThrow(() -> Problems.malformed("algorithm", "must be Ed25519 or SM2")
                        .asException());
        try {
            return VerifyingKey.of(named, Base64Url.decode(publicKey));
        } catch (InvalidKey e) {
            throw Problems.malformed("publicKey", e.getMessage()).asException();
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("publicKey", "must be base64url without padding")
                    .asException();
        }
    }
}
