package org.dcep.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** Participants and what happens to them, small enough for everything to be tried and for gridlock to be common. */
record Scenario(List<Participant> participants, List<Step> steps) {
    static final Instant MORNING = Instant.parse("2026-11-02T00:00:00Z");
    private static final int PARTICIPANTS = 4;

    /** What happens, one second after what happened before. */
    enum Action {
        SUBMIT,
        ADD,
        WITHDRAW,
        RUN,
        END_DAY
    }

    /** Participants by number; {@code payee} is looked at only if something is submitted. */
    record Step(Action action, int payer, int payee, long fen, Priority priority) {
        Obligation obligation(int number) {
            return new Obligation("o" + number, id(payer), id(payee), new Money(fen), priority);
        }
    }

    static OperatorId id(int number) {
        return OperatorId.of("bank-" + number);
    }

    Scenario without(Action... actions) {
        return new Scenario(
                participants,
                steps.stream()
                        .filter(step -> !List.of(actions).contains(step.action))
                        .toList());
    }

    Scenario onlyNormal() {
        return new Scenario(
                participants,
                steps.stream()
                        .map(step -> new Step(step.action, step.payer, step.payee, step.fen, Priority.NORMAL))
                        .toList());
    }

    Scenario withoutTerms() {
        return new Scenario(
                participants.stream()
                        .map(one -> Participant.of(one.id(), one.liquidity()))
                        .toList(),
                steps);
    }

    Scenario backwards() {
        List<Participant> reversed = new ArrayList<>(participants);
        Collections.reverse(reversed);
        return new Scenario(reversed, steps);
    }

    static Arbitrary<Scenario> any() {
        return Combinators.combine(
                        participant(0),
                        participant(1),
                        participant(2),
                        participant(3),
                        step().list().ofMinSize(1).ofMaxSize(40))
                .as((a, b, c, d, steps) -> new Scenario(List.of(a, b, c, d), steps));
    }

    private static Arbitrary<Participant> participant(int number) {
        return Combinators.combine(Arbitraries.longs().between(0, 25), terms(number))
                .as((liquidity, terms) -> new Participant(id(number), new Money(liquidity), terms));
    }

    private static Arbitrary<Terms> terms(int own) {
        Arbitrary<Money> money = Arbitraries.longs().between(0, 20).map(Money::new);
        Arbitrary<Optional<Money>> limit = money.optional(0.3);
        Arbitrary<Money> reserve =
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(Money.ZERO)), Tuple.of(1, money));
        Arbitrary<Map<OperatorId, Money>> limits = Arbitraries.maps(
                        Arbitraries.integers()
                                .between(0, PARTICIPANTS - 1)
                                .filter(number -> number != own)
                                .map(Scenario::id),
                        money)
                .ofMaxSize(1);
        Arbitrary<Terms> some = Combinators.combine(reserve, limit, reserve, reserve, limit, limits)
                .as((credit, cap, urgent, high, multilateral, bilateral) ->
                        new Terms(credit, cap, urgent, high, multilateral, new TreeMap<>(bilateral)));
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(Terms.NONE)), Tuple.of(2, some));
    }

    private static Arbitrary<Step> step() {
        Arbitrary<Action> action = Arbitraries.frequency(
                Tuple.of(12, Action.SUBMIT),
                Tuple.of(1, Action.ADD),
                Tuple.of(1, Action.WITHDRAW),
                Tuple.of(2, Action.RUN),
                Tuple.of(1, Action.END_DAY));
        Arbitrary<Priority> priority = Arbitraries.frequency(
                Tuple.of(1, Priority.URGENT), Tuple.of(1, Priority.HIGH), Tuple.of(4, Priority.NORMAL));
        return Combinators.combine(
                        action,
                        Arbitraries.integers().between(0, PARTICIPANTS - 1),
                        Arbitraries.integers().between(1, PARTICIPANTS - 1),
                        Arbitraries.longs().between(1, 30),
                        priority)
                .as((what, payer, distance, fen, which) ->
                        new Step(what, payer, (payer + distance) % PARTICIPANTS, fen, which));
    }
}
