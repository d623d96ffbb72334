package org.dcep.issuer.policy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dcep.kernel.Money;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.Operation;

/** Decides whether a policy may be published, from its content, the version before it, and the time. */
final class PolicyRules {
    /** 10 billion yuan: more than any payment, small enough for the arithmetic of every price rule. */
    private static final Money LARGE_PAYMENT = Money.fen(1_000_000_000_000L);

    private static final List<LocalTime> TIMES_OF_DAY = List.of(LocalTime.MIN, LocalTime.NOON, LocalTime.MAX);

    private PolicyRules() {}

    /**
     * Work that is metered is at least one unit, and a price must never make a payment impossible to compute.
     *
     * @throws IllegalArgumentException otherwise
     */
    static void requireChargeable(GasPolicy policy) {
        for (Map.Entry<Operation, Long> units : policy.units().entrySet()) {
            if (units.getValue() <= 0) {
                throw new IllegalArgumentException("units of " + units.getKey() + " must be more than 0");
            }
        }
        for (Operation operation : Operation.values()) {
            for (LocalTime time : TIMES_OF_DAY) {
                requireChargeable(policy, operation, time);
            }
        }
    }

    private static void requireChargeable(GasPolicy policy, Operation operation, LocalTime time) {
        try {
            policy.charge(operation, LARGE_PAYMENT, time, 0);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the price of " + operation + " is too large to be charged", e);
        }
    }

    /** A version that repeats the newest one is that one: publishing it again has no effect. */
    static boolean repeats(PolicyDraft draft, PolicyVersion newest) {
        return draft.document().equals(newest.document())
                && draft.effectiveFrom()
                        .filter(Predicate.not(newest.effectiveFrom()::equals))
                        .isEmpty();
    }

    /** From when on the draft would apply. */
    static Instant effectiveFrom(PolicyDraft draft, Instant now) {
        return draft.effectiveFrom().orElse(now);
    }

    /**
     * Prices and limits never change for the past, and a later version never applies before an earlier one, so that
     * "the newest whose time has come" and "the one with the highest number whose time has come" are the same.
     *
     * @param now whole milliseconds
     */
    static Optional<PolicyRefusal> decide(PolicyDraft draft, Optional<PolicyVersion> newest, Instant now) {
        Instant effectiveFrom = effectiveFrom(draft, now);
        if (!effectiveFrom.equals(effectiveFrom.truncatedTo(ChronoUnit.MILLIS))) {
            return Optional.of(PolicyRefusal.TOO_FINE);
        }
        if (effectiveFrom.isBefore(now)) {
            return Optional.of(PolicyRefusal.IN_THE_PAST);
        }
        if (newest.filter(version -> effectiveFrom.isBefore(version.effectiveFrom()))
                .isPresent()) {
            return Optional.of(PolicyRefusal.POLICY_OUT_OF_ORDER);
        }
        return Optional.empty();
    }
}
