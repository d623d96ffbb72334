package org.dcep.settlement.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.dcep.clearing.Algorithm;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingRules;
import org.dcep.clearing.ClearingSnapshot;
import org.dcep.clearing.EndOfDay;
import org.dcep.clearing.Offsetting;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.clearing.Shortfall;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** What may happen to the books, step by step, with restarts wherever somebody wants them. */
final class Play {
    static final Instant MORNING = Instant.parse("2026-11-23T00:00:00Z");
    static final SettlementPolicy BEFORE_ANY = SettlementPolicy.of(ClearingMode.GROSS, SettlementAsset.RESERVES);

    /** One step. Whoever it is about is a number, and so are amounts; a step that makes no sense does nothing. */
    record Step(Kind kind, int one, int other, long fen, SettlementPolicy policy) {
        enum Kind {
            PAY,
            PLACE,
            RETURN,
            OFFSET,
            TERMS,
            /** The cycle closes and the next one opens, under another policy. */
            CLOSE,
            /** The oldest cycle that is closed and not decided ends. */
            END
        }
    }

    private record Cycle(long id, LocalDate date, SettlementPolicy policy) {}

    final Rows rows = new Rows(new ClearingSnapshot(MORNING, List.of(), List.of(), 1, 1));
    private final List<Cycle> closing = new ArrayList<>();
    private final List<Collected> collected = new ArrayList<>();
    private final SettlementPolicy first;
    private Cycle open;
    private ClearingBooks books;
    private long steps;
    private long placedFen;
    private SettlementPolicy adopted = BEFORE_ANY;

    Play(SettlementPolicy first) {
        this.first = first;
        open = new Cycle(1, LocalDate.of(2026, 11, 23), first);
        books = rows.read(0, BEFORE_ANY);
    }

    /** Plays all steps; before those whose number {@code restarts} names, everything in memory is forgotten. */
    Play all(List<Step> all, IntPredicate restarts) {
        for (int i = 0; i < all.size(); i++) {
            if (restarts.test(i)) {
                books = rows.read(books.cycleId(), adopted);
            }
            play(all.get(i));
        }
        return this;
    }

    Play play(Step step) {
        steps++;
        Instant now = MORNING.plusSeconds(steps);
        adopt();
        OperatorId one = operator(step.one());
        OperatorId other = operator(step.other());
        Money amount = new Money(step.fen());
        switch (step.kind()) {
            case PAY -> pay(new Arrival(new UUID(7, steps), open.id(), one, other, amount), now);
            case PLACE -> {
                if (books.place(new UUID(8, steps), one, amount, now)) {
                    placedFen += amount.fen();
                }
            }
            case RETURN -> {
                if (books.giveBack(new UUID(9, steps), one, amount, now)) {
                    placedFen -= amount.fen();
                }
            }
            case OFFSET -> books.offset(now);
            case TERMS ->
                books.decide(
                        one,
                        new OwnTerms(
                                Money.ZERO,
                                new Money(step.fen() / 3),
                                step.fen() % 2 == 0 ? Optional.of(amount) : Optional.empty(),
                                one.equals(other) ? new TreeMap<>() : new TreeMap<>(Map.of(other, amount))),
                        now);
            case CLOSE -> close(step);
            case END -> end(now);
        }
        rows.take(books);
        return this;
    }

    private void adopt() {
        if (books.cycleId() != open.id()) {
            books.adopt(open.id(), open.policy());
            adopted = open.policy();
        }
    }

    private void pay(Arrival arrival, Instant now) {
        if (arrival.payer().equals(arrival.payee())) {
            return;
        }
        if (open.policy().rules().mode() == ClearingMode.DEFERRED_NET) {
            collected.add(new Collected(steps, arrival, now));
        } else {
            books.submit(List.of(arrival), now);
        }
    }

    private void close(Step step) {
        closing.add(open);
        LocalDate next = open.date().plusDays(step.one() % 2);
        open = new Cycle(open.id() + 1, next, step.policy());
    }

    private void end(Instant now) {
        if (closing.isEmpty()) {
            return;
        }
        Cycle ended = closing.remove(0);
        List<Collected> own = collected.stream()
                .filter(each -> each.arrival().cycleId() <= ended.id())
                .toList();
        collected.removeAll(own);
        boolean endsDay = open.date().isAfter(ended.date())
                && closing.stream().noneMatch(each -> !each.date().isAfter(ended.date()));
        books.end(new CycleEnd(ended.id(), ended.date(), Optional.of(ended.policy()), own, endsDay), now);
    }

    /** Ends every cycle that is closed. */
    Play endAll() {
        while (!closing.isEmpty()) {
            play(new Step(Step.Kind.END, 0, 0, 0, first));
        }
        return this;
    }

    ClearingBooks books() {
        return books;
    }

    long placedFen() {
        return placedFen;
    }

    static OperatorId operator(int number) {
        return OperatorId.of("bank-" + (char) ('a' + Math.floorMod(number, 4)));
    }

    static Arbitrary<List<Step>> steps(Step.Kind... kinds) {
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(1, 60),
                        policies())
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    static Arbitrary<SettlementPolicy> policies() {
        return Combinators.combine(
                        Arbitraries.of(ClearingMode.class),
                        Arbitraries.of(Shortfall.class),
                        Arbitraries.of(new EndOfDay.Keep(), new EndOfDay.ForceOnCredit(10_000)),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(0, 40),
                        Arbitraries.longs().between(1, 100).optional())
                .as((mode, shortfall, ending, bypass, cap, netCap) -> new SettlementPolicy(
                        ClearingRules.of(mode, SettlementAsset.RESERVES)
                                .with(bypass ? Offsetting.ALL : Offsetting.ALL.withoutBypass())
                                .with(shortfall)
                                .with(ending),
                        new SettlementPolicy.PriorityRule(Optional.of(new Money(40)), Optional.of(new Money(55))),
                        new SettlementPolicy.Caps(new Money(cap), netCap.map(Money::new)),
                        new TreeMap<>()));
    }

    /** One priority and no bypass, which is where hybrid never settles less than gross. */
    static SettlementPolicy inOrder(ClearingMode mode) {
        return SettlementPolicy.of(mode, SettlementAsset.RESERVES)
                .with(ClearingRules.of(mode, SettlementAsset.RESERVES)
                        .with(Offsetting.ALL
                                .withAlgorithms(EnumSet.allOf(Algorithm.class))
                                .withoutBypass()));
    }
}
