package org.dcep.wallet.payment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.Receipt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A receipt with its signature: the fields of {@link Receipt} in the order in which they are signed, and by whom.
 *
 * @param reason the refusal's code, empty if there is none
 * @param operatorId whose key it is; {@code GET /v1/keys} has it under {@code keyId}
 * @param signature base64url, over {@link Receipt#signedBytes}
 * @param leaf what the notary's log says about the payment; absent unless it is final
 */
@Schema(name = "Receipt")
record ReceiptView(
        UUID paymentId,
        String payer,
        String payee,
        long amountFen,
        long gasFeeFen,
        String state,
        String reason,
        String orderDigest,
        Instant decidedAt,
        String keyId,
        String operatorId,
        String signature,
        Optional<LogLeaf> leaf) {

    static ReceiptView of(Receipt receipt, String operatorId, String signature, Optional<LogLeaf> leaf) {
        return new ReceiptView(
                receipt.paymentId(),
                receipt.payer(),
                receipt.payee(),
                receipt.amount().fen(),
                receipt.gasFee().fen(),
                receipt.state(),
                receipt.reason(),
                receipt.orderDigest(),
                receipt.decidedAt(),
                receipt.keyId(),
                operatorId,
                signature,
                leaf);
    }
}
