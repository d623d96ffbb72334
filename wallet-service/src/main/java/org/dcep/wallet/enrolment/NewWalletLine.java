package org.dcep.wallet.enrolment;

import java.util.Optional;
import org.dcep.kernel.WalletClass;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One line of a batch: {@link NewWallet} and what is a header there. */
@Schema(description = "What one wallet of a batch is opened with")
record NewWalletLine(
        @Schema(description = "The operator that opens the wallet: the caller", examples = "bank-a")
        String operatorId,

        WalletClass walletClass,

        @Schema(description = "Raw public key, base64url without padding: 32 bytes for Ed25519, 65 for SM2")
        String publicKey,

        @Schema(enumeration = {"Ed25519", "SM2"}) String algorithm,

        @Schema(description = "A name for people, 1 to 64 printable characters; need not be unique")
        Optional<String> alias,

        @Schema(
                description = "1 to 255 printable ASCII characters of the client's choice, the same as the header of"
                        + " openWallet: the repeated line answers with the wallet that the first one opened")
        Optional<String> idempotencyKey) {

    /**
     * The wallet, checked.
     *
     * @throws org.dcep.web.ProblemException malformed, if idempotency key, alias or key are not as they must be
     */
    CheckedWallet checked() {
        Optional<String> checkedKey = idempotencyKey.map(key -> IdempotencyKeys.checked("idempotencyKey", key));
        return new NewWallet(operatorId, walletClass, publicKey, algorithm, alias).checked(checkedKey);
    }
}
