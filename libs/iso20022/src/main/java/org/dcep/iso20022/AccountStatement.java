package org.dcep.iso20022;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What happened on an account between two moments (camt.053). Opening balance and entries give the closing balance: a
 * statement for which they do not cannot be made.
 *
 * @param id 1 to 35 printable characters
 * @param period of which it tells
 * @param available what the owner could spend at its end; empty if that is the balance, or if nobody knows any more
 */
public record AccountStatement(
        MessageHeader header,
        String id,
        Account account,
        Period period,
        Balance opening,
        Balance closing,
        Optional<SignedAmount> available,
        List<AccountEntry> entries) {

    /** From a moment to another, which is not part of it. */
    public record Period(Instant from, Instant to) {
        /**
         * @throws IllegalArgumentException if it ends before it begins
         */
        public Period {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("a period ends after it begins");
            }
        }
    }

    /**
     * A booked balance.
     *
     * @param interim true where a page of a longer statement begins or ends
     * @param date the business date
     */
    public record Balance(SignedAmount amount, LocalDate date, boolean interim) {}

    /**
     * @throws IllegalArgumentException if the balances contradict the entries
     */
    public AccountStatement {
        IsoText.id(id, IsoText.MAX_ID, "a statement's id");
        entries = List.copyOf(entries);
        SignedAmount sum = entries.stream().map(AccountEntry::amount).reduce(opening.amount(), SignedAmount::plus);
        if (!sum.equals(closing.amount())) {
            throw new IllegalArgumentException("opening balance and entries must give the closing balance: " + sum.fen()
                    + " fen, not " + closing.amount().fen());
        }
    }
}
