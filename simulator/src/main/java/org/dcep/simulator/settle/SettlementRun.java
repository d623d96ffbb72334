package org.dcep.simulator.settle;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.ClearingMeter;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingRules;
import org.dcep.clearing.CostModel;
import org.dcep.clearing.CycleOutcome;
import org.dcep.clearing.DayOutcome;
import org.dcep.clearing.DayOutcome.OvernightLoan;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.Participant;
import org.dcep.clearing.SettledGroup;
import org.dcep.kernel.OperatorId;

/** Plays a file once: one mode, one level of liquidity. Follows from its arguments alone. */
public final class SettlementRun {
    /**
     * What is played.
     *
     * @param participants everybody in the file and maybe more, with the liquidity of {@code level}
     */
    public record Setting(
            ClearingRules rules,
            LiquidityLevel level,
            List<Participant> participants,
            Schedule schedule,
            CostModel prices) {}

    private final Obligations obligations;
    private final Setting setting;
    private final Schedule schedule;
    private final RunTrace trace;
    private final ClearingEngine engine;
    private final ClearingMeter whole;
    private final Duration slice;
    private final List<Indicators> days = new ArrayList<>();
    private final List<OvernightLoan> loans = new ArrayList<>();
    private ClearingMeter today;

    /** Of the cycle under way; null until something happens in it, and in modes without cycles. */
    private ClearingMeter cycle;

    private Instant cycleBegan;
    private Instant close;
    private Instant nextSlice;
    private Instant nextTick;

    /** Something was submitted since the queue was last looked at, or a cycle settled only a part of what waited. */
    private boolean moreMaySettle;

    private int cycles;
    private int postponed;
    private Volume returned = Volume.NONE;

    private SettlementRun(Obligations obligations, Setting setting, RunTrace trace) {
        this.obligations = obligations;
        this.setting = setting;
        this.schedule = setting.schedule();
        this.trace = trace;
        this.slice = Schedule.slice(obligations.days());
        this.nextSlice = Obligations.BEGINNING.plus(slice);
        engine = ClearingEngine.open(setting.rules(), setting.participants(), Obligations.BEGINNING);
        whole = meter(Obligations.BEGINNING, schedule.closeOf(obligations.days()), slice);
    }

    /**
     * Plays all days of the file.
     *
     * @param progress is called after each obligation
     * @throws BadFile if an obligation comes after the close of its day
     * @throws IOException if the trace cannot be written
     */
    public static RunResult play(Obligations obligations, Setting setting, RunTrace trace, Runnable progress)
            throws IOException, BadFile {
        requireBeforeClose(obligations, setting.schedule());
        return new SettlementRun(obligations, setting, trace).play(progress);
    }

    /**
     * @throws BadFile if an obligation comes after the close of its day
     */
    public static void requireBeforeClose(Obligations obligations, Schedule schedule) throws BadFile {
        for (int i = 0; i < obligations.size(); i++) {
            if (obligations.millisOfDay(i) >= schedule.close().toMillis()) {
                throw BadFile.at(
                        obligations.line(i),
                        "time",
                        "comes after the close of the day; choose a later --close, or the next day");
            }
        }
    }

    private RunResult play(Runnable progress) throws IOException {
        int next = 0;
        for (int day = 1; day <= obligations.days(); day++) {
            beginDay(day);
            while (next < obligations.size() && obligations.day(next) == day) {
                submit(next++);
                progress.run();
            }
            endDay();
        }
        trace.ended(engine.queue());
        long liquidityFen = setting.participants().stream()
                .mapToLong(one -> one.liquidity().fen())
                .sum();
        return new RunResult(
                setting.rules().mode(),
                setting.level(),
                liquidityFen,
                whole.at(engine.queue()),
                days,
                cycles,
                postponed,
                returned,
                loans);
    }

    private void beginDay(int day) throws IOException {
        Instant beginning = schedule.beginningOf(day);
        today = meter(beginning, schedule.closeOf(day), slice);
        today.carriedOver(engine.queue());
        close = schedule.closeOf(day);
        cycle = null;
        cycleBegan = beginning;
        nextTick = beginning.plus(period());
        if (setting.rules().mode() != ClearingMode.DEFERRED_NET) {
            settled(engine.settleQueue(beginning));
            moreMaySettle = false;
        }
    }

