package org.dcep.clearing;

import java.util.Objects;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** An operator that settles, as it begins: with what it has brought and on which terms. */
public record Participant(OperatorId id, Money liquidity, Terms terms) {
    public Participant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(liquidity, "liquidity");
        Objects.requireNonNull(terms, "terms");
    }

    /** With nothing but liquidity. */
    public static Participant of(OperatorId id, Money liquidity) {
        return new Participant(id, liquidity, Terms.NONE);
    }
}
