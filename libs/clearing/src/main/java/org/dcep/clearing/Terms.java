package org.dcep.clearing;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * What a participant may draw on and what it has decided to keep back.
 *
 * @param creditCap how far its balance may fall below zero within a day; zero where currency settles
 * @param netDebitCap the largest net debit position it may bring into a cycle of deferred net settlement
 * @param urgentReserve what each day is kept for URGENT obligations until they have used it
 * @param highReserve what each day is kept for URGENT and HIGH obligations until HIGH ones have used it
 * @param multilateralLimit how much more it will have paid than received since the day began, to and from all
 *     participants without a bilateral limit, before its NORMAL obligations to them wait
 * @param bilateralLimits the same towards single participants
 */
public record Terms(
        Money creditCap,
        Optional<Money> netDebitCap,
        Money urgentReserve,
        Money highReserve,
        Optional<Money> multilateralLimit,
        SortedMap<OperatorId, Money> bilateralLimits) {
    /** No credit, no caps, nothing kept back. */
    public static final Terms NONE = new Terms(
            Money.ZERO, Optional.empty(), Money.ZERO, Money.ZERO, Optional.empty(), Collections.emptySortedMap());

    public Terms {
        Objects.requireNonNull(creditCap, "creditCap");
        Objects.requireNonNull(netDebitCap, "netDebitCap");
        Objects.requireNonNull(urgentReserve, "urgentReserve");
        Objects.requireNonNull(highReserve, "highReserve");
        Objects.requireNonNull(multilateralLimit, "multilateralLimit");
        bilateralLimits = Collections.unmodifiableSortedMap(new TreeMap<>(bilateralLimits));
    }

    public Terms withCreditCap(Money cap) {
        return new Terms(cap, netDebitCap, urgentReserve, highReserve, multilateralLimit, bilateralLimits);
    }

    public Terms withNetDebitCap(Money cap) {
        return new Terms(creditCap, Optional.of(cap), urgentReserve, highReserve, multilateralLimit, bilateralLimits);
    }

    public Terms withReserves(Money urgent, Money high) {
        return new Terms(creditCap, netDebitCap, urgent, high, multilateralLimit, bilateralLimits);
    }

    public Terms withMultilateralLimit(Money limit) {
        return new Terms(creditCap, netDebitCap, urgentReserve, highReserve, Optional.of(limit), bilateralLimits);
    }

    public Terms withBilateralLimits(Map<OperatorId, Money> limits) {
        return new Terms(creditCap, netDebitCap, urgentReserve, highReserve, multilateralLimit, new TreeMap<>(limits));
    }

    boolean hasLimits() {
        return multilateralLimit.isPresent() || !bilateralLimits.isEmpty();
    }
}
