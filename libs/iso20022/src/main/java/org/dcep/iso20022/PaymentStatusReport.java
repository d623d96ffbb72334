package org.dcep.iso20022;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of the payments of a pacs.008 (pacs.002).
 *
 * @param originalMessageId of the message that asked for them
 * @param statuses at least one, in the order of that message
 */
public record PaymentStatusReport(MessageHeader header, String originalMessageId, List<Status> statuses) {

    /** How far a payment is. Source: ExternalPaymentTransactionStatus1Code. */
    public enum Progress {
        /** Accepted, and final for payer and payee. */
        COMPLETED("ACSC"),
        /** Accepted and held until the payee's operator has answered. */
        IN_PROCESS("ACSP"),
        /** Not decided, or nobody knows yet; the same message again tells. */
        UNKNOWN("PDNG"),
        /** Nothing moved, or everything is back. */
        REJECTED("RJCT");

        private final String code;

        Progress(String code) {
            this.code = code;
        }

        /** The four characters. */
        public String code() {
            return code;
        }
    }

    /**
     * Of one payment.
     *
     * @param reason present exactly if not accepted
     * @param detail this sandbox's own code of it, 1 to 105 printable characters; only with a reason
     * @param acceptance present exactly if accepted
     */
    public record Status(
            UUID paymentId,
            Progress progress,
            Optional<StatusReason> reason,
            Optional<String> detail,
            Optional<Acceptance> acceptance) {
        /**
         * @throws IllegalArgumentException if reason and progress do not go together
         */
        public Status {
            boolean accepted = progress == Progress.COMPLETED || progress == Progress.IN_PROCESS;
            if (reason.isPresent() == accepted || detail.isPresent() && reason.isEmpty()) {
                throw new IllegalArgumentException("what is not accepted has a reason, and nothing else has");
            }
            if (acceptance.isPresent() != accepted) {
                throw new IllegalArgumentException("what is accepted was accepted at some time");
            }
            detail.ifPresent(text -> IsoText.id(text, IsoText.MAX_ADDITIONAL, "a detail"));
        }

        public static Status accepted(UUID paymentId, Progress progress, Acceptance acceptance) {
            return new Status(paymentId, progress, Optional.empty(), Optional.empty(), Optional.of(acceptance));
        }

        public static Status unknown(UUID paymentId, StatusReason reason, String detail) {
            return new Status(paymentId, Progress.UNKNOWN, Optional.of(reason), Optional.of(detail), Optional.empty());
        }

        public static Status rejected(UUID paymentId, StatusReason reason, String detail) {
            return new Status(paymentId, Progress.REJECTED, Optional.of(reason), Optional.of(detail), Optional.empty());
        }
    }

    /**
     * When a payment was accepted.
     *
     * @param businessDate to which it counts, whatever date was asked for
     */
    public record Acceptance(Instant at, LocalDate businessDate) {}

    /**
     * @throws IllegalArgumentException if there is no status
     */
    public PaymentStatusReport {
        IsoText.id(originalMessageId, IsoText.MAX_ID, "a message's id");
        statuses = List.copyOf(statuses);
        if (statuses.isEmpty()) {
            throw new IllegalArgumentException("a report has at least one status");
        }
    }
}
