package org.dcep.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.dcep.kernel.Money.fen;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.clearing.CostModel.Cost;
import org.dcep.clearing.Indicators.ParticipantIndicators;
import org.dcep.clearing.Indicators.Slice;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.junit.jupiter.api.Test;

class ClearingMeterTest {
    private static final OperatorId A = OperatorId.of("a");
    private static final OperatorId B = OperatorId.of("b");
    private static final Instant EIGHT = Instant.parse("2026-11-02T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant TWELVE = EIGHT.plus(HOUR.multipliedBy(4));

    private final ClearingEngine engine = ClearingEngine.open(
            ClearingRules.of(ClearingMode.GROSS, SettlementAsset.RESERVES),
            List.of(new Participant(A, fen(100), Terms.NONE.withCreditCap(fen(50))), Participant.of(B, fen(0))),
            EIGHT);
    private final ClearingMeter meter = new ClearingMeter(
            Map.of(A, 100L, B, 0L), EIGHT, TWELVE, HOUR, new CostModel(1_000, 2_000, 24_000, 500_000));

    private void submit(OperatorId payer, OperatorId payee, long amountFen, int hour) {
        Obligation obligation = new Obligation("o", payer, payee, new Money(amountFen), Priority.NORMAL);
        Instant at = EIGHT.plus(HOUR.multipliedBy(hour));
        meter.submitted(obligation, at, engine.submit(obligation, at));
    }

    @Test
    void countsVolumesLiquidityAndDelay() {
        submit(A, B, 120, 0);
        submit(A, B, 80, 1);
        submit(B, A, 60, 2);

        Indicators found = meter.at(engine.queue());

        assertThat(found.submitted()).isEqualTo(new Volume(3, 260));
        assertThat(found.settled()).isEqualTo(Map.of(GroupKind.GROSS, new Volume(3, 260)));
        assertThat(found.unsettled()).isEqualTo(Volume.NONE);
        // A falls from 100 to -20, then receives 60 and pays 80: -40.
        assertThat(found.liquidityUsedFen()).isEqualTo(140);
        assertThat(found.peakCreditFen()).isEqualTo(40);
        assertThat(found.turnoverRatio()).contains(new BigDecimal("1.8571"));
        // 80 waited one of three hours; possible were 120 * 4 + 80 * 3 + 60 * 2.
        assertThat(found.delayIndicator()).isEqualTo(new BigDecimal("0.0952"));
        assertThat(found.meanDelaySeconds()).isEqualTo(new BigDecimal("1107.6923"));
        assertThat(found.peakQueueLength()).isEqualTo(1);
        assertThat(found.peakQueueFen()).isEqualTo(80);
        assertThat(found.halfSettledAt()).contains(EIGHT.plus(HOUR.multipliedBy(3)));
    }

    @Test
    void cutsTheSpanIntoSlices() {
        submit(A, B, 120, 0);
        submit(A, B, 80, 1);
        submit(B, A, 60, 2);

        assertThat(meter.at(engine.queue()).slices())
                .containsExactly(
                        new Slice(EIGHT.plus(HOUR), 120, 120, 0, 0),
                        new Slice(EIGHT.plus(HOUR.multipliedBy(2)), 80, 0, 1, 80),
                        new Slice(EIGHT.plus(HOUR.multipliedBy(3)), 60, 140, 0, 0),
                        new Slice(TWELVE, 0, 0, 0, 0));
    }

    @Test
    void chargesEachParticipantForDelayCreditLiquidityAndMessages() {
        submit(A, B, 120, 0);
        submit(A, B, 80, 1);
        submit(B, A, 60, 2);

        ParticipantIndicators a = meter.at(engine.queue()).participants().get(0);

        // Delay 80 fen for one hour; credit 20 for two hours and 40 for two; 100 fen brought for four hours.
        assertThat(a.cost()).isEqualTo(new Cost(1, 1, 1, 1));
        assertThat(a.paid()).isEqualTo(new Volume(2, 200));
        assertThat(a.received()).isEqualTo(new Volume(1, 60));
        assertThat(a.balanceFen()).isEqualTo(-40);
        assertThat(a.leastBalanceFen()).isEqualTo(-40);
    }

    @Test
    void roundsEachCostUpOnceAndNotMoreOften() {
        CostModel model = new CostModel(0, 0, 0, 333_333);
        var zero = BigInteger.ZERO;
        assertThat(model.of(zero, zero, zero, 3)).isEqualTo(new Cost(0, 0, 0, 1));
        assertThat(model.of(zero, zero, zero, 4)).isEqualTo(new Cost(0, 0, 0, 2));
        assertThat(model.of(zero, zero, zero, 0)).isEqualTo(new Cost(0, 0, 0, 0));
    }

    @Test
    void whatNeverSettlesIsAsLateAsCanBe() {
        submit(A, B, 200, 0);

        Indicators found = meter.at(engine.queue());

        assertThat(found.delayIndicator()).isEqualTo(new BigDecimal("1.0000"));
        assertThat(found.unsettled()).isEqualTo(new Volume(1, 200));
        assertThat(found.turnoverRatio()).isEmpty();
        assertThat(found.halfSettledAt()).isEmpty();
    }

    @Test
    void liquidityThatComesAndGoesIsNotUse() {
        meter.added(A, fen(50), EIGHT.plus(HOUR));
        meter.withdrawn(A, fen(150), EIGHT.plus(HOUR.multipliedBy(2)));

        ParticipantIndicators a = meter.at(List.of()).participants().get(0);

        assertThat(a.usedFen()).isZero();
        assertThat(a.broughtFen()).isZero();
        assertThat(a.leastBalanceFen()).isZero();
    }

    @Test
    void aForcedEndIsPaidFromALoan() {
        ClearingEngine forcing = ClearingEngine.open(
                ClearingRules.of(ClearingMode.GROSS, SettlementAsset.RESERVES).with(new EndOfDay.ForceOnCredit(10)),
                List.of(Participant.of(A, fen(100)), Participant.of(B, fen(0))),
                EIGHT);
        Obligation obligation = new Obligation("o", A, B, fen(130), Priority.NORMAL);
        meter.submitted(obligation, EIGHT, forcing.submit(obligation, EIGHT));
        meter.dayEnded(forcing.endDay(TWELVE), TWELVE);

        Indicators found = meter.at(forcing.queue());

        assertThat(found.settled()).isEqualTo(Map.of(GroupKind.FORCED, new Volume(1, 130)));
        assertThat(found.peakCreditFen()).isZero();
        assertThat(found.participants().get(0).broughtFen()).isEqualTo(130);
        assertThat(found.participants().get(0).balanceFen()).isZero();
    }

    @Test
    void aSpanHasAtMostTenThousandSlices() {
        Duration slice = Duration.between(EIGHT, TWELVE).dividedBy(ClearingMeter.MAX_SLICES);
        ClearingMeter fine = new ClearingMeter(Map.of(), EIGHT, TWELVE, slice, CostModel.DEFAULT);
        assertThat(fine.at(List.of()).slices()).hasSize(ClearingMeter.MAX_SLICES);
        Instant later = TWELVE.plusMillis(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClearingMeter(Map.of(), EIGHT, later, slice, CostModel.DEFAULT));
    }

    @Test
    void refusesWhatIsOutsideItsSpan() {
        assertThatIllegalArgumentException().isThrownBy(() -> meter.added(A, fen(1), EIGHT.minusMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> meter.added(A, fen(1), TWELVE.plusMillis(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClearingMeter(Map.of(), EIGHT, EIGHT, HOUR, CostModel.DEFAULT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClearingMeter(Map.of(), EIGHT, TWELVE, Duration.ofMillis(1), CostModel.DEFAULT));
    }

    @Test
    void aBundleWaitsAsLongAsItsObligationsTogether() {
        Bundle first = BundleTest.of(A, B, 300, EIGHT).plus(BundleTest.of(B, A, 100, EIGHT.plus(HOUR)));
        meter.submitted(first, first.submittedAt());
        meter.settled(GroupKind.NET, first, EIGHT.plus(HOUR.multipliedBy(2)));
        Bundle second = BundleTest.of(A, B, 50, EIGHT.plus(HOUR.multipliedBy(3)));
        meter.submitted(second, second.submittedAt());
        meter.unsettled(second);

        Indicators found = meter.at(List.of());

        assertThat(found.submitted()).isEqualTo(new Volume(3, 450));
        assertThat(found.settled()).isEqualTo(Map.of(GroupKind.NET, new Volume(2, 400)));
        assertThat(found.unsettled()).isEqualTo(new Volume(1, 50));
        // 300 waited two hours, 100 and 50 one each; possible were 300 * 4 + 100 * 3 + 50.
        assertThat(found.delayIndicator()).isEqualTo(new BigDecimal("0.4839"));
        assertThat(found.meanDelaySeconds()).isEqualTo(new BigDecimal("6000.0000"));
        assertThat(found.liquidityUsedFen()).isEqualTo(200);
        assertThat(found.peakQueueLength()).isEqualTo(2);
        assertThat(found.peakQueueFen()).isEqualTo(400);
        assertThat(found.participants().get(0).paid()).isEqualTo(new Volume(1, 300));
        assertThat(found.participants().get(1).received()).isEqualTo(new Volume(1, 300));
    }

    @Test
    void aBundleThatSettlesAtOnceNeverWaits() {
        Bundle bundle = BundleTest.of(A, B, 80, EIGHT).plus(BundleTest.of(B, A, 20, EIGHT.plus(HOUR)));
        meter.settledAtOnce(bundle, bundle.submittedAt());

        Indicators found = meter.at(List.of());

        assertThat(found.settled()).isEqualTo(Map.of(GroupKind.GROSS, new Volume(2, 100)));
        assertThat(found.delayIndicator()).isEqualTo(new BigDecimal("0.0000"));
        assertThat(found.peakQueueLength()).isZero();
        assertThat(found.liquidityUsedFen()).isEqualTo(60);
        assertThat(found.participants().get(0).cost().messageFen()).isEqualTo(1);
    }

    /** Some obligations, a second apart or at the same time, all netted in the end or none. */
    @Provide
    Arbitrary<List<Queued>> obligations() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs().between(1, 1_000),
                        Arbitraries.integers().between(0, 20))
                .as((payer, distance, fen, second) -> new Queued(
                        1,
                        new Obligation(
                                "o",
                                Scenario.id(payer),
                                Scenario.id((payer + distance) % 4),
                                new Money(fen),
                                Priority.NORMAL),
                        Scenario.MORNING.plusSeconds(second)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(list -> list.stream()
                        .sorted(Comparator.comparing(Queued::submittedAt))
                        .toList());
    }

    private static ClearingMeter fresh() {
        SortedMap<OperatorId, Long> balances = new TreeMap<>();
        for (int number = 0; number < 4; number++) {
            balances.put(Scenario.id(number), 500L);
        }
        return new ClearingMeter(
                balances, Scenario.MORNING, Scenario.MORNING.plusSeconds(60), Duration.ofSeconds(7), CostModel.DEFAULT);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void sumsTellWhatTheirObligationsTell(@ForAll("obligations") List<Queued> obligations, @ForAll boolean netted) {
        Instant end = Scenario.MORNING.plusSeconds(30);
        ClearingMeter oneByOne = fresh();
        SortedMap<Instant, Bundle> bundles = new TreeMap<>();
        for (Queued queued : obligations) {
            Obligation obligation = queued.obligation();
            oneByOne.submitted(obligation, queued.submittedAt(), List.of());
            Bundle alone = BundleTest.of(
                    obligation.payer(), obligation.payee(), obligation.amount().fen(), queued.submittedAt());
            bundles.merge(queued.submittedAt(), alone, Bundle::plus);
        }
        ClearingMeter bySums = fresh();
        bundles.forEach((at, bundle) -> bySums.submitted(bundle, bundle.submittedAt()));
        Bundle all = bundles.values().stream().reduce(Bundle::plus).orElseThrow();
        if (netted) {
            oneByOne.settled(List.of(new SettledGroup(1, GroupKind.NET, end, obligations)));
            bySums.settled(GroupKind.NET, all, end);
        } else {
            bySums.unsettled(all);
        }

        assertThat(bySums.at(List.of())).isEqualTo(oneByOne.at(netted ? List.of() : obligations));
    }

    @Test
    void slicesAreQuartersOfAnHourUnlessThereWouldBeTooMany() {
        assertThat(ClearingMeter.slice(EIGHT, TWELVE)).isEqualTo(Duration.ofMinutes(15));
        Instant years = EIGHT.plus(Duration.ofDays(1_000));
        assertThat(new ClearingMeter(Map.of(), EIGHT, years, ClearingMeter.slice(EIGHT, years), CostModel.DEFAULT)
                        .at(List.of())
                        .slices())
                .hasSizeBetween(ClearingMeter.MAX_SLICES / 2, ClearingMeter.MAX_SLICES);
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.any();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void agreesWithTheEngineAndKeepsItsOwnSums(@ForAll("scenarios") Scenario scenario) {
        ClearingRules rules = ClearingRules.of(ClearingMode.HYBRID, SettlementAsset.RESERVES);
        ClearingEngine played = ClearingEngine.open(rules, scenario.participants(), Scenario.MORNING);
        Map<OperatorId, Long> balances = new TreeMap<>();
        scenario.participants()
                .forEach(one -> balances.put(one.id(), one.liquidity().fen()));
        Instant end = Scenario.MORNING.plusSeconds(100);
        ClearingMeter watching =
                new ClearingMeter(balances, Scenario.MORNING, end, Duration.ofSeconds(7), CostModel.DEFAULT);
        for (int i = 0; i < scenario.steps().size(); i++) {
            Scenario.Step step = scenario.steps().get(i);
            Instant at = Scenario.MORNING.plusSeconds(i);
            if (step.action() == Scenario.Action.SUBMIT) {
                watching.submitted(step.obligation(i), at, played.submit(step.obligation(i), at));
            } else {
                watching.settled(played.settleQueue(at));
            }
        }

        Indicators found = watching.at(played.queue());

        assertThat(found.unsettled()).isEqualTo(new Volume(played.queueLength(), played.queueValueFen()));
        assertThat(found.slices().stream().mapToLong(Slice::settledFen).sum())
                .isEqualTo(found.settledInAll().fen());
        assertThat(found.slices().stream().mapToLong(Slice::submittedFen).sum())
                .isEqualTo(found.submitted().fen());
        assertThat(found.delayIndicator()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
        assertThat(found.participants())
                .allSatisfy(one -> assertThat(one.balanceFen()).isEqualTo(played.balanceFen(one.id())))
                .allSatisfy(one -> assertThat(one.usedFen()).isEqualTo(one.broughtFen() - one.leastBalanceFen()));
        assertThat(found.slices().get(found.slices().size() - 1).queueFen()).isEqualTo(played.queueValueFen());
    }
}
