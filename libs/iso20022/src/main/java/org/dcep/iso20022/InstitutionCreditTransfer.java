package org.dcep.iso20022;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * Obligations between operators (pacs.009): the net or gross payments of a cycle, or a file of obligations that is to be
 * settled.
 *
 * @param network the sandbox's network, 1 to 30 printable characters
 * @param settlementDate the business date
 * @param obligations at least one, which together are less than 10^18 fen
 */
public record InstitutionCreditTransfer(
        MessageHeader header, String network, LocalDate settlementDate, List<Obligation> obligations) {

    /**
     * What one operator owes another.
     *
     * @param id 1 to 35 printable characters, unique within the message
     * @param amount at least 1 fen
     * @param notBefore when it may settle at the earliest on the settlement date, whole seconds; empty for at once
     */
    public record Obligation(
            String id,
            OperatorId debtor,
            OperatorId creditor,
            Money amount,
            Priority priority,
            Optional<LocalTime> notBefore) {
        /**
         * @throws IllegalArgumentException if a field is outside its range
         */
        public Obligation {
            IsoText.id(id, IsoText.MAX_ID, "an obligation's id");
            if (amount.isZero()) {
                throw new IllegalArgumentException("an obligation is of at least 1 fen");
            }
            if (debtor.equals(creditor)) {
                throw new IllegalArgumentException("an obligation is between two operators");
            }
            if (notBefore.filter(time -> time.getNano() != 0).isPresent()) {
                throw new IllegalArgumentException("an obligation settles from a whole second on");
            }
        }
    }

    /** Which obligations of a queue go first; the order of the constants is that order. */
    public enum Priority {
        URGENT("URGT"),
        HIGH("HIGH"),
        NORMAL("NORM");

        private final String code;

        Priority(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Optional<Priority> ofCode(String code) {
            for (Priority priority : values()) {
                if (priority.code.equals(code)) {
                    return Optional.of(priority);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @throws IllegalArgumentException if there is no obligation, or too much for the total
     */
    public InstitutionCreditTransfer {
        ClearingSystem.of(network);
        obligations = List.copyOf(obligations);
        if (obligations.isEmpty()) {
            throw new IllegalArgumentException("a message has at least one obligation");
        }
        if (obligations.stream().map(Obligation::id).distinct().count() < obligations.size()) {
            throw new IllegalArgumentException("the obligations of a message have ids of their own");
        }
        total(obligations);
    }

    /** All amounts together. */
    public SignedAmount total() {
        return total(obligations);
    }

    private static SignedAmount total(List<Obligation> obligations) {
        return obligations.stream()
                .map(obligation -> new SignedAmount(obligation.amount().fen()))
                .reduce(SignedAmount.ZERO, SignedAmount::plus);
    }
}
