package org.dcep.clearing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.CostModel.Cost;
import org.dcep.clearing.Indicators.ParticipantIndicators;
import org.dcep.clearing.Indicators.Slice;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * Watches an engine over a span and says how well it went. Whoever drives the engine tells the meter the same things in the
 * same order. Needs memory for participants and slices, not for obligations.
 *
 * <pre>{@code
 * meter.submitted(obligation, at, engine.submit(obligation, at));
 * meter.settled(engine.settleQueue(at));
 * }</pre>
 *
 * <p>Where no engine decides, obligations may be told in bundles.
 */
public final class ClearingMeter {
    /** The most slices that a span may have. */
    public static final int MAX_SLICES = 10_000;

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int DECIMALS = 4;
    private static final BigInteger MILLIS = BigInteger.valueOf(1_000);

    private final Instant from;
    private final Instant to;
    private final Duration slice;
    private final CostModel prices;
    private final SortedMap<OperatorId, Purse> purses = new TreeMap<>();
    private final Map<GroupKind, Volume> settled = new EnumMap<>(GroupKind.class);
    private final List<Slice> slices = new ArrayList<>();
    private Volume submitted = Volume.NONE;
    private Volume waiting = Volume.NONE;
    private BigInteger delayFenMillis = BigInteger.ZERO;
    private BigInteger possibleFenMillis = BigInteger.ZERO;
    private long peakQueueLength;
    private long peakQueueFen;
    private long sliceSubmittedFen;
    private long sliceSettledFen;

    /**
     * @param balancesFen what each participant has at {@code from}, in fen
     * @param slice the length of a part of the span; the last may be shorter
     * @throws IllegalArgumentException if the span is empty, or has more than {@link #MAX_SLICES} slices
     */
    public ClearingMeter(
            Map<OperatorId, Long> balancesFen, Instant from, Instant to, Duration slice, CostModel prices) {
        Duration span = Duration.between(from, to);
        if (span.isNegative() || span.isZero() || slice.isNegative() || slice.isZero()) {
            throw new IllegalArgumentException("a span and its slices must have a length");
        }
        if (span.minusNanos(1).dividedBy(slice) >= MAX_SLICES) { // A part of a slice counts as one.
            throw new IllegalArgumentException("a span may have at most " + MAX_SLICES + " slices");
        }
        this.from = from;
        this.to = to;
        this.slice = slice;
        this.prices = prices;
        balancesFen.forEach((id, fen) -> purses.put(id, new Purse(fen)));
    }

    /** A quarter of an hour, or as many of them as it takes for a span to have no more than {@link #MAX_SLICES} slices. */
    public static Duration slice(Instant from, Instant to) {
        long quarters = Duration.between(from, to).dividedBy(QUARTER) + 1;
        return QUARTER.multipliedBy(1 + quarters / MAX_SLICES);
    }

    /** Obligations wait already when the span begins. */
    public void carriedOver(Collection<Queued> queue) {
        queue.forEach(queued -> submitted(volume(queued.obligation())));
        notePeaks();
    }

    /**
     * An obligation was submitted.
     *
     * @param answer what became final by it
     */
    public void submitted(Obligation obligation, Instant at, List<SettledGroup> answer) {
        advanceTo(at);
        submitted(volume(obligation));
        purse(obligation.payer()).messages++;
        settled(answer);
        notePeaks();
    }

    private static Volume volume(Obligation obligation) {
        return new Volume(1, obligation.amount().fen());
    }

    private void submitted(Volume volume) {
        submitted = submitted.plus(volume);
        waiting = waiting.plus(volume);
        sliceSubmittedFen += volume.fen();
    }

    /** What waits once an answer is complete, not while it is given. */
    private void notePeaks() {
        peakQueueLength = Math.max(peakQueueLength, waiting.count());
        peakQueueFen = Math.max(peakQueueFen, waiting.fen());
    }

    /** Groups became final. */
    public void settled(List<SettledGroup> groups) {
        groups.forEach(this::settled);
    }

    private void settled(SettledGroup group) {
        advanceTo(group.at());
        settled(group.kind(), new Volume(group.obligations().size(), group.valueFen()));
        for (Queued queued : group.obligations()) {
            Obligation obligation = queued.obligation();
            long fen = obligation.amount().fen();
            Purse payer = purse(obligation.payer());
            Purse payee = purse(obligation.payee());
            payer.paid = payer.paid.plus(fen);
            payee.received = payee.received.plus(fen);
            delayed(payer, fen, queued.submittedAt(), group.at());
        }
        group.netFen().forEach((id, fen) -> purse(id).change(fen, group.at()));
    }

