package org.dcep.settlement.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares what each book says at the end of a cycle with what its events add up to: first whether all events are
 * there, then sums and balances. Events may arrive after the marker, so too few are missing only after some patience;
 * too many are wrong at once.
 */
final class CycleChecks {
    private final Instant now;
    private final Duration patience;

    private record Pair(BookLine line, MarkerLine marker) {
        Pair and(Pair other) {
            return new Pair(line == null ? other.line : line, marker == null ? other.marker : marker);
        }
    }

    CycleChecks(Instant now, Duration patience) {
        this.now = now;
        this.patience = patience;
    }

    /** One check per marker, by operator and cycle. */
    List<CycleCheck> of(Snapshot snapshot) {
        SortedMap<String, SortedMap<Long, Pair>> operators = new TreeMap<>();
        snapshot.books().forEach(line -> put(operators, line.operatorId(), line.cycleId(), new Pair(line, null)));
        snapshot.markers()
                .forEach(marker -> put(operators, marker.operatorId(), marker.cycleId(), new Pair(null, marker)));
        List<CycleCheck> checks = new ArrayList<>();
        operators.forEach((operator, cycles) -> checks.addAll(ofOperator(operator, cycles)));
        return withSettlements(checks, snapshot);
    }

    private static void put(
            SortedMap<String, SortedMap<Long, Pair>> operators, String operator, long cycle, Pair pair) {
        operators.computeIfAbsent(operator, key -> new TreeMap<>()).merge(cycle, pair, Pair::and);
    }

    private List<CycleCheck> ofOperator(String operator, SortedMap<Long, Pair> cycles) {
        List<CycleCheck> checks = new ArrayList<>();
        BookAmounts balances = BookAmounts.ZERO;
        boolean complete = true;
        for (Map.Entry<Long, Pair> entry : cycles.entrySet()) {
            long cycle = entry.getKey();
            BookLine line = Optional.ofNullable(entry.getValue().line()).orElseGet(() -> nothing(operator, cycle));
            MarkerLine marker = entry.getValue().marker();
            balances = balances.plus(line.change());
            if (marker == null) {
                unmarked(line, cycles).ifPresent(checks::add);
                continue;
            }
            complete = complete && line.events() >= marker.events();
            checks.add(check(line, marker, balances, complete));
        }
        return checks;
    }

    /** A marker never overtakes an earlier one of its book: that a later one is here and this is not means it is lost. */
    private Optional<CycleCheck> unmarked(BookLine line, SortedMap<Long, Pair> cycles) {
        boolean overtaken = line.events() > 0
                && cycles.tailMap(line.cycleId() + 1).values().stream()
                        .anyMatch(later -> later.marker() != null && isOverdue(later.marker()));
        return overtaken
                ? Optional.of(CycleCheck.differs(line.operatorId(), line.cycleId(), "the marker is missing"))
                : Optional.empty();
    }

    private CycleCheck check(BookLine line, MarkerLine marker, BookAmounts balances, boolean complete) {
        Optional<String> difference = ownFault(marker).or(() -> tooMany(line, marker));
        if (difference.isEmpty() && !complete) {
            return isOverdue(marker)
                    ? CycleCheck.differs(marker.operatorId(), marker.cycleId(), missing(line, marker))
                    : CycleCheck.pending(marker.operatorId(), marker.cycleId());
        }
        return difference
                .or(() -> differs("payments", marker.payments(), line.payments()))
                .or(() -> differs("amountFen", marker.amountFen(), line.amountFen()))
                .or(() -> differs("gasFeeFen", marker.gasFeeFen(), line.gasFeeFen()))
                .or(() -> differs(marker.balances(), balances))
                .map(found -> CycleCheck.differs(marker.operatorId(), marker.cycleId(), found))
                .orElseGet(() -> CycleCheck.matches(marker.operatorId(), marker.cycleId()));
    }

    private boolean isOverdue(MarkerLine marker) {
        return marker.seenAt().plus(patience).isBefore(now);
    }

