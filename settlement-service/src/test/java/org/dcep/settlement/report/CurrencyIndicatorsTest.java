package org.dcep.settlement.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.clearing.Bundle;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Indicators.ParticipantIndicators;
import org.dcep.clearing.Indicators.Slice;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.kernel.OperatorId;
import org.dcep.settlement.intake.IntakeMinutes.Taken;
import org.dcep.settlement.report.CurrencyIndicators.Cycle;
import org.junit.jupiter.api.Test;

class CurrencyIndicatorsTest {
    private static final OperatorId A = OperatorId.of("abc");
    private static final OperatorId B = OperatorId.of("boc");
    private static final OperatorId C = OperatorId.of("ccb");
    private static final Instant EIGHT = Instant.parse("2026-11-02T08:00:00Z");

    private static Instant minute(long number) {
        return EIGHT.plus(Duration.ofMinutes(number));
    }

    /** A cycle that is netted in the given minute. */
    private static Cycle cycle(long id, ClearingMode mode, long nettedMinute) {
        return new Cycle(id, mode, Optional.of(minute(nettedMinute)));
    }

    private static Bundle.Part part(long paid, long paidFen, Instant at, long received, long receivedFen) {
        return new Bundle.Part(
                new Volume(paid, paidFen),
                BigInteger.valueOf(paidFen).multiply(BigInteger.valueOf(at.toEpochMilli())),
                new Volume(received, receivedFen));
    }

    private static Taken taken(long cycle, OperatorId payer, OperatorId payee, long fen, Instant at) {
        return new Taken(
                cycle, new Bundle(new TreeMap<>(Map.of(payer, part(1, fen, at, 0, 0), payee, part(0, 0, at, 1, fen)))));
    }

