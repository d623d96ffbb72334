package org.dcep.settlement.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The judgement on a snapshot: terms, laws and checked cycles. Every law has a term for what is on its way, so it holds
 * after each applied event, in whatever order the topics were read; only the comparison with markers waits for events.
 */
record Reconciliation(
        Instant asOf, long treasuryFen, List<OperatorTerms> operators, List<Law> laws, List<CycleCheck> checks) {

    /**
     * One operator as both sides see it.
     *
     * @param inTransitFen issued currency of which only one end has told so far, signed
     * @param reservesInTransitFen the same of reserves
     * @param gasChargedFen all gas ever charged, wherever it is now
     */
    record OperatorTerms(
            String operatorId,
            CentralLine central,
            LiquidityLine liquidity,
            BookAmounts book,
            long inTransitFen,
            long gasInTransitFen,
            long reservesInTransitFen,
            long gasChargedFen) {

        /**
         * The operator's settlement account as far as it is told: what was placed less what was taken back, and what
         * reserves have settled. Below zero it is credit drawn.
         */
        long settlementAccountFen() {
            return Math.addExact(
                    Math.subtractExact(liquidity.placedFen(), liquidity.returnedFen()), central.reservesFen());
        }
    }

    static Reconciliation of(Snapshot snapshot, Instant now, Duration patience) {
        List<OperatorTerms> operators = operators(snapshot);
        List<CycleCheck> checks = new CycleChecks(now, patience).of(snapshot);
        List<Law> laws = new ArrayList<>(globalLaws(snapshot, operators));
        laws.add(booksSumToZero(snapshot.markers()));
        laws.add(everyEffectHasItsCause(snapshot.legs(), now.minus(patience)));
        laws.add(markersMatch(checks));
        operators.forEach(terms -> laws.add(ofOperator(terms)));
        operators.forEach(terms -> laws.add(reservesOfOperator(terms)));
        return new Reconciliation(snapshot.lastApplied().orElse(now), snapshot.treasuryFen(), operators, laws, checks);
    }

    boolean balanced() {
        return laws.stream().allMatch(Law::holds);
    }

    long sum(ToLongFunction<OperatorTerms> term) {
        return sum(operators, term);
    }

    private static List<OperatorTerms> operators(Snapshot snapshot) {
        SortedMap<String, CentralLine> central = new TreeMap<>();
        snapshot.central().forEach(line -> central.put(line.operatorId(), line));
        Map<String, LiquidityLine> liquidity = new HashMap<>();
        snapshot.liquidity().forEach(line -> {
            central.putIfAbsent(line.operatorId(), CentralLine.nothing(line.operatorId()));
            liquidity.put(line.operatorId(), line);
        });
        Map<String, BookAmounts> books = new HashMap<>();
        Map<String, Long> charged = new HashMap<>();
        snapshot.books().forEach(line -> {
            central.putIfAbsent(line.operatorId(), CentralLine.nothing(line.operatorId()));
            books.merge(line.operatorId(), line.change(), BookAmounts::plus);
            charged.merge(line.operatorId(), line.gasFeeFen(), Math::addExact);
        });
        Map<String, Long> transit = new HashMap<>();
        Map<String, Long> gasTransit = new HashMap<>();
        Map<String, Long> reservesTransit = new HashMap<>();
        snapshot.legs().forEach(leg -> {
            (leg.kind() == Leg.Kind.RESERVES ? reservesTransit : transit)
                    .merge(leg.operatorId(), leg.inTransitFen(), Math::addExact);
            gasTransit.merge(leg.operatorId(), leg.kind() == Leg.Kind.GAS ? leg.inTransitFen() : 0, Math::addExact);
        });
        return central.values().stream()
                .map(line -> new OperatorTerms(
                        line.operatorId(),
                        line,
                        liquidity.getOrDefault(line.operatorId(), LiquidityLine.nothing(line.operatorId())),
                        books.getOrDefault(line.operatorId(), BookAmounts.ZERO),
                        transit.getOrDefault(line.operatorId(), 0L),
                        gasTransit.getOrDefault(line.operatorId(), 0L),
                        reservesTransit.getOrDefault(line.operatorId(), 0L),
                        charged.getOrDefault(line.operatorId(), 0L)))
                .toList();
    }

    private static List<Law> globalLaws(Snapshot snapshot, List<OperatorTerms> operators) {
        long issuedLessRedeemed = sum(
                operators,
                terms -> terms.central().issuedFen() - terms.central().redeemedFen());
        long inBooks = sum(operators, terms -> terms.book().issued() + terms.inTransitFen());
        long placed = sum(operators, terms -> terms.book().placed() + terms.inTransitFen());
        long treasury = snapshot.treasuryFen();
        return List.of(
                new Law("outstanding-equals-issued-minus-redeemed", inBooks + treasury, issuedLessRedeemed),
                new Law(
                        "outstanding-equals-vaults-wallets-held-transit-gas-treasury",
                        issuedLessRedeemed,
                        placed + treasury),
                new Law(
                        "coins-issued-equal-currency-issued",
                        sum(operators, terms -> terms.central().coinsFen()),
                        sum(operators, terms -> terms.central().issuedFen())),
                new Law(
                        "net-positions-sum-to-zero",
                        sum(
                                operators,
                                terms -> terms.central().settledFen()
                                        + terms.central().reservesFen()),
                        0),
                new Law(
                        "reserves-in-books-sum-to-zero",
                        sum(operators, terms -> terms.book().reserves() - terms.reservesInTransitFen()),
                        0),
                new Law(
                        "transfers-of-liquidity-are-told-once",
                        sum(operators, terms -> terms.liquidity().events()),
                        sum(operators, terms -> terms.liquidity().transfers())),
                new Law(
                        "treasury-equals-gas-settled",
                        treasury,
                        sum(operators, terms -> terms.central().sweptFen())),
                new Law(
                        "gas-charged-equals-gas-swept-plus-unswept",
                        sum(operators, OperatorTerms::gasChargedFen),
                        treasury + sum(operators, terms -> terms.book().gas() + terms.gasInTransitFen())));
    }

    /** Of the newest marker of each book, which was read from its balances. */
    private static Law booksSumToZero(List<MarkerLine> markers) {
        Map<String, MarkerLine> newest = new HashMap<>();
        markers.forEach(marker -> newest.merge(
                marker.operatorId(), marker, (one, other) -> one.cycleId() > other.cycleId() ? one : other));
        long placed = newest.values().stream()
                .mapToLong(marker -> marker.balances().placed())
                .reduce(0, Math::addExact);
        long issued = newest.values().stream()
                .mapToLong(marker -> marker.balances().issued())
                .reduce(0, Math::addExact);
        return new Law("books-sum-to-zero", placed - issued, 0);
    }

    private static Law everyEffectHasItsCause(List<Leg> legs, Instant overdue) {
        long orphans = legs.stream()
                .filter(leg -> leg.lacksItsCause() && leg.seenAt().isBefore(overdue))
                .count();
        return new Law("every-effect-has-its-cause", orphans, 0);
    }

    private static Law markersMatch(List<CycleCheck> checks) {
        long compared = checks.stream()
                .filter(check -> check.outcome() != CycleCheck.Outcome.PENDING)
                .count();
        long matching = checks.stream()
                .filter(check -> check.outcome() == CycleCheck.Outcome.MATCHES)
                .count();
        return new Law("marked-cycles-match-their-events", compared, matching);
    }

    private static Law ofOperator(OperatorTerms terms) {
        return new Law(
                "outstanding-equals-book-plus-transit:" + terms.operatorId(),
                terms.central().outstandingFen(),
                terms.book().issued() + terms.inTransitFen());
    }

    /** What the operator has paid in reserves less what it has received. */
    private static Law reservesOfOperator(OperatorTerms terms) {
        return new Law(
                "reserves-paid-equal-book-plus-transit:" + terms.operatorId(),
                -terms.central().reservesFen(),
                terms.book().reserves() - terms.reservesInTransitFen());
    }

    private static long sum(List<OperatorTerms> operators, ToLongFunction<OperatorTerms> term) {
        return operators.stream().mapToLong(term).reduce(0, Math::addExact);
    }
}
