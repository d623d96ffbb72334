package org.dcep.ledger;

import java.util.Objects;
import org.dcep.kernel.Money;

/**
 * Moves {@code amount} out of {@code debit} and into {@code credit}: balanced by construction. The words follow the
 * direction of the money, not a bank's view of its liabilities.
 */
public record Posting(AccountId debit, AccountId credit, Money amount, Purpose purpose) {
    /**
     * @throws IllegalArgumentException if nothing moves, or money would move between two books
     */
    public Posting {
        Objects.requireNonNull(purpose, "purpose");
        if (amount.isZero() || debit.equals(credit)) {
            throw new IllegalArgumentException("a posting moves at least 1 fen between two accounts");
        }
        if (debit.operatorNumber() != credit.operatorNumber()) {
            throw new IllegalArgumentException("a posting stays inside one book; CLEARING leads out of it");
        }
    }
}
