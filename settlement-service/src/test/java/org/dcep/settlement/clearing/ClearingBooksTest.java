package org.dcep.settlement.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingRules;
import org.dcep.clearing.ClearingSnapshot.ParticipantState;
import org.dcep.clearing.EndOfDay;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Participant;
import org.dcep.clearing.SettledGroup;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.clearing.Terms;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.settlement.clearing.Play.Step;
import org.dcep.settlement.clearing.Play.Step.Kind;
import org.junit.jupiter.api.Test;

class ClearingBooksTest {
    private static final OperatorId A = Play.operator(0);
    private static final OperatorId B = Play.operator(1);
    private static final Instant NOW = Play.MORNING.plusSeconds(1);
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @Provide
    Arbitrary<List<Step>> everything() {
        return Play.steps(Kind.values());
    }

    @Provide
    Arbitrary<List<Step>> oneDay() {
        return Play.steps(Kind.PAY, Kind.PAY, Kind.PAY, Kind.PLACE, Kind.RETURN, Kind.OFFSET);
    }

    @Provide
    Arbitrary<List<Step>> addingOnly() {
        return Play.steps(Kind.PAY, Kind.PAY, Kind.PAY, Kind.PLACE, Kind.OFFSET);
    }

    @Provide
    Arbitrary<SettlementPolicy> policies() {
        return Play.policies();
    }

    /** What is stored is all that there is: nothing that happens later depends on anything else. */
    @Property(tries = 400)
    void booksThatAreReadAgainGoOnAsIfNothingHadHappened(
            @ForAll("policies") SettlementPolicy first, @ForAll("everything") List<Step> steps, @ForAll long seed) {
        Random random = new Random(seed);
        boolean[] restarts = new boolean[steps.size()];
        for (int i = 0; i < restarts.length; i++) {
            restarts[i] = random.nextBoolean();
        }
        Play inOnePiece = new Play(first).all(steps, step -> false).endAll();
        Play interrupted = new Play(first).all(steps, step -> restarts[step]).endAll();
        assertThat(interrupted.rows.settled).isEqualTo(inOnePiece.rows.settled);
        assertThat(interrupted.rows.movements).isEqualTo(inOnePiece.rows.movements);
        assertThat(interrupted.rows.loans).isEqualTo(inOnePiece.rows.loans);
        assertThat(Rows.lasting(interrupted.books().snapshot()))
                .isEqualTo(Rows.lasting(inOnePiece.books().snapshot()));
    }

    @Property(tries = 400)
    void nothingIsMadeOrLostAndNobodyIsBelowItsCredit(
            @ForAll("policies") SettlementPolicy first, @ForAll("everything") List<Step> steps) {
        Play play = new Play(first);
        long lentFen = 0;
        for (Step step : steps) {
            play.play(step);
            lentFen = play.rows.movements.stream()
                    .filter(each -> each.transferId().isEmpty())
                    .mapToLong(Changes.Movement::fen)
                    .sum();
            assertThat(play.rows.balancesFen()).isEqualTo(play.placedFen() + lentFen);
            for (ParticipantState state : play.rows.accounts()) {
                assertThat(state.balanceFen())
                        .isGreaterThanOrEqualTo(-state.terms().creditCap().fen());
            }
        }
        long owedFen = play.rows.loans.values().stream()
                .mapToLong(OvernightLoan::owedFen)
                .sum();
        long priceFen = play.rows.loans.values().stream()
                .mapToLong(loan -> loan.price().fen())
                .sum();
        assertThat(owedFen).isEqualTo(lentFen + priceFen);
    }

