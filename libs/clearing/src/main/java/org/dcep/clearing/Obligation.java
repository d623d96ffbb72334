package org.dcep.clearing;

import java.util.Objects;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * What one operator owes another. It settles at full value or not at all.
 *
 * @param id the caller's name for it, 1 to 64 characters; the caller sees to it that no two are equal
 * @param amount more than zero
 */
public record Obligation(String id, OperatorId payer, OperatorId payee, Money amount, Priority priority) {
    private static final int MAX_ID_LENGTH = 64;

    /**
     * @throws IllegalArgumentException if a rule above is broken, or payer and payee are the same
     */
    public Obligation {
        Objects.requireNonNull(priority, "priority");
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException("the id must have 1 to " + MAX_ID_LENGTH + " characters");
        }
        if (payer.equals(payee)) {
            throw new IllegalArgumentException("payer and payee are both " + payer);
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("the amount must be more than zero");
        }
    }
}
