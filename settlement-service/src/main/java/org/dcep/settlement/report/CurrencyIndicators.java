package org.dcep.settlement.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.Bundle;
import org.dcep.clearing.ClearingMeter;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.CostModel;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Indicators;
import org.dcep.kernel.OperatorId;
import org.dcep.settlement.intake.IntakeMinutes.Taken;

/**
 * Measures cycles in issued currency by the sums of their minutes, pure. Every position is covered there, so nothing waits
 * for liquidity: a payment settles as it is taken in, or when its cycle is netted. What an operator needed for that is what
 * it counts as having brought; with less, something would have had to wait.
 */
final class CurrencyIndicators {
    /**
     * A cycle in issued currency.
     *
     * @param nettedAt empty while payments of it may still arrive
     */
    record Cycle(long cycleId, ClearingMode mode, Optional<Instant> nettedAt) {
        private boolean settlesAtOnce() {
            return mode != ClearingMode.DEFERRED_NET;
        }
    }

    /** In this order within one moment. */
    private enum Step {
        SUBMITTED,
        SETTLED_AT_ONCE,
        NETTED
    }

    /** A moment is not looked into: what happens in it in the same way happens together. */
    private record Event(Instant at, Step step) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : step.compareTo(other.step);
        }
    }

    private final Instant from;
    private final Instant to;
    private final Map<Long, Cycle> cycles = new TreeMap<>();
    private final SortedMap<Long, Bundle> waiting = new TreeMap<>();
    private final SortedMap<Event, Bundle> events = new TreeMap<>();

    private CurrencyIndicators(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /**
     * The indicators of {@code cycles} from {@code from} to {@code to}, whatever the order in which anything is listed.
     *
     * @param from when the first of them opened
     * @param to after {@code from}; when the last of them was netted, or now
     * @param taken of no other cycles
     */
    static Indicators of(List<Cycle> cycles, List<Taken> taken, Instant from, Instant to) {
        CurrencyIndicators span = new CurrencyIndicators(from, to);
        cycles.forEach(cycle -> span.cycles.put(cycle.cycleId(), cycle));
        taken.forEach(span::add);
        span.net();
        return span.measure();
    }

    private void add(Taken taken) {
        Cycle cycle = cycles.get(taken.cycleId());
        Bundle bundle = taken.bundle();
        Instant at = within(bundle.submittedAt(), end(cycle));
        if (cycle.settlesAtOnce()) {
            events.merge(new Event(at, Step.SETTLED_AT_ONCE), bundle, Bundle::plus);
        } else {
            events.merge(new Event(at, Step.SUBMITTED), bundle, Bundle::plus);
            waiting.merge(cycle.cycleId(), bundle, Bundle::plus);
        }
    }

    /** When the cycle's obligations are final, or would be at the earliest. */
    private Instant end(Cycle cycle) {
        return within(cycle.nettedAt().orElse(to), to);
    }

    /** Replicas do not have exactly the same clock: nothing comes before its span, or after its own settlement. */
    private Instant within(Instant at, Instant last) {
        Instant noLater = at.isAfter(last) ? last : at;
        return noLater.isBefore(from) ? from : noLater;
    }

    private void net() {
        for (Cycle cycle : cycles.values()) {
            Bundle bundle = waiting.get(cycle.cycleId());
            if (bundle != null && cycle.nettedAt().isPresent()) {
                events.merge(new Event(end(cycle), Step.NETTED), bundle, Bundle::plus);
                waiting.remove(cycle.cycleId());
            }
        }
    }

    private Indicators measure() {
        ClearingMeter meter =
                new ClearingMeter(neededFen(), from, to, ClearingMeter.slice(from, to), CostModel.DEFAULT);
        events.forEach((event, bundle) -> {
            switch (event.step()) {
                case SUBMITTED -> meter.submitted(bundle, event.at());
                case SETTLED_AT_ONCE -> meter.settledAtOnce(bundle, event.at());
                case NETTED -> meter.settled(GroupKind.NET, bundle, event.at());
            }
        });
        waiting.values().forEach(meter::unsettled);
        return meter.at(List.of());
    }

    /** The most that each operator has paid beyond what it had received by then. */
    private SortedMap<OperatorId, Long> neededFen() {
        SortedMap<OperatorId, Long> balances = new TreeMap<>();
        SortedMap<OperatorId, Long> needed = new TreeMap<>();
        events.forEach((event, bundle) -> bundle.netFen().forEach((id, fen) -> {
            long change = event.step() == Step.SUBMITTED ? 0 : fen;
            long balance = balances.merge(id, change, Math::addExact);
            needed.merge(id, Math.max(0, -balance), Math::max);
        }));
        return needed;
    }
}
