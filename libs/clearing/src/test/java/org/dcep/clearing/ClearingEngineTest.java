package org.dcep.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.dcep.clearing.ClearingMode.DEFERRED_NET;
import static org.dcep.clearing.ClearingMode.GROSS;
import static org.dcep.clearing.ClearingMode.HYBRID;
import static org.dcep.clearing.Priority.HIGH;
import static org.dcep.clearing.Priority.NORMAL;
import static org.dcep.clearing.Priority.URGENT;
import static org.dcep.clearing.SettlementAsset.CURRENCY;
import static org.dcep.clearing.SettlementAsset.RESERVES;
import static org.dcep.kernel.Money.fen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClearingEngineTest {
    private static final Instant NOW = Instant.parse("2026-11-02T01:00:00Z");
    private static final OperatorId A = OperatorId.of("a");
    private static final OperatorId B = OperatorId.of("b");
    private static final OperatorId C = OperatorId.of("c");
    private static final OperatorId D = OperatorId.of("d");

    private static ClearingEngine engine(ClearingRules rules, Participant... participants) {
        return ClearingEngine.open(rules, List.of(participants), NOW);
    }

    private static ClearingEngine engine(ClearingMode mode, long a, long b, long c) {
        return engine(ClearingRules.of(mode, RESERVES), has(A, a), has(B, b), has(C, c), has(D, 0));
    }

    private static Participant has(OperatorId id, long fen) {
        return Participant.of(id, new Money(fen));
    }

    private static Participant has(OperatorId id, long fen, Terms terms) {
        return new Participant(id, new Money(fen), terms);
    }

    private static Obligation owes(OperatorId payer, OperatorId payee, long fen, Priority priority) {
        String id = payer + ">" + payee + " " + fen;
        return new Obligation(id, payer, payee, new Money(fen), priority);
    }

    private static Obligation owes(OperatorId payer, OperatorId payee, long fen) {
        return owes(payer, payee, fen, NORMAL);
    }

    private static List<String> settled(List<SettledGroup> groups) {
        return groups.stream()
                .map(group -> group.kind() + " "
                        + group.obligations().stream()
                                .map(queued -> queued.obligation().id())
                                .toList())
                .toList();
    }

    @Nested
    class Gross {
        @Test
        void settlesAtOnceWhatIsFunded() {
            ClearingEngine engine = engine(GROSS, 10, 0, 0);
            assertThat(settled(engine.submit(owes(A, B, 10), NOW))).containsExactly("GROSS [a>b 10]");
            assertThat(engine.balanceFen(A)).isZero();
            assertThat(engine.balanceFen(B)).isEqualTo(10);
        }

        @Test
        void keepsTheOrderOfAPayerEvenIfTheNextOneIsFunded() {
            ClearingEngine engine = engine(GROSS, 10, 0, 0);
            assertThat(engine.submit(owes(A, B, 11), NOW)).isEmpty();
            assertThat(engine.submit(owes(A, B, 1), NOW)).isEmpty();
            assertThat(settled(engine.addLiquidity(A, fen(2), NOW))).containsExactly("GROSS [a>b 11]", "GROSS [a>b 1]");
        }

        @Test
        void whatIsReceivedPaysWhatWaits() {
            ClearingEngine engine = engine(GROSS, 5, 0, 0);
            engine.submit(owes(C, D, 5), NOW);
            engine.submit(owes(B, C, 5), NOW);
            assertThat(settled(engine.submit(owes(A, B, 5), NOW)))
                    .containsExactly("GROSS [a>b 5]", "GROSS [b>c 5]", "GROSS [c>d 5]");
        }

        @Test
        void aHigherPriorityGoesFirst() {
            ClearingEngine engine = engine(GROSS, 0, 0, 0);
            engine.submit(owes(A, B, 3, NORMAL), NOW);
            engine.submit(owes(A, B, 2, HIGH), NOW);
            engine.submit(owes(A, B, 1, URGENT), NOW);
            assertThat(settled(engine.addLiquidity(A, fen(6), NOW)))
                    .containsExactly("GROSS [a>b 1]", "GROSS [a>b 2]", "GROSS [a>b 3]");
        }

        @Test
        void doesNotOffset() {
            ClearingEngine engine = engine(GROSS, 0, 0, 0);
            engine.submit(owes(A, B, 5), NOW);
            engine.submit(owes(B, A, 5), NOW);
            assertThat(engine.settleQueue(NOW)).isEmpty();
            assertThat(engine.queueLength()).isEqualTo(2);
            assertThat(engine.queueValueFen()).isEqualTo(10);
        }
    }

    @Nested
    class Hybrid {
        @Test
        void aNormalObligationMayPassNormalOnesOnly() {
            ClearingEngine engine = engine(HYBRID, 10, 0, 0);
            engine.submit(owes(A, B, 11), NOW);
            assertThat(settled(engine.submit(owes(A, B, 4), NOW))).containsExactly("GROSS [a>b 4]");
            engine.submit(owes(A, B, 12, HIGH), NOW);
            assertThat(engine.submit(owes(A, B, 1), NOW)).isEmpty();
            assertThat(engine.submit(owes(A, B, 2, HIGH), NOW)).isEmpty();
        }

        @Test
        void offsetsOnEntryWithTheFewestInReturn() {
            ClearingEngine engine = engine(HYBRID, 2, 0, 0);
            engine.submit(owes(B, A, 3), NOW);
            engine.submit(owes(B, A, 4), NOW);
            engine.submit(owes(B, A, 5), NOW);
            assertThat(settled(engine.submit(owes(A, B, 9), NOW)))
                    .containsExactly("ENTRY_OFFSET [b>a 3, b>a 4, a>b 9]");
            assertThat(engine.balanceFen(A)).isZero();
            assertThat(engine.balanceFen(B)).isEqualTo(2);
        }

        @Test
        void offsetsTwoParticipantsWithoutTheLastOfTheShortOne() {
            ClearingEngine engine = engine(only(Algorithm.BILATERAL), has(A, 0), has(B, 1));
            engine.submit(owes(A, B, 6), NOW);
            engine.submit(owes(A, B, 5), NOW);
            engine.submit(owes(B, A, 4), NOW);
            engine.submit(owes(B, A, 3), NOW);
            assertThat(settled(engine.settleQueue(NOW))).containsExactly("BILATERAL [a>b 6, b>a 4, b>a 3]");
            assertThat(engine.balanceFen(A)).isEqualTo(1);
        }

        @Test
        void resolvesAGridlockOfThree() {
            ClearingEngine engine = engine(only(Algorithm.MULTILATERAL_FULL), has(A, 1), has(B, 0), has(C, 0));
            engine.submit(owes(A, B, 5), NOW);
            engine.submit(owes(B, C, 5), NOW);
            engine.submit(owes(C, A, 4), NOW);
            assertThat(settled(engine.settleQueue(NOW))).containsExactly("MULTILATERAL_FULL [a>b 5, b>c 5, c>a 4]");
            assertThat(engine.balanceFen(C)).isEqualTo(1);
        }

        @Test
        void leavesOutWhatNobodyCanFundAndSettlesTheRest() {
            ClearingEngine engine =
                    engine(only(Algorithm.MULTILATERAL_PARTIAL), has(A, 0), has(B, 0), has(C, 0), has(D, 0));
            engine.submit(owes(A, B, 5), NOW);
            engine.submit(owes(B, C, 5), NOW);
            engine.submit(owes(C, A, 5), NOW);
            engine.submit(owes(C, D, 7), NOW);
            engine.submit(owes(D, B, 7), NOW);
            assertThat(settled(engine.settleQueue(NOW))).containsExactly("MULTILATERAL_PARTIAL [a>b 5, b>c 5, c>a 5]");
        }

        @Test
        void findsARingBehindAnObligationThatBlocksPartialNetting() {
            Participant[] nobodyHasAnything = {has(A, 0), has(B, 0), has(C, 0), has(D, 0)};
            ClearingEngine partial = engine(only(Algorithm.MULTILATERAL_PARTIAL), nobodyHasAnything);
            ClearingEngine rings = engine(only(Algorithm.CYCLES), nobodyHasAnything);
            for (ClearingEngine engine : List.of(partial, rings)) {
                engine.submit(owes(A, D, 100), NOW);
                engine.submit(owes(A, B, 5), NOW);
                engine.submit(owes(B, C, 5), NOW);
                engine.submit(owes(C, A, 5), NOW);
            }
            assertThat(partial.settleQueue(NOW)).isEmpty();
            assertThat(settled(rings.settleQueue(NOW))).containsExactly("CYCLE [a>b 5, b>c 5, c>a 5]");
        }

        @Test
        void looksForRingsNoLongerThanAllowed() {
            ClearingRules three = ClearingRules.of(HYBRID, RESERVES)
                    .with(Offsetting.ALL
                            .withAlgorithms(EnumSet.of(Algorithm.CYCLES))
                            .withMaxCycleLength(3));
            for (int longest = 3; longest <= 4; longest++) {
                ClearingRules rules = three.with(three.offsetting().withMaxCycleLength(longest));
                ClearingEngine engine = engine(rules, has(A, 0), has(B, 0), has(C, 0), has(D, 0));
                engine.submit(owes(A, B, 5), NOW);
                engine.submit(owes(B, C, 5), NOW);
                engine.submit(owes(C, D, 5), NOW);
                engine.submit(owes(D, A, 5), NOW);
                assertThat(engine.settleQueue(NOW)).hasSize(longest == 4 ? 1 : 0);
            }
        }

        @Test
        void givesUpTheSearchForRingsWhenItsStepsAreUsed() {
            Offsetting oneStep = new Offsetting(EnumSet.of(Algorithm.CYCLES), true, 1, 5, 1);
            ClearingEngine engine =
                    engine(ClearingRules.of(HYBRID, RESERVES).with(oneStep), has(A, 0), has(B, 0), has(C, 0));
            engine.submit(owes(A, B, 5), NOW);
            engine.submit(owes(B, C, 5), NOW);
            engine.submit(owes(C, A, 5), NOW);
            assertThat(engine.settleQueue(NOW)).isEmpty();
        }

        @Test
        void handsBackToGrossAfterEachGroup() {
            ClearingEngine engine = engine(only(Algorithm.CYCLES), has(A, 1), has(B, 0), has(C, 0), has(D, 0));
            engine.submit(owes(C, D, 1), NOW);
            engine.submit(owes(A, B, 5), NOW);
            engine.submit(owes(B, C, 5), NOW);
            engine.submit(owes(C, A, 4), NOW);
            assertThat(settled(engine.settleQueue(NOW)))
                    .containsExactly("CYCLE [a>b 5, b>c 5, c>a 4]", "GROSS [c>d 1]");
        }

        private ClearingRules only(Algorithm algorithm) {
            return ClearingRules.of(HYBRID, RESERVES).with(Offsetting.ALL.withAlgorithms(EnumSet.of(algorithm)));
        }
    }

    @Nested
    class WhatHybridMayCost {
        @Test
        void bypassCanSettleLessThanGross() {
            for (ClearingMode mode : List.of(GROSS, HYBRID)) {
                ClearingEngine engine = engine(mode, 10, 0, 0);
                engine.submit(owes(A, B, 15), NOW);
                engine.submit(owes(A, C, 6), NOW);
                engine.addLiquidity(A, fen(5), NOW);
                assertThat(engine.queueValueFen()).isEqualTo(mode == GROSS ? 6 : 15);
            }
        }

        @Test
        void anOffsetCanLeaveNothingForAnUrgentObligationThatComesLater() {
            ClearingRules strict = ClearingRules.of(HYBRID, RESERVES).with(Offsetting.ALL.withoutBypass());
            for (ClearingRules rules : List.of(strict, ClearingRules.of(GROSS, RESERVES))) {
                ClearingEngine engine = engine(rules, has(A, 50), has(B, 0), has(C, 0), has(D, 0));
                engine.submit(owes(A, B, 60), NOW);
                engine.submit(owes(B, A, 10), NOW);
                engine.submit(owes(A, C, 50, URGENT), NOW);
                engine.submit(owes(C, D, 50, URGENT), NOW);
                long settledFen = 60 + 10 + 50 + 50 - engine.queueValueFen();
                assertThat(settledFen).isEqualTo(rules == strict ? 70 : 100);
            }
        }
    }

    @Nested
    class WhatIsKeptBack {
        @Test
        void creditIsDrawnUpToItsCap() {
            ClearingEngine engine =
                    engine(ClearingRules.of(GROSS, RESERVES), has(A, 1, Terms.NONE.withCreditCap(fen(5))), has(B, 0));
            assertThat(engine.submit(owes(A, B, 6), NOW)).hasSize(1);
            assertThat(engine.balanceFen(A)).isEqualTo(-5);
            assertThat(engine.submit(owes(A, B, 1), NOW)).isEmpty();
        }

        @Test
        void aReserveIsForItsPriorityAndThoseAbove() {
            Terms terms = Terms.NONE.withReserves(fen(4), fen(3));
            ClearingEngine engine = engine(ClearingRules.of(HYBRID, RESERVES), has(A, 10, terms), has(B, 0));
            assertThat(engine.submit(owes(A, B, 4, NORMAL), NOW)).isEmpty();
            assertThat(engine.submit(owes(A, B, 3, NORMAL), NOW)).hasSize(1);
            assertThat(engine.submit(owes(A, B, 3, HIGH), NOW)).hasSize(1);
            assertThat(engine.submit(owes(A, B, 1, HIGH), NOW)).isEmpty();
            assertThat(settled(engine.submit(owes(A, B, 4, URGENT), NOW))).containsExactly("GROSS [a>b 4]");
        }

        @Test
        void aReserveIsUsedUpByItsPriority() {
            Terms terms = Terms.NONE.withReserves(fen(4), fen(0));
            ClearingEngine engine = engine(ClearingRules.of(HYBRID, RESERVES), has(A, 10, terms), has(B, 0));
            engine.submit(owes(A, B, 4, URGENT), NOW);
            assertThat(engine.submit(owes(A, B, 6, NORMAL), NOW)).hasSize(1);
        }

        @Test
        void aGroupThatDrawsOnNothingNeedsNothingThatIsKept() {
            Terms terms = Terms.NONE.withReserves(fen(10), fen(0));
            ClearingEngine engine = engine(ClearingRules.of(HYBRID, RESERVES), has(A, 10, terms), has(B, 0));
            engine.submit(owes(A, B, 5), NOW);
            assertThat(settled(engine.submit(owes(B, A, 5), NOW))).containsExactly("ENTRY_OFFSET [a>b 5, b>a 5]");
        }

        @Test
        void aBilateralLimitHoldsNormalObligationsToThatPayeeOnly() {
            Terms terms = Terms.NONE.withBilateralLimits(Map.of(B, fen(5)));
            ClearingEngine engine =
                    engine(ClearingRules.of(HYBRID, RESERVES), has(A, 100, terms), has(B, 0), has(C, 0));
            assertThat(engine.submit(owes(A, B, 6), NOW)).isEmpty();
            assertThat(settled(engine.submit(owes(A, C, 50), NOW))).containsExactly("GROSS [a>c 50]");
            assertThat(settled(engine.submit(owes(A, B, 8, URGENT), NOW))).containsExactly("GROSS [a>b 8]");
            assertThat(settled(engine.submit(owes(B, A, 8), NOW))).containsExactly("GROSS [b>a 8]");
            assertThat(engine.submit(owes(A, B, 5), NOW)).hasSize(1);
        }

        @Test
        void aMultilateralLimitCountsAllWithoutALimitOfTheirOwn() {
            Terms terms = Terms.NONE.withMultilateralLimit(fen(10)).withBilateralLimits(Map.of(B, fen(90)));
            ClearingEngine engine =
                    engine(ClearingRules.of(HYBRID, RESERVES), has(A, 200, terms), has(B, 0), has(C, 0), has(D, 0));
            assertThat(engine.submit(owes(A, B, 80), NOW)).hasSize(1);
            assertThat(engine.submit(owes(A, C, 7), NOW)).hasSize(1);
            assertThat(engine.submit(owes(A, D, 4), NOW)).isEmpty();
            assertThat(settled(engine.submit(owes(C, A, 1), NOW))).containsExactly("GROSS [c>a 1]", "GROSS [a>d 4]");
        }
    }

    @Nested
    class DeferredNet {
        @Test
        void settlesACycleWithOnePositionEach() {
            ClearingEngine engine = engine(DEFERRED_NET, 1, 0, 0);
            assertThat(engine.submit(owes(A, B, 5), NOW)).isEmpty();
            engine.submit(owes(B, A, 4), NOW);
            CycleOutcome.Settled settled = (CycleOutcome.Settled) engine.closeCycle(NOW);
            assertThat(settled.group().kind()).isEqualTo(GroupKind.NET);
            assertThat(settled.group().netFen()).isEqualTo(Map.of(A, -1L, B, 1L));
            assertThat(settled.postponed()).isZero();
            assertThat(engine.closeCycle(NOW)).isEqualTo(new CycleOutcome.Empty());
        }

        @Test
        void postponesAWholeCycleAndSaysWhatIsMissing() {
            ClearingEngine engine = engine(DEFERRED_NET, 1, 0, 0);
            engine.submit(owes(A, B, 5), NOW);
            engine.submit(owes(C, B, 2), NOW);
            CycleOutcome.Postponed postponed = (CycleOutcome.Postponed) engine.closeCycle(NOW);
            assertThat(postponed.missing()).isEqualTo(Map.of(A, fen(4), C, fen(2)));
            assertThat(engine.queueLength()).isEqualTo(2);
            assertThat(engine.balanceFen(A)).isEqualTo(1);
        }

        @Test
        void recastsACycleWithoutTheLastObligationsOfTheShort() {
            ClearingRules rules = ClearingRules.of(DEFERRED_NET, RESERVES).with(Shortfall.RECAST);
            ClearingEngine engine = engine(rules, has(A, 3), has(B, 0), has(C, 0));
            engine.submit(owes(A, B, 3), NOW);
            engine.submit(owes(B, C, 5), NOW);
            engine.submit(owes(A, B, 2), NOW);
            engine.submit(owes(B, C, 3), NOW);
            CycleOutcome.Settled settled = (CycleOutcome.Settled) engine.closeCycle(NOW);
            assertThat(settled(List.of(settled.group()))).containsExactly("NET [a>b 3]");
            assertThat(settled.postponed()).isEqualTo(3);
        }

        @Test
        void leavesForTheNextCycleWhatExceedsANetDebitCap() {
            Terms capped = Terms.NONE.withNetDebitCap(fen(5));
            ClearingEngine engine = engine(ClearingRules.of(DEFERRED_NET, RESERVES), has(A, 99, capped), has(B, 0));
            engine.submit(owes(A, B, 4), NOW);
            engine.submit(owes(A, B, 3), NOW);
            engine.submit(owes(A, B, 1, URGENT), NOW);
            CycleOutcome.Settled settled = (CycleOutcome.Settled) engine.closeCycle(NOW);
            assertThat(settled(List.of(settled.group()))).containsExactly("NET [a>b 4, a>b 1]");
            assertThat(settled.postponed()).isEqualTo(1);
        }

        @Test
        void hasNoQueueToSettleAndOnlyItHasCycles() {
            ClearingEngine engine = engine(DEFERRED_NET, 10, 0, 0);
            engine.submit(owes(A, B, 5), NOW);
            assertThat(engine.settleQueue(NOW)).isEmpty();
            assertThatIllegalStateException()
                    .isThrownBy(() -> engine(GROSS, 1, 0, 0).closeCycle(NOW));
        }
    }

    @Nested
    class EndOfDayRules {
        private ClearingEngine withOneUnsettled(EndOfDay endOfDay) {
            ClearingEngine engine = engine(
                    ClearingRules.of(HYBRID, RESERVES).with(endOfDay),
                    has(A, 1, Terms.NONE.withCreditCap(fen(2))),
                    has(B, 0));
            engine.submit(owes(A, B, 10), NOW);
            return engine;
        }

        @Test
        void keepsTheQueue() {
            ClearingEngine engine = withOneUnsettled(new EndOfDay.Keep());
            DayOutcome outcome = engine.endDay(NOW);
            assertThat(outcome.kept()).hasSize(1);
            assertThat(outcome.returned()).isEmpty();
            assertThat(engine.queueLength()).isEqualTo(1);
        }

        @Test
        void returnsWhatIsUnsettled() {
            ClearingEngine engine = withOneUnsettled(new EndOfDay.Return());
            DayOutcome outcome = engine.endDay(NOW);
            assertThat(outcome.returned()).hasSize(1);
            assertThat(outcome.kept()).isEmpty();
            assertThat(engine.queueLength()).isZero();
            assertThat(engine.balanceFen(A)).isEqualTo(1);
        }

        @Test
        void forcesTheRestOnALoanAndPricesItRoundedUp() {
            ClearingEngine engine = withOneUnsettled(new EndOfDay.ForceOnCredit(150_000));
            DayOutcome outcome = engine.endDay(NOW);
            assertThat(settled(outcome.groups())).containsExactly("FORCED [a>b 10]");
            assertThat(outcome.loans()).containsExactly(new DayOutcome.OvernightLoan(A, fen(7), fen(2)));
            assertThat(engine.balanceFen(A)).isEqualTo(-2);
            assertThat(engine.balanceFen(B)).isEqualTo(10);
        }

        @Test
        void neverForcesCurrency() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClearingRules.of(HYBRID, CURRENCY).with(new EndOfDay.ForceOnCredit(1)));
        }

        @Test
        void closesNoCycle() {
            ClearingEngine engine = engine(DEFERRED_NET, 5, 0, 0);
            engine.submit(owes(A, B, 5), NOW);
            DayOutcome outcome = engine.endDay(NOW);
            assertThat(outcome.groups()).isEmpty();
            assertThat(outcome.kept()).hasSize(1);
        }

        @Test
        void beginsTheNextDayWithFreshLimitsAndReserves() {
            Terms terms = Terms.NONE.withReserves(fen(4), fen(0)).withMultilateralLimit(fen(5));
            ClearingEngine engine = engine(ClearingRules.of(HYBRID, RESERVES), has(A, 20, terms), has(B, 0));
            engine.submit(owes(A, B, 4, URGENT), NOW);
            engine.submit(owes(A, B, 2, NORMAL), NOW);
            assertThat(engine.queueLength()).isEqualTo(1);
            engine.endDay(NOW);
            assertThat(settled(engine.settleQueue(NOW))).containsExactly("GROSS [a>b 2]");
            assertThat(engine.snapshot().participants().get(0).urgentReserveFen())
                    .isEqualTo(4);
        }
    }

    @Nested
    class Refusals {
        private final ClearingEngine engine = engine(HYBRID, 10, 0, 0);

        @Test
        void strangersAndTimeThatRunsBackwardsChangeNothing() {
            engine.submit(owes(A, B, 1), NOW);
            ClearingSnapshot before = engine.snapshot();
            Obligation toAStranger = owes(A, OperatorId.of("x"), 1);
            assertThatIllegalArgumentException().isThrownBy(() -> engine.submit(toAStranger, NOW));
            Instant earlier = NOW.minusMillis(1);
            assertThatIllegalArgumentException().isThrownBy(() -> engine.submit(owes(A, B, 1), earlier));
            assertThatIllegalArgumentException().isThrownBy(() -> engine.addLiquidity(A, fen(1), earlier));
            assertThatIllegalArgumentException().isThrownBy(() -> engine.endDay(earlier));
            assertThat(engine.snapshot()).isEqualTo(before);
        }

        @Test
        void aDayMayNotAddUpToMoreThanTheLargestSum() {
            engine.submit(owes(A, B, ClearingEngine.MAX_SUM_FEN - 1), NOW);
            ClearingSnapshot before = engine.snapshot();
            assertThatIllegalArgumentException().isThrownBy(() -> engine.submit(owes(A, B, 2), NOW));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.addLiquidity(A, new Money(ClearingEngine.MAX_SUM_FEN), NOW));
            assertThat(engine.snapshot()).isEqualTo(before);
            assertThat(engine.submit(owes(B, A, 1), NOW)).isEmpty();
        }

        @Test
        void onlyWhatIsThereCanBeWithdrawn() {
            assertThat(engine.withdrawLiquidity(A, fen(11), NOW)).isFalse();
            assertThat(engine.withdrawLiquidity(A, fen(10), NOW)).isTrue();
            assertThat(engine.balanceFen(A)).isZero();
        }

        @Test
        void currencyIsNeverLent() {
            Participant withCredit = has(A, 1, Terms.NONE.withCreditCap(fen(1)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine(ClearingRules.of(GROSS, CURRENCY), withCredit));
        }

        @Test
        void participantsAreDistinctAndLimitsNameParticipants() {
            ClearingRules rules = ClearingRules.of(GROSS, RESERVES);
            assertThatIllegalArgumentException().isThrownBy(() -> engine(rules));
            assertThatIllegalArgumentException().isThrownBy(() -> engine(rules, has(A, 1), has(A, 2)));
            Participant afraid = has(A, 1, Terms.NONE.withBilateralLimits(Map.of(B, fen(1))));
            assertThatIllegalArgumentException().isThrownBy(() -> engine(rules, afraid));
        }

        @Test
        void anObligationHasTwoPartiesAnAmountAndAShortId() {
            assertThatIllegalArgumentException().isThrownBy(() -> owes(A, A, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> owes(A, B, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new Obligation("", A, B, fen(1), NORMAL));
            String tooLong = "x".repeat(65);
            assertThatIllegalArgumentException().isThrownBy(() -> new Obligation(tooLong, A, B, fen(1), NORMAL));
        }
    }

    @Test
    void anEngineResumesFromItsOwnSnapshotEvenWithTheLargestSums() {
        ClearingRules rules = ClearingRules.of(GROSS, RESERVES).with(new EndOfDay.ForceOnCredit(1_000_000));
        long half = ClearingEngine.MAX_SUM_FEN / 2;
        ClearingEngine engine = engine(rules, has(A, 0, Terms.NONE.withCreditCap(new Money(half))), has(B, half));
        assertThat(engine.submit(owes(A, B, half), NOW)).hasSize(1);
        engine = ClearingEngine.resume(rules, engine.snapshot());
        engine.submit(owes(A, B, half), NOW);
        assertThat(engine.endDay(NOW).loans())
                .containsExactly(new DayOutcome.OvernightLoan(A, new Money(half), new Money(half)));
        ClearingEngine nextDay = ClearingEngine.resume(rules, engine.snapshot());
        assertThat(nextDay.balanceFen(A)).isEqualTo(-half);
        assertThat(nextDay.balanceFen(B)).isEqualTo(3 * half);
    }

    @Test
    void aParticipantIsAdmittedAndTermsChangeBetweenTwoEngines() {
        ClearingRules rules = ClearingRules.of(HYBRID, RESERVES);
        ClearingEngine engine = engine(rules, has(A, 1), has(C, 0));
        engine.submit(owes(A, C, 5), NOW);
        ClearingSnapshot snapshot = engine.snapshot().with(has(B, 7)).with(A, Terms.NONE.withCreditCap(fen(4)));
        ClearingEngine next = ClearingEngine.resume(rules, snapshot);
        assertThat(next.participants()).containsExactly(A, B, C);
        assertThat(settled(next.settleQueue(NOW))).containsExactly("GROSS [a>c 5]");
        assertThat(next.balanceFen(A)).isEqualTo(-4);
        assertThat(next.balanceFen(B)).isEqualTo(7);
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot.with(has(B, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot.with(D, Terms.NONE));
        ClearingSnapshot overdrawn = next.snapshot().with(A, Terms.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> ClearingEngine.resume(rules, overdrawn));
    }

    @Test
    void aSnapshotThatContradictsItselfIsRefused() {
        ClearingSnapshot good = engine(GROSS, 1, 2, 3).snapshot();
        List<ClearingSnapshot.ParticipantState> swapped = new ArrayList<>(good.participants());
        Collections.reverse(swapped);
        Queued waiting = new Queued(1, owes(A, B, 1), NOW);
        assertThatIllegalArgumentException().isThrownBy(() -> new ClearingSnapshot(NOW, swapped, List.of(), 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClearingSnapshot(NOW, good.participants(), List.of(waiting), 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClearingSnapshot(NOW, good.participants(), List.of(waiting, waiting), 2, 1));
        var overdrawn = new ClearingSnapshot.ParticipantState(A, Terms.NONE, -1, 0, 0, new TreeMap<>());
        ClearingSnapshot poor = new ClearingSnapshot(NOW, List.of(overdrawn), List.of(), 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClearingEngine.resume(ClearingRules.of(GROSS, RESERVES), poor));
    }

    @Test
    void anotherRuleMayTakeOverTheQueue() {
        ClearingEngine gross = engine(GROSS, 0, 0, 0);
        gross.submit(owes(A, B, 5), NOW);
        gross.submit(owes(B, A, 5), NOW);
        ClearingEngine hybrid = ClearingEngine.resume(ClearingRules.of(HYBRID, RESERVES), gross.snapshot());
        assertThat(settled(hybrid.settleQueue(NOW))).containsExactly("BILATERAL [a>b 5, b>a 5]");
    }
}