    private void settled(GroupKind kind, Volume volume) {
        settled.merge(kind, volume, Volume::plus);
        waiting = new Volume(waiting.count() - volume.count(), waiting.fen() - volume.fen());
        sliceSettledFen += volume.fen();
    }

    /**
     * Obligations of which only sums are known were submitted, and wait.
     *
     * @param at where the whole bundle stands among what happens; how long it waits follows from its sums
     */
    public void submitted(Bundle bundle, Instant at) {
        advanceTo(at);
        submitted(bundle);
        notePeaks();
    }

    private void submitted(Bundle bundle) {
        submitted(bundle.volume());
        bundle.parts().forEach((id, part) -> purse(id).messages += part.paid().count());
    }

    /** Obligations of which only sums are known were submitted, each settled with its submission. */
    public void settledAtOnce(Bundle bundle, Instant at) {
        advanceTo(at);
        submitted(bundle);
        settled(GroupKind.GROSS, bundle.volume());
        bundle.parts().forEach((id, part) -> {
            purse(id).settled(part, at);
            delayed(purse(id), BigInteger.ZERO, waited(part, to));
        });
        notePeaks();
    }

    /** A bundle of what waits, or several of them together, became final in one group. */
    public void settled(GroupKind kind, Bundle bundle, Instant at) {
        advanceTo(at);
        settled(kind, bundle.volume());
        bundle.parts().forEach((id, part) -> {
            purse(id).settled(part, at);
            delayed(purse(id), waited(part, at), waited(part, to));
        });
    }

    /** A bundle of what waits has not become final. To be called at the end, before {@link #at}. */
    public void unsettled(Bundle bundle) {
        bundle.parts().forEach((id, part) -> delayed(purse(id), waited(part, to), waited(part, to)));
    }

    /** The sum of value times milliseconds that a part has waited within the span. */
    private BigInteger waited(Bundle.Part part, Instant until) {
        BigInteger value = BigInteger.valueOf(part.paid().fen());
        BigInteger since = part.paidFenMillis().max(value.multiply(BigInteger.valueOf(from.toEpochMilli())));
        return value.multiply(BigInteger.valueOf(until.toEpochMilli()))
                .subtract(since)
                .max(BigInteger.ZERO);
    }

    /** A day ended within the span, or the span with it. */
    public void dayEnded(DayOutcome outcome, Instant at) {
        advanceTo(at);
        for (SettledGroup group : outcome.groups()) {
            if (group.kind() == GroupKind.FORCED) {
                outcome.loans().forEach(loan -> added(loan.borrower(), loan.principal(), at));
            }
            settled(group);
        }
        returned(outcome.returned());
    }

    /** What left the queue unsettled counts as delayed until the end of the span. */
    private void returned(Collection<Queued> obligations) {
        for (Queued queued : obligations) {
            long fen = queued.obligation().amount().fen();
            waiting = new Volume(waiting.count() - 1, waiting.fen() - fen);
            delayed(purse(queued.obligation().payer()), fen, queued.submittedAt(), to);
        }
    }

    /** Liquidity came in. */
    public void added(OperatorId participant, Money amount, Instant at) {
        advanceTo(at);
        purse(participant).bring(amount.fen(), at);
    }

    /** Liquidity was taken away. */
    public void withdrawn(OperatorId participant, Money amount, Instant at) {
        advanceTo(at);
        purse(participant).bring(-amount.fen(), at);
    }

    /**
     * What the span came to. To be called once, at its end.
     *
     * @param unsettled what is in the queue now, without bundles
     */
    public Indicators at(Collection<Queued> unsettled) {
        advanceTo(to);
        closeSlice(to);
        for (Queued queued : unsettled) {
            Obligation obligation = queued.obligation();
            delayed(purse(obligation.payer()), obligation.amount().fen(), queued.submittedAt(), to);
        }
        List<ParticipantIndicators> participants = purses.entrySet().stream()
                .map(entry -> entry.getValue().indicators(entry.getKey()))
                .toList();
        Volume inAll = settled.values().stream().reduce(Volume.NONE, Volume::plus);
        long usedFen =
                participants.stream().mapToLong(ParticipantIndicators::usedFen).reduce(0, Math::addExact);
        return new Indicators(
                submitted,
                settled,
                new Volume(submitted.count() - inAll.count(), submitted.fen() - inAll.fen()),
                usedFen,
                participants.stream()
                        .mapToLong(ParticipantIndicators::peakCreditFen)
                        .reduce(0, Math::addExact),
                ratio(BigInteger.valueOf(inAll.fen()), BigInteger.valueOf(usedFen)),
                ratio(delayFenMillis, possibleFenMillis).orElse(BigDecimal.ZERO.setScale(DECIMALS)),
                ratio(delayFenMillis, BigInteger.valueOf(submitted.fen()).multiply(MILLIS))
                        .orElse(BigDecimal.ZERO.setScale(DECIMALS)),
                peakQueueLength,
                peakQueueFen,
                halfSettledAt(),
                slices,
                participants,
                participants.stream().map(ParticipantIndicators::cost).reduce(new Cost(0, 0, 0, 0), Cost::plus));
    }

