package org.dcep.kernel;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What an operator signs about a decided payment, at once: the payer holds proof of the decision whatever happens to
 * the operator's books.
 *
 * @param state ACCEPTED, PENDING, REFUSED or SETTLED
 * @param reason the refusal's code, empty if there is none
 * @param orderDigest SM3 of the order's signed bytes, lower-case hex
 * @param decidedAt when the operator decided
 * @param keyId which of the operator's keys signed
 */
public record Receipt(
        UUID paymentId,
        String payer,
        String payee,
        Money amount,
        Money gasFee,
        String state,
        String reason,
        String orderDigest,
        Instant decidedAt,
        String keyId) {
    public static final String TAG = "dcep-receipt-v1";

    public Receipt {
        Objects.requireNonNull(paymentId, "paymentId");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(gasFee, "gasFee");
    }

    /** The bytes under the operator's signature. */
    public byte[] signedBytes(String network) {
        return CanonicalText.of(TAG)
                .field(network)
                .field(paymentId.toString())
                .field(payer)
                .field(payee)
                .field(amount.fen())
                .field(gasFee.fen())
                .field(state)
                .field(reason)
                .field(orderDigest)
                .field(decidedAt.toString())
                .field(keyId)
                .bytes();
    }
}
