package org.dcep.iso20022;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.Money;

/**
 * One booked change of an account.
 *
 * @param reference the entry's own number or id within the account, 1 to 35 printable characters
 * @param amount what it changed the balance by, charges included; not zero
 * @param charges what of it is gas, paid to the operator; empty if none was charged
 * @param valueDate from when it counts
 * @param code this sandbox's word for the reason, such as {@code CLEARING_OUT}; 1 to 35 printable characters
 * @param transaction the payment, exchange or settlement behind it
 * @param counterparty the other account, if there is one: the debtor's of a credit, the creditor's of a debit
 */
public record AccountEntry(
        String reference,
        SignedAmount amount,
        Optional<Money> charges,
        Instant bookedAt,
        LocalDate valueDate,
        String code,
        UUID transaction,
        Optional<Counterparty> counterparty) {
    /** The number of an account, wherever it is kept; 1 to 34 printable characters. */
    public record Counterparty(Account.Kind kind, String id) {
        /**
         * @throws IllegalArgumentException if the id is none
         */
        public Counterparty {
            IsoText.id(id, IsoText.MAX_ACCOUNT, "an account's id");
        }
    }

    /**
     * @throws IllegalArgumentException if a field is outside its range
     */
    public AccountEntry {
        IsoText.id(reference, IsoText.MAX_ID, "an entry's reference");
        IsoText.id(code, IsoText.MAX_ID, "an entry's code");
        if (amount.fen() == 0) {
            throw new IllegalArgumentException("an entry changes the balance");
        }
    }
}