    private static Optional<String> ownFault(MarkerLine marker) {
        if (marker.disputed()) {
            return Optional.of("the book has marked the cycle twice, differently");
        }
        return marker.balances().addsUp()
                ? Optional.empty()
                : Optional.of("the marked balances do not add up: issued "
                        + marker.balances().issued() + ", placed "
                        + marker.balances().placed());
    }

    private static Optional<String> tooMany(BookLine line, MarkerLine marker) {
        return line.events() > marker.events() ? differs("events", marker.events(), line.events()) : Optional.empty();
    }

    private static String missing(BookLine line, MarkerLine marker) {
        return differs("events", marker.events(), line.events()).orElse("events of an earlier cycle are missing");
    }

    private static Optional<String> differs(BookAmounts marked, BookAmounts counted) {
        return differs("issuedFen", marked.issued(), counted.issued())
                .or(() -> differs("vaultFen", marked.vault(), counted.vault()))
                .or(() -> differs("walletsFen", marked.wallets(), counted.wallets()))
                .or(() -> differs("heldFen", marked.held(), counted.held()))
                .or(() -> differs("clearingFen", marked.clearing(), counted.clearing()))
                .or(() -> differs("gasFen", marked.gas(), counted.gas()))
                .or(() -> differs("reservesFen", marked.reserves(), counted.reserves()));
    }

    private static Optional<String> differs(String what, long marked, long counted) {
        return marked == counted
                ? Optional.empty()
                : Optional.of(what + ": the marker says " + marked + ", the events say " + counted);
    }

    private static BookLine nothing(String operator, long cycle) {
        return new BookLine(operator, cycle, 0, 0, 0, 0, BookAmounts.ZERO, 0, 0);
    }

    /**
     * Where every book of a cycle matches and settlement says that nothing of it is left to settle, what was settled must
     * be what the payments oblige to. Until it says so obligations may wait for liquidity. Settlements may be read after
     * it, so a difference counts only after some patience.
     */
    private List<CycleCheck> withSettlements(List<CycleCheck> checks, Snapshot snapshot) {
        Map<Long, Boolean> allMatch = new HashMap<>();
        checks.forEach(check ->
                allMatch.merge(check.cycleId(), check.outcome() == CycleCheck.Outcome.MATCHES, Boolean::logicalAnd));
        Map<Long, Map<String, Long>> nets = new HashMap<>();
        snapshot.settled()
                .forEach(line -> nets.computeIfAbsent(line.cycleId(), key -> new HashMap<>())
                        .put(line.operatorId(), line.netFen()));
        Map<Long, Map<String, BookLine>> lines = new HashMap<>();
        snapshot.books()
                .forEach(line -> lines.computeIfAbsent(line.cycleId(), key -> new HashMap<>())
                        .put(line.operatorId(), line));
        return checks.stream()
                .map(check -> snapshot.settledCycles().containsKey(check.cycleId()) && allMatch.get(check.cycleId())
                        ? settledAsPaid(
                                check,
                                snapshot.settledCycles().get(check.cycleId()),
                                nets.getOrDefault(check.cycleId(), Map.of()),
                                lines.getOrDefault(check.cycleId(), Map.of()))
                        : check)
                .sorted(Comparator.comparingLong(CycleCheck::cycleId).thenComparing(CycleCheck::operatorId))
                .toList();
    }

    private CycleCheck settledAsPaid(
            CycleCheck check, Instant settledAt, Map<String, Long> nets, Map<String, BookLine> lines) {
        BookLine line = lines.get(check.operatorId());
        long owed = line == null ? 0 : Math.subtractExact(line.receivedFen(), line.paidFen());
        long settled = nets.getOrDefault(check.operatorId(), 0L);
        if (owed == settled) {
            return check;
        }
        return settledAt.plus(patience).isBefore(now)
                ? CycleCheck.differs(
                        check.operatorId(),
                        check.cycleId(),
                        "netFen: settlement says " + settled + ", the payments say " + owed)
                : CycleCheck.pending(check.operatorId(), check.cycleId());
    }
}
