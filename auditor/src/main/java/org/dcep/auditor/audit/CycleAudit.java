package org.dcep.auditor.audit;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dcep.auditor.book.BookAmounts;
import org.dcep.auditor.book.CycleLine;
import org.dcep.auditor.book.MarkerRules;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.gas.FeeAudit;
import org.dcep.auditor.gas.Tariff;
import org.dcep.auditor.log.Place;
import org.dcep.auditor.position.CyclePosition;
import org.dcep.auditor.state.AuditState;
import org.dcep.auditor.state.AuditState.Closed;
import org.dcep.auditor.state.AuditState.LineKey;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;

/** Books cycle by cycle: each compared with its marker, in order; then the positions that follow from all of them. */
final class CycleAudit {
    /** Judged cycles that are kept for whoever asks. */
    private static final int KEPT_CYCLES = 50;

    private final AuditState state;
    private final FeeAudit fees;
    private final Naming naming;
    private final Consumer<Discrepancy> findings;
    private final Map<String, TreeMap<Long, CycleLine>> books = new HashMap<>();
    private LineKey lastKey;
    private CycleLine lastLine;

    /** Reads a cycle of a book a second time and names what is wrong with it. */
    @FunctionalInterface
    interface Naming {
        List<Discrepancy> of(LineKey book, CycleLine line);
    }

    CycleAudit(AuditState state, FeeAudit fees, Naming naming, Consumer<Discrepancy> findings) {
        this.state = state;
        this.fees = fees;
        this.naming = naming;
        this.findings = findings;
        for (LineKey key : state.lines().keys()) {
            book(key.operatorId()).put(key.cycleId(), state.lines().get(key));
        }
    }

    private TreeMap<Long, CycleLine> book(String operatorId) {
        return books.computeIfAbsent(operatorId, first -> new TreeMap<>());
    }

    /** Adds a change to its book; false if the book had left the cycle with all its changes known. */
    boolean take(BookEvent event, Place place) {
        CycleLine line = line(event.operatorId(), event.cycleId());
        Closed closed = state.closed().get(event.operatorId());
        if (closed != null && event.cycleId() <= closed.cycleId()) {
            Scene scene =
                    Scene.ofBook(event.operatorId()).cycle(event.cycleId()).at(place);
            scene = scene.cause(EventIds.of(event));
            Optional<String> account = EventIds.account(event);
            findings.accept(
                    new Discrepancy.EventAfterMarker(account.map(scene::account).orElse(scene)));
            return false;
        }
        line.add(event, place);
        return true;
    }

    private CycleLine line(String operatorId, long cycleId) {
        if (lastKey == null
                || lastKey.cycleId() != cycleId
                || !lastKey.operatorId().equals(operatorId)) {
            lastKey = new LineKey(operatorId, cycleId);
            lastLine = state.lines().get(lastKey);
            if (lastLine == null) {
                lastLine = new CycleLine();
                state.lines().put(lastKey, lastLine);
                book(operatorId).put(cycleId, lastLine);
            }
        }
        state.lines().touch(lastKey);
        return lastLine;
    }

    void mark(CycleMarked marker, Place place, Instant at) {
        CycleLine line = line(marker.operatorId(), marker.cycleId());
        Scene scene = Scene.ofBook(marker.operatorId()).cycle(marker.cycleId()).at(place);
        if (line.marker() != null) {
            findings.accept(new Discrepancy.MarkerDiffers(scene, "marker", "a second one", "one"));
            return;
        }
        BookAmounts said = BookAmounts.of(marker.balances());
        if (!said.placed().equals(said.issued())) {
            findings.accept(new Discrepancy.MarkerDiffers(
                    scene, "sum", said.placed().toString(), said.issued().toString()));
        }
        line.mark(marker, at.toEpochMilli());
    }

    void owe(PaymentCommitted payment) {
        position(payment.cycleId()).owe(payment);
    }

    /** A cycle that was compared at its end cannot settle anything more. */
    void settle(PaymentsSettled settled, Place place) {
        CyclePosition position = position(settled.cycleId());
        position.settle(settled);
        if (position.isNetJudged()) {
            Scene scene = Scene.NOWHERE
                    .cause(settled.settlementId())
                    .cycle(settled.cycleId())
                    .at(place);
            compare(scene, "settled after the cycle's end", BigInteger.ZERO, BigInteger.valueOf(valueFen(settled)));
        }
    }

