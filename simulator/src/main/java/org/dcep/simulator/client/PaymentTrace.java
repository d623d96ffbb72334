package org.dcep.simulator.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.dcep.ledger.Operation;
import org.dcep.ledger.Purpose;

/**
 * What the books keep about a payment, as an auditor is shown it. Amounts in fen.
 *
 * @param operatorId the payer's operator
 * @param payeeOperatorId null if the payee's number belongs to no operator
 * @param credit null unless the payee's operator, being another, has answered
 */
public record PaymentTrace(
        Payment payment,
        String operatorId,
        String payeeOperatorId,
        Order order,
        Decision decision,
        Credit credit,
        List<Entry> entries) {

    /**
     * @param state PENDING, ACCEPTED, REFUSED or SETTLED
     * @param cycleId 0 if nothing moved
     * @param reason null unless refused
     */
    public record Payment(
            UUID paymentId,
            String state,
            String payer,
            String payee,
            long amountFen,
            long gasUnits,
            long gasFeeFen,
            int gasPolicyVersion,
            long cycleId,
            Instant decidedAt,
            String reason,
            String reference) {}

    /**
     * @param keys of the payer's wallet until the decision, newest first
     */
    public record Order(
            Operation operation,
            long maxGasFeeFen,
            Instant expiresAt,
            String orderDigest,
            String signature,
            List<Key> keys) {}

    public record Key(String algorithm, String publicKey, Instant validFrom) {}

    /**
     * @param limit PER_PAYMENT, DAILY, ANNUAL, BALANCE or null
     * @param gasDueMicroFen the exact price; 1,000,000 micro-fen are a fen
     */
    public record Decision(String limit, String countedOn, long gasUnits, long gasDueMicroFen, long gasFeeFen) {}

    /**
     * @param reason null if credited
     */
    public record Credit(String operatorId, boolean credited, String reason, long cycleId, Instant decidedAt) {}

    /** One change of one wallet, signed as its holder sees it. */
    public record Entry(
            String operatorId,
            String walletId,
            long seq,
            Instant time,
            Purpose purpose,
            long amountFen,
            long gasFeeFen,
            long heldChangeFen,
            long cycleId) {}

    /**
     * @throws NullPointerException if the payer's part is missing, which auditors are always shown
     */
    public PaymentTrace {
        Objects.requireNonNull(payment, "payment");
        Objects.requireNonNull(operatorId, "operatorId");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(decision, "decision");
        entries = entries == null ? List.of() : List.copyOf(entries);
    }

    /** Whether payer and payee have different operators; a payee of no operator is not one of another. */
    public boolean crossesOperators() {
        return payeeOperatorId != null && !payeeOperatorId.equals(operatorId);
    }

    /** Whether the payer's operator refused it, so that nothing ever moved. */
    public boolean wasRefusedAtOnce() {
        return payment.state().equals("REFUSED") && payment.cycleId() == 0;
    }

    /** Whether the payee's operator refused it, so that everything came back. */
    public boolean wasReturned() {
        return payment.state().equals("REFUSED") && payment.cycleId() != 0;
    }

    /** Whether it is final for payer and payee. */
    public boolean wasAccepted() {
        return payment.state().equals("ACCEPTED") || payment.state().equals("SETTLED");
    }

    /** The payer's entry that set aside or spent amount and gas; empty if nothing moved. */
    public Optional<Entry> charge() {
        return entries.stream()
                .filter(entry -> entry.walletId().equals(payment.payer()))
                .filter(entry -> entry.purpose() == Purpose.HOLD || entry.purpose() == Purpose.PAYMENT)
                .findFirst();
    }

    /** When the payer's operator decided; what came later from the payee's operator is in {@code payment}. */
    public Instant firstDecidedAt() {
        return held().map(Entry::time).orElse(payment.decidedAt());
    }

    private Optional<Entry> held() {
        return entries.stream().filter(entry -> entry.purpose() == Purpose.HOLD).findFirst();
    }
}