    private Optional<Instant> halfSettledAt() {
        long settledFen = 0;
        for (Slice each : slices) {
            settledFen += each.settledFen();
            if (settledFen >= submitted.fen() - settledFen && submitted.count() > 0) {
                return Optional.of(each.until());
            }
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> ratio(BigInteger dividend, BigInteger divisor) {
        return divisor.signum() == 0
                ? Optional.empty()
                : Optional.of(
                        new BigDecimal(dividend).divide(new BigDecimal(divisor), DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** What waited when the span began has waited within it only since then. */
    private void delayed(Purse payer, long fen, Instant submittedAt, Instant until) {
        Instant since = submittedAt.isBefore(from) ? from : submittedAt;
        BigInteger value = BigInteger.valueOf(fen);
        delayed(payer, value.multiply(millis(since, until)), value.multiply(millis(since, to)));
    }

    private void delayed(Purse payer, BigInteger delay, BigInteger possible) {
        delayFenMillis = delayFenMillis.add(delay);
        possibleFenMillis = possibleFenMillis.add(possible);
        payer.delayFenMillis = payer.delayFenMillis.add(delay);
    }

    private static BigInteger millis(Instant since, Instant until) {
        return BigInteger.valueOf(Duration.between(since, until).toMillis());
    }

    private void advanceTo(Instant at) {
        if (at.isBefore(from) || at.isAfter(to)) {
            throw new IllegalArgumentException(at + " is outside " + from + " to " + to);
        }
        Instant end = sliceEnd();
        while (end.isBefore(to) && !at.isBefore(end)) {
            closeSlice(end);
            end = sliceEnd();
        }
    }

    private Instant sliceEnd() {
        return from.plus(slice.multipliedBy(slices.size() + 1L));
    }

    private void closeSlice(Instant end) {
        slices.add(new Slice(end, sliceSubmittedFen, sliceSettledFen, waiting.count(), waiting.fen()));
        sliceSubmittedFen = 0;
        sliceSettledFen = 0;
    }

    private Purse purse(OperatorId id) {
        Purse purse = purses.get(id);
        if (purse == null) {
            throw new IllegalArgumentException("no participant " + id);
        }
        return purse;
    }

    /** One participant's balance as the groups have moved it, with what that says about liquidity and credit. */
    private final class Purse {
        private long broughtFen;
        private long balanceFen;
        private long leastBalanceFen;
        private long usedFen;
        private long peakCreditFen;
        private Instant changedAt = from;
        private BigInteger creditFenMillis = BigInteger.ZERO;
        private BigInteger liquidityFenMillis = BigInteger.ZERO;
        private BigInteger delayFenMillis = BigInteger.ZERO;
        private Volume paid = Volume.NONE;
        private Volume received = Volume.NONE;
        private long messages;

        private Purse(long broughtFen) {
            this.broughtFen = broughtFen;
            this.balanceFen = broughtFen;
            this.leastBalanceFen = broughtFen;
        }

        private void bring(long fen, Instant at) {
            elapse(at);
            broughtFen += fen;
            move(fen);
        }

        private void change(long fen, Instant at) {
            elapse(at);
            move(fen);
        }

        private void settled(Bundle.Part part, Instant at) {
            paid = paid.plus(part.paid());
            received = received.plus(part.received());
            change(part.received().fen() - part.paid().fen(), at);
        }

        private void elapse(Instant at) {
            BigInteger lasted = millis(changedAt, at);
            creditFenMillis = creditFenMillis.add(lasted.multiply(BigInteger.valueOf(Math.max(0, -balanceFen))));
            liquidityFenMillis = liquidityFenMillis.add(lasted.multiply(BigInteger.valueOf(Math.max(0, broughtFen))));
            changedAt = at;
        }

        private void move(long fen) {
            balanceFen += fen;
            leastBalanceFen = Math.min(leastBalanceFen, balanceFen);
            usedFen = Math.max(usedFen, broughtFen - balanceFen);
            peakCreditFen = Math.max(peakCreditFen, -balanceFen);
        }

        private ParticipantIndicators indicators(OperatorId id) {
            elapse(to);
            Cost cost = prices.of(delayFenMillis, creditFenMillis, liquidityFenMillis, messages);
            return new ParticipantIndicators(
                    id, broughtFen, leastBalanceFen, balanceFen, usedFen, peakCreditFen, paid, received, cost);
        }
    }
}
