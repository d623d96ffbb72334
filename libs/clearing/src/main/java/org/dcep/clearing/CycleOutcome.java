package org.dcep.clearing;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** What closing a cycle of deferred net settlement came to. */
public sealed interface CycleOutcome {
    /** One branch per case. */
    <T> T fold(Function<Settled, T> ifSettled, Function<Postponed, T> ifPostponed, Supplier<T> ifEmpty);

    /**
     * The cycle's obligations are final.
     *
     * @param postponed how many obligations went into the next cycle instead
     */
    record Settled(SettledGroup group, int postponed) implements CycleOutcome {
        @Override
        public <T> T fold(Function<Settled, T> ifSettled, Function<Postponed, T> ifPostponed, Supplier<T> ifEmpty) {
            return ifSettled.apply(this);
        }
    }

    /**
     * Nothing is final; every obligation went into the next cycle.
     *
     * @param missing what each participant that was short would have needed in addition
     */
    record Postponed(SortedMap<OperatorId, Money> missing) implements CycleOutcome {
        public Postponed {
            missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
        }

        @Override
        public <T> T fold(Function<Settled, T> ifSettled, Function<Postponed, T> ifPostponed, Supplier<T> ifEmpty) {
            return ifPostponed.apply(this);
        }
    }

    /** There was nothing to settle. */
    record Empty() implements CycleOutcome {
        @Override
        public <T> T fold(Function<Settled, T> ifSettled, Function<Postponed, T> ifPostponed, Supplier<T> ifEmpty) {
            return ifEmpty.get();
        }
    }
}
