package org.dcep.settlement.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.Topic;
import org.dcep.contracts.VaultStocked;
import org.dcep.ledger.GasPolicy;
import org.dcep.settlement.Economy;
import org.dcep.settlement.netting.GrossPosition;
import org.dcep.settlement.netting.Netting;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(120);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Nobody else tells of these, so that one is missing cannot be seen. */
    private static final Set<Topic> ONE_SIDED =
            EnumSet.of(Topic.REDEMPTION_COMPLETED, Topic.LIQUIDITY_PLACED, Topic.LIQUIDITY_RETURNED);

    private final List<Event> told = new ArrayList<>();
    private Economy economy = freshEconomy();

    private Economy freshEconomy() {
        told.clear();
        return new Economy(1, told::add).with("abc", "boc", "ccb");
    }

    /** What the store does, in memory. */
    private static final class Tables {
        private final Map<String, BookLine> books = new TreeMap<>();
        private final Map<String, CentralLine> central = new TreeMap<>();
        private final Map<String, SettledLine> settled = new TreeMap<>();
        private final Map<String, MarkerLine> markers = new TreeMap<>();
        private final Map<String, Leg> legs = new TreeMap<>();
        private final Map<Long, Instant> settledCycles = new TreeMap<>();
        private final Map<String, LiquidityTransfer> liquidity = new TreeMap<>();
        private long treasury;

        void apply(Event event) {
            if (event instanceof CycleMarked marked) {
                MarkerLine line = MarkerLine.of(marked, NOW);
                markers.merge(line.operatorId() + line.cycleId(), line, (known, more) -> known);
                return;
            }
            Increments sums = Increments.of(List.of(event), NOW);
            merge(books, sums.books(), line -> line.operatorId() + line.cycleId(), BookLine::plus);
            merge(central, sums.central(), CentralLine::operatorId, CentralLine::plus);
            merge(settled, sums.settled(), line -> line.operatorId() + line.cycleId(), SettledLine::plus);
            merge(legs, sums.legs(), leg -> leg.causeId() + leg.operatorId(), Tables::both);
            merge(
                    liquidity,
                    sums.liquidity(),
                    transfer -> transfer.transferId() + transfer.direction().name(),
                    LiquidityTransfer::and);
            sums.settledCycles().forEach(cycle -> settledCycles.putIfAbsent(cycle, sums.at()));
            treasury +=
                    sums.treasury().values().stream().mapToLong(Long::longValue).sum();
        }

        private static Leg both(Leg known, Leg more) {
            return new Leg(
                    known.causeId(),
                    known.operatorId(),
                    known.kind(),
                    known.central().isPresent() ? known.central() : more.central(),
                    known.book().isPresent() ? known.book() : more.book(),
                    known.seenAt());
        }

        private static <T> void merge(
                Map<String, T> table, List<T> rows, Function<T, String> key, BinaryOperator<T> plus) {
            rows.forEach(row -> table.merge(key.apply(row), row, plus));
        }

        private List<LiquidityLine> liquidityLines() {
            Map<String, LiquidityLine> lines = new TreeMap<>();
            liquidity
                    .values()
                    .forEach(transfer ->
                            lines.merge(transfer.operatorId(), LiquidityLine.of(transfer), LiquidityLine::plus));
            return List.copyOf(lines.values());
        }

        Reconciliation judge(Instant now) {
            List<Leg> inTransit = legs.values().stream()
                    .filter(leg -> leg.central().isEmpty() || leg.book().isEmpty())
                    .toList();
            return Reconciliation.of(
                    new Snapshot(
                            List.copyOf(books.values()),
                            List.copyOf(markers.values()),
                            List.copyOf(central.values()),
                            List.copyOf(settled.values()),
                            settledCycles,
                            liquidityLines(),
                            inTransit,
                            treasury,
                            Optional.of(NOW)),
                    now,
                    PATIENCE);
        }
    }

    private static Reconciliation judgeAll(List<Event> events, Instant now) {
        Tables tables = new Tables();
        events.forEach(tables::apply);
        return tables.judge(now);
    }

    private static Map<String, Boolean> laws(Reconciliation found) {
        Map<String, Boolean> laws = new HashMap<>();
        found.laws().forEach(law -> laws.put(law.name(), law.holds()));
        return laws;
    }

    /** Three banks, two cycles, everything that can happen. */
    private List<Event> history() {
        economy.issue("abc", 1_000_000);
        economy.issue("boc", 500_000);
        economy.exchange("abc", 600_000);
        economy.exchange("boc", 300_000);
        economy.exchange("abc", -50_000);
        PaymentCommitted first = economy.pay("abc", "boc", 70_000, 3);
        PaymentCommitted second = economy.pay("boc", "ccb", 20_000, 2);
        economy.pay("abc", "abc", 500, 1);
        economy.payInVain("boc", "abc", 900, 1);
        economy.redeem("boc", 40_000);
        economy.refuseRedemption("ccb", 1);
        economy.turn().forEach(told::add);
        settle(1, List.of(first, second), Map.of("abc", 4L, "boc", 2L));
        economy.pay("ccb", "abc", 100, 1);
        economy.turn().forEach(told::add);
        return told;
    }

    /**
     * The same with a third cycle, whose obligations reserves settle one after another, the last of them after its gas was
     * swept and the next cycle has closed; and one of the second, of which something waits for ever.
     */
    private List<Event> mixedHistory() {
        history();
        economy.place("abc", 100_000);
        economy.place("boc", 50_000);
        PaymentCommitted first = economy.pay("abc", "boc", 30_000, 2);
        PaymentCommitted second = economy.pay("boc", "ccb", 12_000, 1);
        PaymentCommitted third = economy.pay("ccb", "abc", 5_000, 0);
        economy.turn().forEach(told::add);
        settleInReserves(3, List.of(second));
        sweep(3, Map.of("abc", 2L, "boc", 1L));
        economy.turn().forEach(told::add);
        settleInReserves(3, List.of(first, third));
        told.add(new CycleSettled(3));
        economy.takeBack("boc", 20_000);
        economy.turn().forEach(told::add);
        return told;
    }

    private void settleInReserves(long cycle, List<PaymentCommitted> crossing) {
        PaymentsSettled payments = new PaymentsSettled(
                UUID.randomUUID(),
                cycle,
                "HYBRID",
                "RESERVES",
                crossing.stream()
                        .map(each -> new PaymentsSettled.Movement(
                                each.operatorId(), each.payeeOperatorId(), each.amountFen()))
                        .toList());
        told.add(payments);
        economy.book(payments);
    }

    private void sweep(long cycle, Map<String, Long> gas) {
        GasRevenueSettled revenue = revenue(cycle, gas);
        told.add(revenue);
        economy.book(revenue);
    }

    private void settle(long cycle, List<PaymentCommitted> crossing, Map<String, Long> gas) {
        List<GrossPosition> gross = crossing.stream()
                .map(each -> new GrossPosition(each.operatorId(), each.payeeOperatorId(), 1, each.amountFen()))
                .toList();
        PaymentsSettled payments = new PaymentsSettled(
                UUID.randomUUID(), cycle, "DEFERRED_NET", "CURRENCY", Netting.movements(Netting.positions(gross)));
        GasRevenueSettled revenue = revenue(cycle, gas);
        told.add(payments);
        told.add(revenue);
        told.add(new CycleSettled(cycle));
        economy.book(payments);
        economy.book(revenue);
    }

    private static GasRevenueSettled revenue(long cycle, Map<String, Long> gas) {
        long total = gas.values().stream().mapToLong(Long::longValue).sum();
        return new GasRevenueSettled(
                UUID.randomUUID(),
                cycle,
                gas.entrySet().stream()
                        .map(each -> new GasRevenueSettled.Collected(each.getKey(), each.getValue()))
                        .toList(),
                List.of(new GasRevenueSettled.Share(
                        GasPolicy.initial().beneficiaries().get(0).name(), 10_000, total)));
    }

    @Test
    void everyLawHoldsAndEveryMarkedCycleMatches() {
        Reconciliation found = judgeAll(history(), LATER);
        assertThat(laws(found))
                .allSatisfy((name, holds) -> assertThat(holds).as(name).isTrue());
        assertThat(found.checks()).hasSize(6).allMatch(check -> check.outcome() == CycleCheck.Outcome.MATCHES);
        assertThat(found.treasuryFen()).isEqualTo(6);
        assertThat(found.sum(operator -> operator.inTransitFen())).isZero();
        assertThat(found.sum(operator -> operator.book().issued())).isEqualTo(1_460_000 - 6);
    }

    @Test
    void everyLawHoldsWhereCurrencySettlesOneCycleAndReservesTheNext() {
        Reconciliation found = judgeAll(mixedHistory(), LATER);
        assertThat(laws(found))
                .allSatisfy((name, holds) -> assertThat(holds).as(name).isTrue());
        assertThat(found.checks()).hasSize(15).allMatch(check -> check.outcome() == CycleCheck.Outcome.MATCHES);
        assertThat(terms(found, "abc").book().reserves()).isEqualTo(25_000);
        assertThat(terms(found, "boc").book().reserves()).isEqualTo(-18_000);
        assertThat(terms(found, "ccb").book().reserves()).isEqualTo(-7_000);
        assertThat(terms(found, "abc").settlementAccountFen()).isEqualTo(75_000);
        assertThat(terms(found, "boc").settlementAccountFen()).isEqualTo(48_000);
        assertThat(terms(found, "ccb").settlementAccountFen()).isEqualTo(7_000);
        ReconciliationView view = ReconciliationView.of(found, LATER);
        assertThat(view.terms().settlementAccountsFen()).isEqualTo(130_000);
        assertThat(view.terms().outstandingFen())
                .isEqualTo(view.terms().vaultsFen()
                        + view.terms().walletsFen()
                        + view.terms().heldFen()
                        + view.terms().inTransitFen()
                        + view.terms().gasUnsweptFen()
                        + view.terms().treasuryFen());
    }

    private static Reconciliation.OperatorTerms terms(Reconciliation found, String operatorId) {
        return found.operators().stream()
                .filter(terms -> terms.operatorId().equals(operatorId))
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 200)
    void everyLawHoldsAfterEveryEventInWhateverOrderTopicsAreRead(@ForAll long seed) {
        Random random = new Random(seed);
        economy = freshEconomy();
        playInRandomOrder(mixedHistory(), random);
    }

    /** Any payments, each cycle settled in an asset of its own, in groups, at any time after it has closed. */
    @Property(tries = 200)
    void everyLawHoldsForAnyMixOfAssets(@ForAll long seed) {
        Random random = new Random(seed);
        economy = freshEconomy();
        List<String> banks = List.of("abc", "boc", "ccb");
        banks.forEach(bank -> {
            economy.issue(bank, 1_000_000);
            economy.exchange(bank, 900_000);
        });
        Map<Long, Deque<PaymentCommitted>> waiting = new TreeMap<>();
        for (long cycle = 1; cycle <= 4; cycle++) {
            waiting.put(cycle, new ArrayDeque<>());
            for (int n = random.nextInt(6); n > 0; n--) {
                int from = random.nextInt(3);
                String payee = banks.get((from + 1 + random.nextInt(2)) % 3);
                waiting.get(cycle).add(economy.pay(banks.get(from), payee, 1 + random.nextInt(9_999), 0));
            }
            economy.turn().forEach(told::add);
            for (long closed = 1; closed <= cycle; closed++) {
                settleSome(closed, waiting.get(closed), cycle == 4 ? 9 : random.nextInt(4));
            }
        }
        for (long cycle = 1; cycle <= 4; cycle++) {
            told.add(new CycleSettled(cycle));
        }
        economy.turn().forEach(told::add);
        Reconciliation found = playInRandomOrder(told, random);
        assertThat(found.checks()).hasSize(15).allMatch(check -> check.outcome() == CycleCheck.Outcome.MATCHES);
    }

    private void settleSome(long cycle, Deque<PaymentCommitted> waiting, int most) {
        List<PaymentsSettled.Movement> movements = new ArrayList<>();
        while (movements.size() < most && !waiting.isEmpty()) {
            PaymentCommitted paid = waiting.poll();
            movements.add(new PaymentsSettled.Movement(paid.operatorId(), paid.payeeOperatorId(), paid.amountFen()));
        }
        if (!movements.isEmpty()) {
            String asset = cycle % 2 == 0 ? "RESERVES" : "CURRENCY";
            PaymentsSettled settled = new PaymentsSettled(UUID.randomUUID(), cycle, "HYBRID", asset, movements);
            told.add(settled);
            economy.book(settled);
        }
    }

    private static Reconciliation playInRandomOrder(List<Event> events, Random random) {
        Map<Topic, Deque<Event>> topics = new EnumMap<>(Topic.class);
        events.forEach(event ->
                topics.computeIfAbsent(event.topic(), key -> new ArrayDeque<>()).add(event));
        Tables tables = new Tables();
        while (!topics.isEmpty()) {
            List<Topic> waiting = List.copyOf(topics.keySet());
            Topic next = waiting.get(random.nextInt(waiting.size()));
            tables.apply(topics.get(next).poll());
            if (topics.get(next).isEmpty()) {
                topics.remove(next);
            }
            Reconciliation found = tables.judge(NOW);
            assertThat(found.laws()).filteredOn(law -> !law.holds()).isEmpty();
            assertThat(found.checks()).noneMatch(check -> check.outcome() == CycleCheck.Outcome.DIFFERS);
        }
        Reconciliation last = tables.judge(LATER);
        assertThat(last.balanced()).isTrue();
        return last;
    }

    /** Whatever single event is lost or counted twice is found, once the reader's patience is over. */
    @Test
    void everyLostOrDoubledEventIsFound() {
        List<Event> events = List.copyOf(mixedHistory());
        for (int i = 0; i < events.size(); i++) {
            // That a cycle is settled is told to have it compared; told twice, or not at all, nothing else changes.
            if (isTheLastCyclesMarkerOrAfterIt(events.get(i)) || events.get(i) instanceof CycleSettled) {
                continue;
            }
            List<Event> lost = new ArrayList<>(events);
            Event planted = lost.remove(i);
            if (!(planted instanceof CycleMarked) && !ONE_SIDED.contains(planted.topic())) {
                assertThat(judgeAll(lost, LATER).balanced())
                        .as("lost " + planted)
                        .isFalse();
            }
            List<Event> doubled = new ArrayList<>(events);
            doubled.add(planted);
            if (!(planted instanceof CycleMarked)) {
                assertThat(judgeAll(doubled, LATER).balanced())
                        .as("doubled " + planted)
                        .isFalse();
            }
        }
    }

    private static boolean isTheLastCyclesMarkerOrAfterIt(Event event) {
        return event instanceof CycleMarked marked && marked.cycleId() == 5;
    }

    @Test
    void aMarkerThatIsOneFenOffNamesItsOperatorAndCycle() {
        List<Event> events = new ArrayList<>(history());
        events.replaceAll(event ->
                event instanceof CycleMarked marked && marked.operatorId().equals("boc") && marked.cycleId() == 2
                        ? withWallets(marked, marked.balances().walletsFen() + 1)
                        : event);
        Reconciliation found = judgeAll(events, NOW);
        assertThat(found.balanced()).isFalse();
        assertThat(found.checks())
                .filteredOn(check -> check.outcome() == CycleCheck.Outcome.DIFFERS)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.operatorId()).isEqualTo("boc");
                    assertThat(check.cycleId()).isEqualTo(2);
                    assertThat(check.difference().orElseThrow()).contains("do not add up");
                });
        assertThat(laws(found)).containsEntry("books-sum-to-zero", false);
    }

    @Test
    void aMarkerThatMovesOneFenBetweenItsAccountsIsFoundToo() {
        List<Event> events = new ArrayList<>(history());
        events.replaceAll(event ->
                event instanceof CycleMarked marked && marked.operatorId().equals("abc") && marked.cycleId() == 1
                        ? new CycleMarked(
                                marked.operatorId(),
                                marked.cycleId(),
                                marked.bookEvents(),
                                marked.payments(),
                                marked.amountFen(),
                                marked.gasFeeFen(),
                                marked.digest(),
                                new CycleMarked.Balances(
                                        marked.balances().issuedFen(),
                                        marked.balances().vaultFen() - 1,
                                        marked.balances().walletsFen() + 1,
                                        marked.balances().heldFen(),
                                        marked.balances().clearingFen(),
                                        marked.balances().gasFen(),
                                        0))
                        : event);
        assertThat(judgeAll(events, NOW).checks())
                .filteredOn(check -> check.outcome() == CycleCheck.Outcome.DIFFERS)
                .singleElement()
                .satisfies(check -> assertThat(check.difference().orElseThrow()).startsWith("vaultFen"));
    }

    @Test
    void currencyOnItsWayIsInTransitAndNotMissing() {
        economy.issue("abc", 1_000);
        Reconciliation before = judgeAll(List.of(told.get(0)), LATER);
        assertThat(before.balanced()).isTrue();
        assertThat(before.sum(operator -> operator.inTransitFen())).isEqualTo(1_000);
        assertThat(judgeAll(told, LATER).sum(operator -> operator.inTransitFen()))
                .isZero();
    }

    @Test
    void anEffectWithoutItsCauseIsFoundWhenPatienceEnds() {
        economy.issue("abc", 1_000);
        List<Event> effectOnly = List.of(told.get(1));
        assertThat(effectOnly.get(0)).isInstanceOf(VaultStocked.class);
        assertThat(judgeAll(effectOnly, NOW).balanced()).isTrue();
        assertThat(laws(judgeAll(effectOnly, LATER))).containsEntry("every-effect-has-its-cause", false);
    }

    @Test
    void currencyStockedTwiceForOneIssuanceBreaksTheLawAtOnce() {
        economy.issue("abc", 1_000);
        List<Event> doubled = new ArrayList<>(told);
        doubled.add(told.get(1));
        assertThat(laws(judgeAll(doubled, NOW)))
                .containsEntry("outstanding-equals-issued-minus-redeemed", false)
                .containsEntry("outstanding-equals-book-plus-transit:abc", false);
    }

    @Test
    void coinsThatDoNotAddUpToTheIssuanceAreFound() {
        economy.issue("abc", 1_000);
        CurrencyIssued issued = (CurrencyIssued) told.get(0);
        List<Event> short1 = List.of(
                new CurrencyIssued(issued.issuanceId(), "abc", 1_001, issued.coins()),
                new VaultStocked(issued.issuanceId(), "abc", 1, 1_001));
        assertThat(laws(judgeAll(short1, NOW))).containsEntry("coins-issued-equal-currency-issued", false);
    }

    @Test
    void settlementThatDiffersFromThePaymentsIsFound() {
        economy.issue("abc", 1_000);
        economy.exchange("abc", 900);
        PaymentCommitted paid = economy.pay("abc", "boc", 700, 0);
        economy.turn().forEach(told::add);
        PaymentsSettled wrong = new PaymentsSettled(
                UUID.randomUUID(),
                1,
                "DEFERRED_NET",
                "CURRENCY",
                List.of(new PaymentsSettled.Movement("abc", "boc", paid.amountFen() - 1)));
        told.add(wrong);
        List<SettlementBooked> booked = economy.book(wrong);
        assertThat(booked).hasSize(2);
        assertThat(judgeAll(told, LATER).balanced())
                .as("while the rest may wait")
                .isTrue();
        told.add(new CycleSettled(1));
        assertThat(judgeAll(told, NOW).balanced())
                .as("while the rest may be on its way")
                .isTrue();
        assertThat(judgeAll(told, LATER).checks())
                .filteredOn(check -> check.outcome() == CycleCheck.Outcome.DIFFERS)
                .extracting(CycleCheck::operatorId)
                .containsExactly("abc", "boc");
    }

    @Test
    void aSettlementThatForgetsEverythingIsFound() {
        economy.issue("abc", 1_000);
        economy.exchange("abc", 900);
        economy.pay("abc", "boc", 700, 0);
        economy.turn().forEach(told::add);
        told.add(new PaymentsSettled(UUID.randomUUID(), 1, "DEFERRED_NET", "CURRENCY", List.of()));
        told.add(new CycleSettled(1));
        assertThat(judgeAll(told, LATER).checks())
                .filteredOn(check -> check.outcome() == CycleCheck.Outcome.DIFFERS)
                .extracting(CycleCheck::operatorId)
                .containsExactly("abc", "boc");
    }

    @Test
    void aSettlementInReservesThatIsBookedAgainstIssuedIsFound() {
        List<Event> events = new ArrayList<>(mixedHistory());
        events.replaceAll(event -> event instanceof SettlementBooked booked
                        && booked.asset().equals("RESERVES")
                        && booked.operatorId().equals("abc")
                ? new SettlementBooked(
                        booked.settlementId(), "abc", booked.cycleId(), "CURRENCY", booked.clearingFen(), 0)
                : event);
        Reconciliation found = judgeAll(events, NOW);
        assertThat(laws(found))
                .containsEntry("outstanding-equals-book-plus-transit:abc", false)
                .containsEntry("reserves-paid-equal-book-plus-transit:abc", false)
                .containsEntry("reserves-in-books-sum-to-zero", false)
                .containsEntry("outstanding-equals-book-plus-transit:boc", true);
        assertThat(found.checks())
                .filteredOn(check -> check.outcome() == CycleCheck.Outcome.DIFFERS)
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.operatorId()).isEqualTo("abc"));
    }

    @Test
    void aMarkerThatMovesReservesIntoWalletsIsFound() {
        List<Event> events = new ArrayList<>(mixedHistory());
        events.replaceAll(event ->
                event instanceof CycleMarked marked && marked.operatorId().equals("abc") && marked.cycleId() == 5
                        ? withReserves(marked, marked.balances().reservesFen() - 1)
                        : event);
        assertThat(judgeAll(events, NOW).checks())
                .filteredOn(check -> check.outcome() == CycleCheck.Outcome.DIFFERS)
                .singleElement()
                .satisfies(check -> assertThat(check.difference().orElseThrow()).contains("do not add up"));
    }

    @Test
    void liquidityPlacedTwiceIsFoundAndCountsOnce() {
        List<Event> events = new ArrayList<>(mixedHistory());
        Event placed = events.stream()
                .filter(event -> event.topic() == Topic.LIQUIDITY_PLACED)
                .findFirst()
                .orElseThrow();
        events.add(placed);
        Reconciliation found = judgeAll(events, NOW);
        assertThat(laws(found)).containsEntry("transfers-of-liquidity-are-told-once", false);
        assertThat(found.laws().stream().filter(law -> !law.holds())).hasSize(1);
        assertThat(terms(found, "abc").settlementAccountFen()).isEqualTo(75_000);
    }

    @Test
    void aBookThatBeginsInALaterCycleIsCompared() {
        economy.issue("abc", 1_000);
        economy.turn().forEach(told::add);
        economy.with("late");
        economy.issue("late", 500);
        economy.turn().forEach(told::add);
        Reconciliation found = judgeAll(told, LATER);
        assertThat(found.balanced()).isTrue();
        assertThat(found.checks())
                .filteredOn(check -> check.operatorId().equals("late"))
                .hasSize(1);
    }

    private static CycleMarked withReserves(CycleMarked marked, long reserves) {
        CycleMarked.Balances balances = marked.balances();
        return new CycleMarked(
                marked.operatorId(),
                marked.cycleId(),
                marked.bookEvents(),
                marked.payments(),
                marked.amountFen(),
                marked.gasFeeFen(),
                marked.digest(),
                new CycleMarked.Balances(
                        balances.issuedFen(),
                        balances.vaultFen(),
                        balances.walletsFen(),
                        balances.heldFen(),
                        balances.clearingFen(),
                        balances.gasFen(),
                        reserves));
    }

    private static CycleMarked withWallets(CycleMarked marked, long wallets) {
        CycleMarked.Balances balances = marked.balances();
        return new CycleMarked(
                marked.operatorId(),
                marked.cycleId(),
                marked.bookEvents(),
                marked.payments(),
                marked.amountFen(),
                marked.gasFeeFen(),
                marked.digest(),
                new CycleMarked.Balances(
                        balances.issuedFen(),
                        balances.vaultFen(),
                        wallets,
                        balances.heldFen(),
                        balances.clearingFen(),
                        balances.gasFen(),
                        0));
    }
}