    private static long valueFen(PaymentsSettled settled) {
        return settled.movements().stream()
                .mapToLong(PaymentsSettled.Movement::amountFen)
                .sum();
    }

    /** From now on what was settled can be compared with what was owed. */
    void end(CycleSettled cycle, Instant at) {
        position(cycle.cycleId()).end(at.toEpochMilli());
    }

    /** Swept gas is compared with the cycle's fees later, its shares with the signed policy at once. */
    void sweep(GasRevenueSettled gas, Place place) {
        CyclePosition position = position(gas.cycleId());
        long total = 0;
        for (GasRevenueSettled.Collected collected : gas.collected()) {
            position.sweep(collected.operatorId(), collected.gasFeeFen());
            total = Math.addExact(total, collected.gasFeeFen());
        }
        if (gas.shares().isEmpty() && total == 0) {
            return;
        }
        Scene scene =
                Scene.NOWHERE.cause(gas.settlementId()).cycle(gas.cycleId()).at(place);
        List<Tariff.Share> shares = gas.shares().stream()
                .map(share -> new Tariff.Share(share.beneficiary(), share.basisPoints()))
                .toList();
        Optional<Tariff> tariff = fees.sharing(shares, total);
        if (tariff.isEmpty()) {
            findings.accept(new Discrepancy.PriceUnknown(scene, "shares that no signed policy gives"));
            return;
        }
        for (GasRevenueSettled.Share share : gas.shares()) {
            long right = tariff.get().shareFen(share.beneficiary(), total).orElse(0);
            compare(
                    scene,
                    "share of " + share.beneficiary(),
                    BigInteger.valueOf(right),
                    BigInteger.valueOf(share.amountFen()));
        }
    }

    private void compare(Scene scene, String figure, BigInteger expected, BigInteger found) {
        if (!expected.equals(found)) {
            findings.accept(new Discrepancy.PositionDiffers(scene, figure, expected, found));
        }
    }

    private CyclePosition position(long cycleId) {
        CyclePosition known = state.positions().get(cycleId);
        if (known == null) {
            known = new CyclePosition();
            state.positions().put(cycleId, known);
        }
        state.positions().touch(cycleId);
        return known;
    }

    /** Judges every book as far as its markers allow, and then positions. */
    void judge(Instant readUpTo, Duration patience) {
        books.forEach((operator, lines) -> judgeBook(operator, lines, readUpTo.minus(patience)));
        for (long cycle : List.copyOf(state.positions().keys())) {
            judgePosition(cycle, state.positions().get(cycle), readUpTo, patience);
        }
    }

    private void judgeBook(String operator, TreeMap<Long, CycleLine> lines, Instant overdue) {
        for (Map.Entry<Long, CycleLine> entry : lines.entrySet()) {
            CycleLine line = entry.getValue();
            if (line.verdict() != CycleLine.Verdict.OPEN) {
                continue;
            }
            LineKey key = new LineKey(operator, entry.getKey());
            boolean due = line.marker() != null
                    && Instant.ofEpochMilli(line.markerSeenAtMillis()).isBefore(overdue);
            if (line.marker() == null || line.events() < line.marker().bookEvents() && !due) {
                if (!overtaken(lines, entry.getKey(), overdue)) {
                    return;
                }
                findings.accept(new Discrepancy.MarkerDiffers(
                        Scene.ofBook(operator).cycle(entry.getKey()), "marker", "none", "one"));
                close(key, line, CycleLine.Verdict.DIFFERS, before(operator).plus(line.change()));
            } else {
                judgeLine(key, line);
            }
        }
        while (lines.size() > KEPT_CYCLES && lines.firstEntry().getValue().verdict() != CycleLine.Verdict.OPEN) {
            state.lines().remove(new LineKey(operator, lines.pollFirstEntry().getKey()));
            lastKey = null;
        }
    }

