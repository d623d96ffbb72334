package org.dcep.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcep.kernel.Money;

/** A scenario played on an engine: what settled, and where everybody stood after each step. */
final class Play {
    final List<SettledGroup> groups = new ArrayList<>();
    final List<ClearingSnapshot> snapshots = new ArrayList<>();
    final List<Integer> settledBefore = new ArrayList<>();

    /** What left the queue unsettled, by step. */
    final List<List<Queued>> returned = new ArrayList<>();

    /** What was added and lent, less what was withdrawn, before and after each step. */
    final List<Long> addedFen = new ArrayList<>();

    private final ClearingRules rules;
    private final Scenario scenario;
    private ClearingEngine engine;
    private long added;

    private Play(ClearingRules rules, Scenario scenario) {
        this.rules = rules;
        this.scenario = scenario;
        this.engine = ClearingEngine.open(rules, scenario.participants(), Scenario.MORNING);
    }

    static Play of(ClearingRules rules, Scenario scenario) {
        Play play = new Play(rules, scenario);
        for (int i = 0; i < scenario.steps().size(); i++) {
            play.step(i);
        }
        return play;
    }

    /** As {@link #of}, but before step {@code number} the engine is replaced by one made from its snapshot. */
    static Play interrupted(ClearingRules rules, Scenario scenario, int number) {
        Play play = new Play(rules, scenario);
        for (int i = 0; i < scenario.steps().size(); i++) {
            if (i == number) {
                play.engine = ClearingEngine.resume(rules, play.engine.snapshot());
            }
            play.step(i);
        }
        return play;
    }

    private void step(int number) {
        Scenario.Step step = scenario.steps().get(number);
        Instant at = Scenario.MORNING.plusSeconds(number);
        settledBefore.add(groups.size());
        returned.add(new ArrayList<>());
        switch (step.action()) {
            case SUBMIT -> groups.addAll(engine.submit(step.obligation(number), at));
            case ADD -> {
                added += step.fen();
                groups.addAll(engine.addLiquidity(Scenario.id(step.payer()), new Money(step.fen()), at));
            }
            case WITHDRAW -> {
                boolean done = engine.withdrawLiquidity(Scenario.id(step.payer()), new Money(step.fen()), at);
                added -= done ? step.fen() : 0;
            }
            case RUN -> groups.addAll(run(at));
            case END_DAY -> {
                DayOutcome outcome = engine.endDay(at);
                groups.addAll(outcome.groups());
                returned.get(number).addAll(outcome.returned());
                added += outcome.loans().stream()
                        .mapToLong(loan -> loan.principal().fen())
                        .sum();
            }
        }
        addedFen.add(added);
        snapshots.add(engine.snapshot());
    }

    private List<SettledGroup> run(Instant at) {
        if (rules.mode() != ClearingMode.DEFERRED_NET) {
            return engine.settleQueue(at);
        }
        return engine.closeCycle(at).fold(settled -> List.of(settled.group()), postponed -> List.of(), List::of);
    }

    ClearingSnapshot last() {
        return snapshots.get(snapshots.size() - 1);
    }

    /** The value of all groups. */
    long settledFen() {
        return groups.stream().mapToLong(SettledGroup::valueFen).sum();
    }
}
