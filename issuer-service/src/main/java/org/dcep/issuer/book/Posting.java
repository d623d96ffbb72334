package org.dcep.issuer.book;

import org.dcep.kernel.Money;

/** Moves {@code amount} out of {@code debit} and into {@code credit}: balanced by construction. */
public record Posting(Account debit, Account credit, Money amount) {
    public Posting {
        if (debit.equals(credit)) {
            throw new IllegalArgumentException("a posting moves between two accounts, not within " + debit);
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("a posting moves at least 1 fen");
        }
    }
}