    private static ParticipantIndicators part(Indicators found, OperatorId id) {
        return found.participants().stream()
                .filter(part -> part.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    @Test
    void inNetEverythingWaitsUntilTheCycleIsNettedAndDebtorsBringTheirNetDebit() {
        Indicators found = CurrencyIndicators.of(
                List.of(cycle(1, ClearingMode.DEFERRED_NET, 40)),
                List.of(
                        taken(1, A, B, 300, minute(0)),
                        taken(1, B, C, 250, minute(10)),
                        taken(1, C, A, 100, minute(20))),
                EIGHT,
                minute(40));

        assertThat(found.submitted()).isEqualTo(new Volume(3, 650));
        assertThat(found.settled()).isEqualTo(Map.of(GroupKind.NET, new Volume(3, 650)));
        assertThat(found.unsettled()).isEqualTo(Volume.NONE);
        assertThat(found.liquidityUsedFen()).isEqualTo(200);
        assertThat(found.peakCreditFen()).isZero();
        assertThat(found.turnoverRatio()).contains(new BigDecimal("3.2500"));
        assertThat(found.delayIndicator()).isEqualTo(new BigDecimal("1.0000"));
        // 300 waited 40 minutes, 250 waited 30 and 100 waited 20.
        assertThat(found.meanDelaySeconds()).isEqualTo(new BigDecimal("1984.6154"));
        assertThat(found.peakQueueLength()).isEqualTo(3);
        assertThat(found.peakQueueFen()).isEqualTo(650);
        assertThat(found.halfSettledAt()).contains(minute(40));
        assertThat(found.slices())
                .containsExactly(
                        new Slice(minute(15), 550, 0, 2, 550),
                        new Slice(minute(30), 100, 0, 3, 650),
                        new Slice(minute(40), 0, 650, 0, 0));
        assertThat(part(found, A).broughtFen()).isEqualTo(200);
        assertThat(part(found, A).balanceFen()).isZero();
        assertThat(part(found, B).usedFen()).isZero();
        assertThat(part(found, C).balanceFen()).isEqualTo(150);
        assertThat(part(found, C).received()).isEqualTo(new Volume(1, 250));
    }

    @Test
    void inGrossNothingWaitsAndPayersBringWhatTheyHaveNotReceivedYet() {
        Indicators found = CurrencyIndicators.of(
                List.of(cycle(1, ClearingMode.GROSS, 40)),
                List.of(
                        taken(1, A, B, 300, minute(0)),
                        taken(1, B, A, 250, minute(10)),
                        taken(1, A, B, 100, minute(20))),
                EIGHT,
                minute(40));

        assertThat(found.settled()).isEqualTo(Map.of(GroupKind.GROSS, new Volume(3, 650)));
        assertThat(found.liquidityUsedFen()).isEqualTo(300);
        assertThat(found.delayIndicator()).isEqualTo(new BigDecimal("0.0000"));
        assertThat(found.meanDelaySeconds()).isEqualTo(new BigDecimal("0.0000"));
        assertThat(found.peakQueueLength()).isZero();
        assertThat(found.halfSettledAt()).contains(minute(15));
        assertThat(part(found, A).leastBalanceFen()).isZero();
        assertThat(part(found, A).balanceFen()).isEqualTo(150);
        assertThat(part(found, B).usedFen()).isZero();
    }

    @Test
    void aDayAddsUpItsCyclesWhateverTheirModes() {
        Indicators found = CurrencyIndicators.of(
                List.of(
                        cycle(1, ClearingMode.HYBRID, 35),
                        cycle(2, ClearingMode.DEFERRED_NET, 65),
                        new Cycle(3, ClearingMode.DEFERRED_NET, Optional.empty())),
                List.of(
                        taken(1, A, B, 10, minute(1)),
                        taken(2, B, A, 20, minute(31)),
                        taken(1, A, B, 30, minute(32)),
                        taken(3, A, C, 40, minute(62))),
                EIGHT,
                minute(70));

        assertThat(found.submitted()).isEqualTo(new Volume(4, 100));
        assertThat(found.settled())
                .isEqualTo(Map.of(GroupKind.GROSS, new Volume(2, 40), GroupKind.NET, new Volume(1, 20)));
        assertThat(found.unsettled()).isEqualTo(new Volume(1, 40));
        assertThat(found.liquidityUsedFen()).isEqualTo(40);
        // What cycle 2 has waits beside what cycle 3 has already.
        assertThat(found.peakQueueLength()).isEqualTo(2);
        assertThat(found.peakQueueFen()).isEqualTo(60);
        assertThat(part(found, C).received()).isEqualTo(Volume.NONE);
    }

    @Test
    void aSpanWithoutPaymentsHasNothingToDivideBy() {
        Indicators found =
                CurrencyIndicators.of(List.of(cycle(1, ClearingMode.DEFERRED_NET, 1)), List.of(), EIGHT, minute(1));
        assertThat(found.submitted()).isEqualTo(Volume.NONE);
        assertThat(found.turnoverRatio()).isEmpty();
        assertThat(found.delayIndicator()).isEqualTo(new BigDecimal("0.0000"));
        assertThat(found.halfSettledAt()).isEmpty();
        assertThat(found.participants()).isEmpty();
        assertThat(found.slices()).hasSize(1);
    }

    /** Another replica's clock may be a little ahead or behind. */
    @Test
    void whatSeemsToComeBeforeItsCycleOrAfterItsNettingCountsAtItsEdge() {
        Indicators found = CurrencyIndicators.of(
                List.of(cycle(1, ClearingMode.DEFERRED_NET, 10), cycle(2, ClearingMode.GROSS, 20)),
                List.of(
                        taken(1, A, B, 7, EIGHT.minusMillis(5)),
                        taken(1, A, B, 8, minute(10).plusMillis(5)),
                        taken(2, A, B, 9, minute(20).plusMillis(5))),
                EIGHT,
                minute(20));
        assertThat(found.settledInAll()).isEqualTo(new Volume(3, 24));
        assertThat(found.peakQueueFen()).isEqualTo(15);
        assertThat(found.delayIndicator()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
    }

    /** Four cycles of changing modes that overlap, the last of them still open. */
    private static final List<Cycle> CYCLES = List.of(
            cycle(1, ClearingMode.DEFERRED_NET, 25),
            cycle(2, ClearingMode.GROSS, 45),
            cycle(3, ClearingMode.DEFERRED_NET, 40),
            new Cycle(4, ClearingMode.DEFERRED_NET, Optional.empty()));

    @Provide
    Arbitrary<List<Taken>> minutes() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.longs().between(1, 1_000),
                        Arbitraries.longs().between(0, 15 * 60_000))
                .as((cycle, payer, distance, fen, millis) -> taken(
                        cycle,
                        List.of(A, B, C).get(payer),
                        List.of(A, B, C).get((payer + distance) % 3),
                        fen,
                        minute((cycle - 1) * 10).plusMillis(millis)))
                .list()
                .ofMaxSize(30);
    }

    @Property
    void nothingIsLostAndNothingDependsOnTheOrder(@ForAll("minutes") List<Taken> taken, @ForAll long seed) {
        Indicators found = CurrencyIndicators.of(CYCLES, taken, EIGHT, minute(60));

        List<Taken> shuffled = new ArrayList<>(taken);
        Collections.shuffle(shuffled, new Random(seed));
        List<Cycle> backwards = new ArrayList<>(CYCLES);
        Collections.reverse(backwards);
        assertThat(CurrencyIndicators.of(backwards, shuffled, EIGHT, minute(60)))
                .isEqualTo(found);
        Volume all = taken.stream().map(each -> each.bundle().volume()).reduce(Volume.NONE, Volume::plus);
        assertThat(found.submitted()).isEqualTo(all);
        assertThat(found.settledInAll().plus(found.unsettled())).isEqualTo(all);
        assertThat(found.unsettled())
                .isEqualTo(taken.stream()
                        .filter(each -> each.cycleId() == 4)
                        .map(each -> each.bundle().volume())
                        .reduce(Volume.NONE, Volume::plus));
        assertThat(found.slices().stream().mapToLong(Slice::submittedFen).sum()).isEqualTo(all.fen());
        assertThat(found.slices().get(found.slices().size() - 1).queueFen())
                .isEqualTo(found.unsettled().fen());
        assertThat(found.delayIndicator()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
    }

    @Property
    void everybodyBringsJustWhatItNeeds(@ForAll("minutes") List<Taken> taken) {
        Indicators found = CurrencyIndicators.of(CYCLES, taken, EIGHT, minute(60));

        assertThat(found.peakCreditFen()).isZero();
        assertThat(found.participants())
                .allSatisfy(part -> assertThat(part.usedFen()).isEqualTo(part.broughtFen()))
                .allSatisfy(part -> assertThat(part.leastBalanceFen()).isZero())
                .allSatisfy(part -> assertThat(part.balanceFen() - part.broughtFen())
                        .isEqualTo(part.received().fen() - part.paid().fen()));
        assertThat(found.participants().stream()
                        .mapToLong(part -> part.balanceFen() - part.broughtFen())
                        .sum())
                .isZero();
    }

    @Property
    void ofOneNetCycleLiquidityIsTheSumOfNetDebits(@ForAll("minutes") List<Taken> taken) {
        List<Taken> one = taken.stream().filter(each -> each.cycleId() == 1).toList();
        Indicators found = CurrencyIndicators.of(CYCLES.subList(0, 1), one, EIGHT, minute(25));

        SortedMap<OperatorId, Long> net = new TreeMap<>();
        one.forEach(each -> each.bundle().netFen().forEach((id, fen) -> net.merge(id, fen, Long::sum)));
        assertThat(found.liquidityUsedFen())
                .isEqualTo(net.values().stream()
                        .mapToLong(fen -> Math.max(0, -fen))
                        .sum());
        assertThat(found.delayIndicator()).isEqualTo(new BigDecimal(one.isEmpty() ? "0.0000" : "1.0000"));
    }
}
