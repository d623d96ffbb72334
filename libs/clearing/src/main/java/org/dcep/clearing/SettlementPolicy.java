package org.dcep.clearing;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * How operators settle, as the central bank publishes it. A settlement cycle takes the version in force when it opens and
 * keeps it.
 *
 * @param rules how the engine decides; what is unsettled at the end of a day is never returned, because the payment behind
 *     an obligation is final for payer and payee
 * @param priorities which obligations go first
 * @param caps what an operator may draw on that is not named in {@code operators}
 * @param operators the same for single operators
 */
public record SettlementPolicy(
        ClearingRules rules, PriorityRule priorities, Caps caps, SortedMap<OperatorId, Caps> operators) {
    /** 10 billion yuan: so that the caps of all operators together stay within what an engine can count. */
    public static final long MAX_CREDIT_CAP_FEN = 1_000_000_000_000L;

    /** More operators than a network can have are refused. */
    public static final int MAX_OPERATORS = ClearingEngine.MAX_PARTICIPANTS;

    /**
     * @throws IllegalArgumentException if currency would have to be lent, if obligations would be returned, or if there are
     *     too many operators; the message is for the policy's author
     */
    public SettlementPolicy {
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(priorities, "priorities");
        Objects.requireNonNull(caps, "caps");
        operators = Collections.unmodifiableSortedMap(new TreeMap<>(operators));
        if (rules.endOfDay() instanceof EndOfDay.Return) {
            throw new IllegalArgumentException(
                    "endOfDay must not be RETURN: the payment behind an obligation is final and cannot be returned");
        }
        if (operators.size() > MAX_OPERATORS) {
            throw new IllegalArgumentException("operators may name at most " + MAX_OPERATORS);
        }
        if (rules.asset() == SettlementAsset.CURRENCY
                && (lends(caps) || operators.values().stream().anyMatch(SettlementPolicy::lends))) {
            throw new IllegalArgumentException("creditCapFen must be 0 where currency settles: it is never lent");
        }
    }

    private static boolean lends(Caps caps) {
        return !caps.creditCap().isZero();
    }

    /** All offsetting, no credit, one priority: what holds until the central bank publishes anything else. */
    public static SettlementPolicy of(ClearingMode mode, SettlementAsset asset) {
        return new SettlementPolicy(
                ClearingRules.of(mode, asset), PriorityRule.NONE, Caps.NONE, Collections.emptySortedMap());
    }

    public SettlementPolicy with(ClearingRules chosen) {
        return new SettlementPolicy(chosen, priorities, caps, operators);
    }

    public SettlementPolicy with(PriorityRule chosen) {
        return new SettlementPolicy(rules, chosen, caps, operators);
    }

    public SettlementPolicy with(Caps forAll) {
        return new SettlementPolicy(rules, priorities, forAll, operators);
    }

    /** The caps of one operator. */
    public Caps capsOf(OperatorId operator) {
        return operators.getOrDefault(operator, caps);
    }

    /**
     * What an operator may draw on.
     *
     * @param creditCap how far its settlement account may fall below zero within a day, 0 to {@link #MAX_CREDIT_CAP_FEN}
     * @param netDebitCap the largest net debit position it may bring into a cycle of deferred net settlement
     */
    public record Caps(Money creditCap, Optional<Money> netDebitCap) {
        public static final Caps NONE = new Caps(Money.ZERO, Optional.empty());

        /**
         * @throws IllegalArgumentException if the credit cap is too large
         */
        public Caps {
            Objects.requireNonNull(netDebitCap, "netDebitCap");
            if (creditCap.fen() > MAX_CREDIT_CAP_FEN) {
                throw new IllegalArgumentException("creditCapFen must be in 0.." + MAX_CREDIT_CAP_FEN);
            }
        }
    }

    /**
     * Priorities by amount, as in large-value systems: people's payments have no priority of their own, and large ones are
     * what others wait for. Assumption A-13 in docs/sources.md.
     *
     * @param highFrom obligations of at least this much are HIGH; empty for none
     * @param urgentFrom obligations of at least this much are URGENT; empty for none
     */
    public record PriorityRule(Optional<Money> highFrom, Optional<Money> urgentFrom) {
        /** Every obligation is NORMAL. */
        public static final PriorityRule NONE = new PriorityRule(Optional.empty(), Optional.empty());

        /**
         * @throws IllegalArgumentException if both are given and {@code urgentFrom} is not the larger
         */
        public PriorityRule {
            if (highFrom.isPresent()
                    && urgentFrom.isPresent()
                    && urgentFrom.get().compareTo(highFrom.get()) <= 0) {
                throw new IllegalArgumentException("urgentFromFen must be more than highFromFen");
            }
        }

        public Priority of(Money amount) {
            if (reaches(amount, urgentFrom)) {
                return Priority.URGENT;
            }
            return reaches(amount, highFrom) ? Priority.HIGH : Priority.NORMAL;
        }

        private static boolean reaches(Money amount, Optional<Money> threshold) {
            return threshold.filter(least -> !amount.isLessThan(least)).isPresent();
        }
    }
}