    /** The engine alone, told the same, settles the same groups one by one. */
    @Property(tries = 400)
    void settlesWhatTheEngineInOnePieceSettles(
            @ForAll("policies") SettlementPolicy policy, @ForAll("oneDay") List<Step> steps) {
        if (policy.rules().mode() == ClearingMode.DEFERRED_NET) {
            return;
        }
        Play play = new Play(policy).all(steps, step -> step % 3 == 0);
        Terms terms = Terms.NONE.withCreditCap(policy.caps().creditCap());
        List<Participant> participants = List.of(0, 1, 2, 3).stream()
                .map(number -> new Participant(Play.operator(number), Money.ZERO, terms))
                .toList();
        ClearingEngine engine = ClearingEngine.open(policy.rules(), participants, Play.MORNING);
        List<SettledGroup> groups = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Instant now = Play.MORNING.plusSeconds(i + 1L);
            Money amount = new Money(step.fen());
            OperatorId one = Play.operator(step.one());
            OperatorId other = Play.operator(step.other());
            switch (step.kind()) {
                case PAY -> {
                    if (!one.equals(other)) {
                        Arrival arrival = new Arrival(new UUID(7, i + 1L), 1, one, other, amount);
                        groups.addAll(engine.submit(arrival.obligation(policy), now));
                    }
                }
                case PLACE -> groups.addAll(engine.addLiquidity(one, amount, now));
                case RETURN -> engine.withdrawLiquidity(one, amount, now);
                default -> groups.addAll(engine.settleQueue(now));
            }
        }
        List<String> expected = groups.stream()
                .flatMap(group -> group.obligations().stream()
                        .map(queued -> group.number() + " " + group.kind() + " " + group.at() + " " + queued))
                .toList();
        List<String> actual = play.rows.settled.stream()
                .sorted(Comparator.comparingLong(Changes.Settled::group)
                        .thenComparing(each -> each.queued().sequence()))
                .map(each -> each.group() + " " + each.kind() + " " + each.at() + " " + each.queued())
                .toList();
        assertThat(actual).isEqualTo(expected);
    }

    @Property(tries = 400)
    void hybridSettlesAtLeastAsMuchAsGrossWithTheSameLiquidity(@ForAll("addingOnly") List<Step> steps) {
        Play gross = new Play(Play.inOrder(ClearingMode.GROSS));
        Play hybrid = new Play(Play.inOrder(ClearingMode.HYBRID));
        for (Step step : steps) {
            gross.play(step);
            hybrid.play(step);
            assertThat(hybrid.rows.waitingFen()).isLessThanOrEqualTo(gross.rows.waitingFen());
        }
    }

    private static ClearingBooks books(SettlementPolicy policy) {
        ClearingBooks books = new Play(policy).books();
        books.adopt(1, policy);
        return books;
    }

    private static Arrival owes(long cycle, OperatorId payer, OperatorId payee, long fen) {
        return new Arrival(new UUID(cycle, fen), cycle, payer, payee, new Money(fen));
    }

    private static List<Long> settledFen(ClearingBooks books) {
        return books.takeChanges().settled.values().stream()
                .map(each -> each.queued().obligation().amount().fen())
                .toList();
    }

    private static SettlementPolicy policy(ClearingMode mode) {
        return SettlementPolicy.of(mode, SettlementAsset.RESERVES);
    }

    private static CycleEnd end(long cycle, SettlementPolicy policy, boolean endsDay, Collected... collected) {
        return new CycleEnd(cycle, MONDAY, Optional.of(policy), List.of(collected), endsDay);
    }

    @Test
    void aCycleInNetNetsItsOwnObligationsAndWhatWaitsOfEarlierOnesButNothingLater() {
        SettlementPolicy gross = policy(ClearingMode.GROSS);
        ClearingBooks books = books(gross);
        books.submit(List.of(owes(1, A, B, 10)), NOW);
        SettlementPolicy net = policy(ClearingMode.DEFERRED_NET);
        books.adopt(2, net);
        books.adopt(3, gross);
        books.submit(List.of(owes(3, B, A, 9)), NOW);
        assertThat(settledFen(books)).isEmpty();

        books.end(end(2, net, false, new Collected(1, owes(2, B, A, 12), NOW)), NOW);
        // Without the 9 of cycle 3, A would receive 2 more than B has: so the net of cycle 2 waits, postponed whole.
        assertThat(settledFen(books)).isEmpty();
        books.place(new UUID(0, 1), B, new Money(2), NOW);
        assertThat(settledFen(books)).isEmpty();
        books.end(end(2, net, false), NOW);
        assertThat(settledFen(books)).contains(10L, 12L);
    }

    @Test
    void cyclesMayEndInAnyOrder() {
        SettlementPolicy net = policy(ClearingMode.DEFERRED_NET);
        ClearingBooks books = books(net);
        books.adopt(3, net);
        books.place(new UUID(0, 1), A, new Money(700), NOW);
        books.end(end(2, net, false, new Collected(1, owes(2, A, B, 700), NOW)), NOW);
        assertThat(settledFen(books)).containsExactly(700L);
        books.end(end(1, net, true, new Collected(2, owes(1, B, A, 1), NOW)), NOW);
        assertThat(settledFen(books)).containsExactly(1L);
    }

    @Test
    void whatAnOlderCycleLeftIsOffsetUnderANewerPolicy() {
        ClearingBooks books = books(policy(ClearingMode.GROSS));
        books.submit(List.of(owes(1, A, B, 10), owes(1, B, A, 10)), NOW);
        books.offset(NOW);
        assertThat(settledFen(books)).isEmpty();
        books.adopt(2, policy(ClearingMode.HYBRID));
        books.offset(NOW);
        assertThat(settledFen(books)).containsExactly(10L, 10L);
    }

    @Test
    void creditThatIsDrawnStaysDrawnUnderALowerCapAndCannotGrow() {
        SettlementPolicy generous =
                policy(ClearingMode.GROSS).with(new SettlementPolicy.Caps(new Money(50), Optional.empty()));
        ClearingBooks books = books(generous);
        books.submit(List.of(owes(1, A, B, 30)), NOW);
        assertThat(settledFen(books)).containsExactly(30L);
        books.adopt(2, policy(ClearingMode.GROSS));
        assertThat(books.standing(A).terms().creditCap()).isEqualTo(new Money(30));
        books.submit(List.of(owes(2, A, B, 1), owes(2, B, A, 30)), NOW);
        assertThat(settledFen(books)).containsExactly(1L, 30L);
        assertThat(books.standing(A).balanceFen()).isEqualTo(-1);
        books.adopt(3, policy(ClearingMode.GROSS));
        assertThat(books.standing(A).terms().creditCap()).isEqualTo(new Money(1));
    }

    @Test
    void aDayThatEndsOnCreditLendsAndTheNextOneRepaysFirst() {
        SettlementPolicy forcing = policy(ClearingMode.GROSS)
                .with(ClearingRules.of(ClearingMode.GROSS, SettlementAsset.RESERVES)
                        .with(new EndOfDay.ForceOnCredit(100_000)));
        ClearingBooks books = books(forcing);
        books.submit(List.of(owes(1, A, B, 100)), NOW);
        books.adopt(2, forcing);
        books.submit(List.of(owes(2, A, B, 7)), NOW);
        books.takeChanges();
        books.end(end(1, forcing, true), NOW);
        Changes monday = books.takeChanges();
        assertThat(monday.settled.values())
                .singleElement()
                .satisfies(each -> assertThat(each.kind()).isEqualTo(GroupKind.FORCED));
        assertThat(monday.loans)
                .containsExactly(
                        new OvernightLoan(MONDAY, A, new Money(100), new Money(10), Money.ZERO, NOW, Optional.empty()));

        books.place(new UUID(0, 1), A, new Money(50), NOW);
        assertThat(settledFen(books)).containsExactly(7L);
        assertThat(books.giveBack(new UUID(0, 2), A, new Money(1), NOW)).isFalse();
        CycleEnd tuesday = new CycleEnd(2, MONDAY.plusDays(1), Optional.of(forcing), List.of(), true);
        books.end(tuesday, NOW);
        assertThat(books.takeChanges().loans)
                .singleElement()
                .satisfies(loan -> assertThat(loan.owedFen()).isEqualTo(110 - 43));
        assertThat(books.standing(A).balanceFen()).isZero();
    }

    @Test
    void whatTheDayHasNoRoomForWaitsOutsideOfTheQueueUntilACycleEnds() {
        ClearingBooks books = books(policy(ClearingMode.GROSS));
        books.submit(List.of(owes(1, A, B, Money.MAX_FEN), owes(1, A, B, 1)), NOW);
        Changes changes = books.takeChanges();
        assertThat(changes.submitted).hasSize(1);
        assertThat(changes.withoutRoom).containsExactly(owes(1, A, B, 1));
        books.end(end(1, policy(ClearingMode.GROSS), false, new Collected(1, owes(1, A, B, 1), NOW)), NOW);
        assertThat(books.takeChanges().submitted).isEmpty();
    }

    @Test
    void termsAreInForceAtOnceAndWhatTheyHeldBackSettles() {
        ClearingBooks books = books(policy(ClearingMode.GROSS));
        OwnTerms careful = new OwnTerms(Money.ZERO, new Money(60), Optional.empty(), new TreeMap<>());
        books.decide(A, careful, NOW);
        books.place(new UUID(0, 1), A, new Money(100), NOW);
        books.submit(List.of(owes(1, A, B, 70)), NOW);
        assertThat(settledFen(books)).isEmpty();
        books.decide(A, new OwnTerms(Money.ZERO, Money.ZERO, Optional.empty(), new TreeMap<>()), NOW);
        assertThat(settledFen(books)).containsExactly(70L);
    }

    @Test
    void timeThatRunsBackwardsBetweenReplicasStandsStill() {
        ClearingBooks books = books(policy(ClearingMode.GROSS));
        books.submit(List.of(owes(1, A, B, 5)), NOW.plusSeconds(10));
        books.place(new UUID(0, 1), A, new Money(5), NOW);
        assertThat(books.takeChanges().settled.values())
                .extracting(Changes.Settled::at)
                .containsExactly(NOW.plusSeconds(10));
    }
}
