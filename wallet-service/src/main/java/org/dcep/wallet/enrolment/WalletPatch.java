package org.dcep.wallet.enrolment;

import java.util.Optional;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.WalletClass;
import org.dcep.wallet.book.WalletState;
import org.dcep.web.Problems;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of a wallet; what is absent stays as it is. */
@Schema(description = "What shall change; what is absent stays as it is")
record WalletPatch(
        Optional<WalletClass> walletClass,

        @Schema(description = "ACTIVE, FROZEN or CLOSED; only an empty wallet closes, and it stays closed")
        Optional<WalletState> state,

        @Schema(description = "A new key, which replaces the present one at once")
        Optional<String> publicKey,

        @Schema(
                description = "The new key's algorithm; required with publicKey",
                enumeration = {"Ed25519", "SM2"})
        Optional<String> algorithm) {

    /**
     * The new key, checked; empty if the key stays.
     *
     * @throws org.dcep.web.ProblemException malformed, if nothing changes or the key is not as it must be
     */
    Optional<VerifyingKey> checkedKey() {
        if (publicKey.isPresent() != algorithm.isPresent()) {
            throw Problems.malformed(publicKey.isPresent() ? "algorithm" : "publicKey", "is missing")
                    .asException();
        }
        if (walletClass.isEmpty() && state.isEmpty() && publicKey.isEmpty()) {
            throw Problems.malformed().withDetail("The request changes nothing").asException();
        }
        return publicKey.map(key -> PublicKeys.checked(algorithm.orElseThrow(), key));
    }
}
