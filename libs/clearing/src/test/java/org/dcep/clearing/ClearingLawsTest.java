package org.dcep.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.clearing.ClearingSnapshot.ParticipantState;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** What holds whatever happens, in every mode. */
class ClearingLawsTest {
    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.any();
    }

    @Provide
    Arbitrary<ClearingRules> rules() {
        Arbitrary<Offsetting> offsetting = Combinators.combine(
                        Arbitraries.of(Algorithm.class).set(),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(2, 4))
                .as((algorithms, bypass, depth, length) ->
                        new Offsetting(algorithms, bypass, depth, length, 1_000_000));
        return Combinators.combine(Arbitraries.of(ClearingMode.class), offsetting, Arbitraries.of(Shortfall.class))
                .as((mode, how, shortfall) -> ClearingRules.of(mode, SettlementAsset.RESERVES)
                        .with(how)
                        .with(shortfall));
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void theEngineDoesWhatTheNaiveOneDoes(
            @ForAll("rules") ClearingRules rules, @ForAll("scenarios") Scenario scenario) {
        NaiveClearing naive = new NaiveClearing(rules, scenario.participants());
        List<SettledGroup> expected = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Scenario.Step step = scenario.steps().get(i);
            Instant at = Scenario.MORNING.plusSeconds(i);
            OperatorId own = Scenario.id(step.payer());
            switch (step.action()) {
                case SUBMIT -> expected.addAll(naive.submit(step.obligation(i), at));
                case ADD -> expected.addAll(naive.addLiquidity(own, new Money(step.fen()), at));
                case WITHDRAW -> naive.withdrawLiquidity(own, new Money(step.fen()));
                case RUN ->
                    expected.addAll(
                            rules.mode() == ClearingMode.DEFERRED_NET ? naive.closeCycle(at) : naive.settleQueue(at));
                case END_DAY -> expected.addAll(naive.endDay(at));
            }
        }

        Play play = Play.of(rules, scenario);

        assertThat(play.groups).isEqualTo(expected);
        assertThat(play.last().queue()).isEqualTo(naive.queue());
        assertThat(play.last().participants())
                .allSatisfy(state -> assertThat(state.balanceFen()).isEqualTo(naive.balanceFen(state.id())));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void nobodyIsEverBelowItsCreditAndNothingIsMadeOrLost(
            @ForAll("rules") ClearingRules rules, @ForAll("scenarios") Scenario scenario) {
        long brought = scenario.participants().stream()
                .mapToLong(one -> one.liquidity().fen())
                .sum();

        Play play = Play.of(rules, scenario);

        for (int i = 0; i < play.snapshots.size(); i++) {
            List<ParticipantState> states = play.snapshots.get(i).participants();
            assertThat(states)
                    .allSatisfy(state -> assertThat(state.balanceFen())
                            .isGreaterThanOrEqualTo(-state.terms().creditCap().fen()));
            assertThat(states.stream().mapToLong(ParticipantState::balanceFen).sum())
                    .isEqualTo(brought + play.addedFen.get(i));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyObligationSettlesOnceOrIsReturnedOrStillWaits(
            @ForAll("rules") ClearingRules rules, @ForAll("scenarios") Scenario scenario) {
        Play play = Play.of(rules, scenario);

        List<Long> seen = new ArrayList<>();
        play.groups.forEach(group -> group.obligations().forEach(queued -> seen.add(queued.sequence())));
        play.last().queue().forEach(queued -> seen.add(queued.sequence()));
        play.returned.forEach(step -> step.forEach(queued -> seen.add(queued.sequence())));
        long submitted = scenario.steps().stream()
                .filter(step -> step.action() == Scenario.Action.SUBMIT)
                .count();
        assertThat(seen).hasSize((int) submitted).doesNotHaveDuplicates();
        assertThat(play.groups)
                .allSatisfy(group -> assertThat(group.netFen().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isZero());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void balancesChangeByWhatTheGroupsSay(
            @ForAll("rules") ClearingRules rules, @ForAll("scenarios") Scenario scenario) {
        Scenario calm = new Scenario(
                scenario.participants(),
                scenario.steps().stream()
                        .filter(step -> step.action() == Scenario.Action.SUBMIT || step.action() == Scenario.Action.RUN)
                        .toList());
        if (calm.steps().isEmpty()) {
            return;
        }
        Map<OperatorId, Long> balances = calm.participants().stream()
                .collect(
                        Collectors.toMap(Participant::id, one -> one.liquidity().fen()));

        Play play = Play.of(rules, calm);

        play.groups.forEach(group -> group.netFen().forEach((id, fen) -> balances.merge(id, fen, Long::sum)));
        assertThat(play.last().participants())
                .allSatisfy(state -> assertThat(state.balanceFen()).isEqualTo(balances.get(state.id())));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theSameInputGivesTheSameSequenceWhateverTheOrderOfParticipants(
            @ForAll("rules") ClearingRules rules, @ForAll("scenarios") Scenario scenario) {
        Play play = Play.of(rules, scenario);

        assertThat(Play.of(rules, scenario).groups).isEqualTo(play.groups);
        assertThat(Play.of(rules, scenario.backwards()).groups).isEqualTo(play.groups);
        assertThat(Play.of(rules, scenario.backwards()).last()).isEqualTo(play.last());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anEngineMadeFromASnapshotGoesOnAsIfNothingHadHappened(
            @ForAll("rules") ClearingRules rules, @ForAll("scenarios") Scenario scenario) {
        Play whole = Play.of(rules, scenario);

        for (int i = 0; i < scenario.steps().size(); i += 5) {
            Play interrupted = Play.interrupted(rules, scenario, i);
            assertThat(interrupted.groups).isEqualTo(whole.groups);
            assertThat(interrupted.last()).isEqualTo(whole.last());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void urgentAndHighLeaveInOrderAndNormalOnesAfterThem(
            @ForAll("rules") ClearingRules rules, @ForAll("scenarios") Scenario scenario) {
        Play play = Play.of(rules, scenario);
        boolean bypass = rules.inForce().bypass();

        for (int step = 0; step < play.snapshots.size(); step++) {
            int end = step + 1 < play.settledBefore.size() ? play.settledBefore.get(step + 1) : play.groups.size();
            List<Queued> waited = new ArrayList<>(play.snapshots.get(step).queue());
            waited.addAll(play.returned.get(step));
            for (int i = end - 1; i >= play.settledBefore.get(step); i--) {
                waited.addAll(play.groups.get(i).obligations());
                assertThat(NaiveClearing.keepsOrder(play.groups.get(i).obligations(), waited, bypass))
                        .as("group %s among %s", play.groups.get(i), waited)
                        .isTrue();
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPostponedCycleSettlesNothingAndASettledOneEverythingWithinTheCaps(@ForAll("scenarios") Scenario scenario) {
        ClearingRules rules = ClearingRules.of(ClearingMode.DEFERRED_NET, SettlementAsset.RESERVES);
        List<Participant> uncapped = scenario.participants().stream()
                .map(one -> new Participant(
                        one.id(),
                        one.liquidity(),
                        Terms.NONE.withCreditCap(one.terms().creditCap())))
                .toList();

        Play play = Play.of(rules, new Scenario(uncapped, scenario.steps()));

        for (int step = 1; step < play.snapshots.size(); step++) {
            if (scenario.steps().get(step).action() == Scenario.Action.RUN) {
                List<Queued> left = play.snapshots.get(step).queue();
                assertThat(left.isEmpty()
                                || left.equals(play.snapshots.get(step - 1).queue()))
                        .isTrue();
            }
        }
    }

    /**
     * With one priority and no bypass, within a day and as long as nothing is withdrawn: by induction, whenever the gross
     * engine pays an obligation, the hybrid one has settled as much of the same payer and at least as much to it.
     */
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void hybridWithoutBypassSettlesAllThatGrossSettles(@ForAll("scenarios") Scenario scenario) {
        Scenario plain = scenario.onlyNormal().without(Scenario.Action.WITHDRAW, Scenario.Action.END_DAY);
        if (plain.steps().isEmpty()) {
            return;
        }
        ClearingRules hybrid =
                ClearingRules.of(ClearingMode.HYBRID, SettlementAsset.RESERVES).with(Offsetting.ALL.withoutBypass());
        ClearingRules gross = ClearingRules.of(ClearingMode.GROSS, SettlementAsset.RESERVES);

        Play withOffsetting = Play.of(hybrid, plain);
        Play without = Play.of(gross, plain);

        for (int step = 0; step < plain.steps().size(); step++) {
            assertThat(sequences(without.snapshots.get(step).queue()))
                    .containsAll(sequences(withOffsetting.snapshots.get(step).queue()));
        }
        assertThat(withOffsetting.settledFen()).isGreaterThanOrEqualTo(without.settledFen());
    }

    /** What remains after all algorithms is a deadlock: no group whatever that keeps the order could settle. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void withoutBypassNothingThatCouldSettleIsLeft(@ForAll("scenarios") Scenario scenario) {
        ClearingRules rules =
                ClearingRules.of(ClearingMode.HYBRID, SettlementAsset.RESERVES).with(Offsetting.ALL.withoutBypass());
        Scenario bounded = new Scenario(
                scenario.withoutTerms().participants(),
                scenario.steps().subList(0, Math.min(12, scenario.steps().size())));
        ClearingEngine engine =
                ClearingEngine.resume(rules, Play.of(rules, bounded).last());

        engine.settleQueue(Scenario.MORNING.plusSeconds(100));

        List<Queued> queue = engine.queue();
        for (int subset = 1; subset < 1 << queue.size(); subset++) {
            List<Queued> group = new ArrayList<>();
            for (int i = 0; i < queue.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    group.add(queue.get(i));
                }
            }
            if (NaiveClearing.keepsOrder(group, queue, false)) {
                SettledGroup imagined = new SettledGroup(1, GroupKind.GROSS, Scenario.MORNING, group);
                assertThat(imagined.netFen())
                        .anySatisfy((id, fen) ->
                                assertThat(engine.balanceFen(id) + fen).isNegative());
            }
        }
    }

    private static Set<Long> sequences(List<Queued> queue) {
        return queue.stream()
                .sorted(Comparator.comparingLong(Queued::sequence))
                .map(Queued::sequence)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