    private void submit(int index) throws IOException {
        Obligation obligation = obligations.obligation(index);
        Instant at = obligations.at(index);
        passUntil(at);
        boolean deferred = setting.rules().mode() == ClearingMode.DEFERRED_NET;
        ClearingMeter watched = deferred ? cycle() : today; // A cycle's begins before the queue changes.
        List<SettledGroup> answer = engine.submit(obligation, at);
        whole.submitted(obligation, at, answer);
        today.submitted(obligation, at, answer);
        if (deferred) {
            watched.submitted(obligation, at, answer);
        }
        for (SettledGroup group : answer) {
            trace.settled(group);
        }
        moreMaySettle = true;
    }

    private void endDay() throws IOException {
        passUntil(close.minusMillis(1)); // Times are whole milliseconds; the close itself is the end of the day.
        if (setting.rules().mode() == ClearingMode.DEFERRED_NET) {
            closeCycle(close);
        }
        DayOutcome outcome = engine.endDay(close);
        whole.dayEnded(outcome, close);
        today.dayEnded(outcome, close);
        days.add(today.at(engine.queue()));
        for (SettledGroup group : outcome.groups()) {
            trace.settled(group);
        }
        trace.returned(outcome.returned());
        returned = outcome.returned().stream()
                .map(queued -> new Volume(1, queued.obligation().amount().fen()))
                .reduce(returned, Volume::plus);
        loans.addAll(outcome.loans());
        trace.passed(close, engine);
        while (!nextSlice.isAfter(close)) {
            nextSlice = nextSlice.plus(slice);
        }
    }

    /** Lets time pass up to {@code at}: slices end and the queue is offset, or cycles close, as scheduled. */
    private void passUntil(Instant at) throws IOException {
        while (!nextSlice.isAfter(at) || !nextTick.isAfter(at)) {
            if (!nextSlice.isAfter(nextTick)) {
                trace.passed(nextSlice, engine);
                nextSlice = nextSlice.plus(slice);
            } else {
                tick(nextTick);
                nextTick = nextTick.plus(period());
            }
        }
    }

    /** Where nothing has changed nothing would come of it. */
    private void tick(Instant at) throws IOException {
        boolean deferred = setting.rules().mode() == ClearingMode.DEFERRED_NET;
        if (moreMaySettle && deferred) {
            closeCycle(at);
        } else if (moreMaySettle) {
            settled(engine.settleQueue(at));
            moreMaySettle = false;
        }
        cycle = null;
        cycleBegan = at;
    }

    /** Watches from the last scheduled close to the next. */
    private ClearingMeter cycle() {
        if (cycle == null) {
            Instant ends = nextTick.isBefore(close) ? nextTick : close;
            cycle = meter(cycleBegan, ends, Duration.between(cycleBegan, ends));
            cycle.carriedOver(engine.queue());
        }
        return cycle;
    }

    /** What a cap or a lack of funds kept out of a cycle that settled can settle in the next, with nothing new. */
    private void closeCycle(Instant at) throws IOException {
        ClearingMeter watched = cycle();
        CycleOutcome outcome = engine.closeCycle(at);
        cycles += outcome.fold(settled -> 1, none -> 1, () -> 0);
        postponed += outcome.fold(settled -> 0, none -> 1, () -> 0);
        moreMaySettle = outcome.fold(settled -> settled.postponed() > 0, none -> false, () -> false);
        List<SettledGroup> groups = outcome.fold(settled -> List.of(settled.group()), none -> List.of(), List::of);
        watched.settled(groups);
        trace.closed(outcome, watched.at(engine.queue()), at);
        settled(groups);
    }

    private Duration period() {
        return setting.rules().mode() == ClearingMode.DEFERRED_NET ? schedule.cycleEvery() : schedule.offsetEvery();
    }

    private void settled(List<SettledGroup> groups) throws IOException {
        whole.settled(groups);
        today.settled(groups);
        for (SettledGroup group : groups) {
            trace.settled(group);
        }
    }

    private ClearingMeter meter(Instant from, Instant to, Duration slice) {
        SortedMap<OperatorId, Long> balances = new TreeMap<>();
        for (Participant participant : setting.participants()) {
            balances.put(participant.id(), engine.balanceFen(participant.id()));
        }
        return new ClearingMeter(balances, from, to, slice, setting.prices());
    }
}
