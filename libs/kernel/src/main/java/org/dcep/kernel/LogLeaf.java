package org.dcep.kernel;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What the notary's log says about a final payment. Payer, payee and their operators know every field, so each of them
 * can rebuild the bytes; for everybody else the log shows a hash, and the payment's id in it cannot be guessed.
 *
 * @param operatorId the payer's operator, in whose log the leaf is
 * @param cycleId the settlement cycle that was open when the payment became final
 * @param gasUnits metered work
 * @param gasPolicyVersion the schedule that priced it
 * @param committedAt when it became final
 */
public record LogLeaf(
        UUID paymentId,
        String operatorId,
        long cycleId,
        String payeeOperatorId,
        String payer,
        String payee,
        long amountFen,
        long gasUnits,
        long gasFeeFen,
        int gasPolicyVersion,
        Instant committedAt) {
    public static final String TAG = "dcep-leaf-v1";

    public LogLeaf {
        Objects.requireNonNull(paymentId, "paymentId");
        Objects.requireNonNull(operatorId, "operatorId");
        Objects.requireNonNull(payeeOperatorId, "payeeOperatorId");
        Objects.requireNonNull(payer, "payer");
        Objects.requireNonNull(payee, "payee");
        Objects.requireNonNull(committedAt, "committedAt");
    }

    /** The entry of the Merkle tree, which its leaf hash is made of. */
    public byte[] bytes(String network) {
        return CanonicalText.of(TAG)
                .field(network)
                .field(paymentId.toString())
                .field(operatorId)
                .field(cycleId)
                .field(payeeOperatorId)
                .field(payer)
                .field(payee)
                .field(amountFen)
                .field(gasUnits)
                .field(gasFeeFen)
                .field(gasPolicyVersion)
                .field(committedAt.toString())
                .bytes();
    }
}