    /** A marker never overtakes an earlier one of its book. */
    private static boolean overtaken(TreeMap<Long, CycleLine> lines, long cycle, Instant overdue) {
        return lines.get(cycle).marker() == null
                && lines.tailMap(cycle, false).values().stream()
                        .anyMatch(later -> later.marker() != null
                                && Instant.ofEpochMilli(later.markerSeenAtMillis())
                                        .isBefore(overdue));
    }

    private void judgeLine(LineKey key, CycleLine line) {
        List<Discrepancy> differences = MarkerRules.differences(line, before(key.operatorId()), line.marker());
        differences.forEach(findings);
        if (!differences.isEmpty()) {
            naming.of(key, line).forEach(findings);
        }
        CycleLine.Verdict verdict = differences.isEmpty() ? CycleLine.Verdict.MATCHES : CycleLine.Verdict.DIFFERS;
        close(key, line, verdict, BookAmounts.of(line.marker().balances()));
    }

    /** What was told once is not told again: computing goes on from what the book says. */
    private void close(LineKey key, CycleLine line, CycleLine.Verdict verdict, BookAmounts balances) {
        line.judge(verdict);
        state.lines().touch(key);
        state.closed().put(key.operatorId(), new Closed(key.cycleId(), balances));
    }

    private BookAmounts before(String operator) {
        Closed closed = state.closed().get(operator);
        return closed == null ? BookAmounts.ZERO : closed.balances();
    }

    private void judgePosition(long cycle, CyclePosition position, Instant readUpTo, Duration patience) {
        if (position.isJudged()) {
            forget(cycle);
            return;
        }
        Map<String, BigInteger> gas = new TreeMap<>();
        for (Map.Entry<String, TreeMap<Long, CycleLine>> book : books.entrySet()) {
            CycleLine line = book.getValue().get(cycle);
            if (line != null && line.verdict() == CycleLine.Verdict.OPEN) {
                return;
            }
            if (line != null) {
                gas.put(book.getKey(), line.gasFeeFen());
            }
        }
        boolean ended = position.endedBefore(readUpTo.minus(patience).toEpochMilli());
        if (!position.isGasJudged() && (position.isSwept() || ended)) {
            judgeGas(cycle, position, gas, readUpTo, patience);
        }
        if (!position.isNetJudged() && ended) {
            judgeNet(cycle, position);
        }
    }

    private void judgeGas(
            long cycle, CyclePosition position, Map<String, BigInteger> gas, Instant readUpTo, Duration patience) {
        long since = position.gasToldSince(readUpTo.toEpochMilli());
        boolean due = readUpTo.minus(patience).toEpochMilli() > since;
        if (due || sameAmounts(gas, position.collectedFen())) {
            compareAll(cycle, "collected gasFeeFen", gas, position.collectedFen());
            position.judgeGas();
        }
        state.positions().touch(cycle);
    }

    /**
     * Obligations may wait for liquidity as long as they like, but nothing may be left when settlement says so. Everything
     * that it had settled by then has been read.
     */
    private void judgeNet(long cycle, CyclePosition position) {
        compareAll(cycle, "netFen", position.owedFen(), position.settledFen());
        position.judgeNet();
        state.positions().touch(cycle);
    }

    private void compareAll(
            long cycle, String figure, Map<String, BigInteger> expected, Map<String, BigInteger> found) {
        Set<String> operators = new TreeSet<>(expected.keySet());
        operators.addAll(found.keySet());
        for (String operator : operators) {
            compare(
                    Scene.ofBook(operator).cycle(cycle),
                    figure,
                    expected.getOrDefault(operator, BigInteger.ZERO),
                    found.getOrDefault(operator, BigInteger.ZERO));
        }
    }

    /** An operator that is not named has nothing. */
    private static boolean sameAmounts(Map<String, BigInteger> some, Map<String, BigInteger> others) {
        Set<String> operators = new TreeSet<>(some.keySet());
        operators.addAll(others.keySet());
        return operators.stream()
                .allMatch(operator -> some.getOrDefault(operator, BigInteger.ZERO)
                        .equals(others.getOrDefault(operator, BigInteger.ZERO)));
    }

    private void forget(long cycle) {
        long newest = state.positions().keys().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(cycle);
        if (newest - cycle > KEPT_CYCLES) {
            state.positions().remove(cycle);
        }
    }
}
