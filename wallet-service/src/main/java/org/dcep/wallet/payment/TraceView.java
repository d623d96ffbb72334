package org.dcep.wallet.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dcep.ledger.Operation;
import org.dcep.ledger.Purpose;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is kept about a payment, as far as the reader may see it.
 *
 * @param operatorId the payer's operator
 * @param payeeOperatorId absent if the payee's number belongs to no operator
 * @param order shown to the payer's operator and to auditors; absent for others
 * @param decision like {@code order}
 * @param credit absent unless the payee's operator, being another, has answered
 * @param entries in the books that the reader may see, each book's in their order
 */
@Schema(name = "PaymentTrace")
record TraceView(
        PaymentView payment,
        String operatorId,
        Optional<String> payeeOperatorId,
        Optional<OrderView> order,
        Optional<DecisionView> decision,
        Optional<CreditView> credit,
        List<EntryView> entries) {

    /**
     * What the payer signed, beside the fields of {@code payment}.
     *
     * @param orderDigest SM3 of the signed bytes, 64 hexadecimal digits; of an item of a payroll, SM3 of the bytes that
     *     tell it from other items
     * @param signature base64url; of an item of a payroll the payroll's, over all its items, which are not kept
     *     together
     * @param keys that the payer's wallet has had until the decision, newest first, at most 20
     */
    @Schema(name = "TracedOrder")
    record OrderView(
            Operation operation,
            long maxGasFeeFen,
            Instant expiresAt,
            String orderDigest,
            String signature,
            List<KeyView> keys) {}

    /**
     * A key of the payer's wallet.
     *
     * @param validFrom in force from then until the next one is
     */
    @Schema(name = "TracedKey")
    record KeyView(String algorithm, String publicKey, Instant validFrom) {}

    /**
     * What the payer's operator decided on, beside the fields of {@code payment}.
     *
     * @param limit which limit the order exceeds: PER_PAYMENT, DAILY, ANNUAL or BALANCE; absent otherwise
     * @param countedOn the business date to which the payer's limits counted the amount
     * @param gasUnits as charged, or as set aside by a payment that came back
     * @param gasDueMicroFen the exact price, before the payer's rest and rounding; 1,000,000 micro-fen are a fen
     */
    @Schema(name = "TracedDecision")
    record DecisionView(
            Optional<String> limit, LocalDate countedOn, long gasUnits, long gasDueMicroFen, long gasFeeFen) {}

    /**
     * The answer of the payee's operator, for ever.
     *
     * @param reason the refusal's code; absent if credited
     * @param cycleId the cycle of the payee's book
     */
    @Schema(name = "TracedCredit")
    record CreditView(String operatorId, boolean credited, Optional<String> reason, long cycleId, Instant decidedAt) {}

    /** One change of one wallet: the fields of its statement's line, without balances. */
    @Schema(name = "TracedEntry")
    record EntryView(
            String operatorId,
            String walletId,
            long seq,
            Instant time,
            Purpose purpose,
            long amountFen,
            long gasFeeFen,
            long heldChangeFen,
            long cycleId) {}
}
