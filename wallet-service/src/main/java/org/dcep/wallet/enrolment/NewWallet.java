package org.dcep.wallet.enrolment;

import java.util.Optional;
import org.dcep.crypto.Sm3;
import org.dcep.kernel.CanonicalText;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.WalletClass;
import org.dcep.web.Problems;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a wallet is opened with, as the operator sends it. */
@Schema(description = "What a wallet is opened with")
record NewWallet(
        @Schema(description = "The operator that opens the wallet: the caller", examples = "bank-a")
        String operatorId,

        WalletClass walletClass,

        @Schema(description = "Raw public key, base64url without padding: 32 bytes for Ed25519, 65 for SM2")
        String publicKey,

        @Schema(enumeration = {"Ed25519", "SM2"}) String algorithm,

        @Schema(description = "A name for people, 1 to 64 printable characters; need not be unique")
        Optional<String> alias) {
    private static final int MAX_ALIAS_LENGTH = 64;

    /**
     * The wallet, with key and alias checked.
     *
     * @param idempotencyKey of the request, checked
     * @throws org.dcep.web.ProblemException malformed, if key or alias are not as they must be
     */
    CheckedWallet checked(Optional<String> idempotencyKey) {
        alias.filter(name -> !isAlias(name)).ifPresent(name -> {
            throw Problems.malformed("alias", "must have 1 to " + MAX_ALIAS_LENGTH + " printable characters")
                    .asException();
        });
        return new CheckedWallet(
                walletClass,
                alias,
                PublicKeys.checked(algorithm, publicKey),
                idempotencyKey.map(key -> new CheckedWallet.Claim(key, Sm3.digest(content()))));
    }

    /** The same for two requests exactly if they ask for the same wallet. */
    private byte[] content() {
        return CanonicalText.of("dcep-wallet-opening-v1")
                .field(operatorId)
                .field(walletClass.name())
                .field(publicKey)
                .field(algorithm)
                .field(alias.orElse(""))
                .bytes();
    }

    private static boolean isAlias(String name) {
        return !name.isBlank() && name.length() <= MAX_ALIAS_LENGTH && PaymentOrder.isPrintable(name);
    }
}
