package org.dcep.simulator.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.CycleOutcome;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.Queued;
import org.dcep.clearing.SettledGroup;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.simulator.settle.RunTrace;

/**
 * Writes a run as it happens, so that it need not fit into memory: settled.csv, balances.csv, queues.csv and cycles.csv;
 * comma-separated, RFC 4180, UTF-8, amounts in fen.
 */
public final class SettleTrace implements RunTrace {
    private final Writer settled;
    private final Writer balances;
    private final Writer queues;
    private final Writer cycles;
    private long settledSinceFen;

    /** Makes the directory if it is missing. */
    public SettleTrace(Path directory) throws IOException {
        Files.createDirectories(directory);
        settled = Files.newBufferedWriter(directory.resolve("settled.csv"));
        balances = Files.newBufferedWriter(directory.resolve("balances.csv"));
        queues = Files.newBufferedWriter(directory.resolve("queues.csv"));
        cycles = Files.newBufferedWriter(directory.resolve("cycles.csv"));
        row(
                settled,
                "line",
                "payer",
                "payee",
                "amountFen",
                "priority",
                "day",
                "submitted",
                "settledDay",
                "settled",
                "delaySeconds",
                "group",
                "kind");
        row(balances, "day", "time", "participant", "balanceFen");
        row(queues, "day", "time", "obligations", "valueFen", "settledFen");
        row(
                cycles,
                "day",
                "time",
                "outcome",
                "obligations",
                "valueFen",
                "netFen",
                "postponed",
                "missingFen",
                "liquidityUsedFen",
                "turnoverRatio",
                "meanDelaySeconds");
    }

    @Override
    public void settled(SettledGroup group) throws IOException {
        settledSinceFen += group.valueFen();
        for (Queued queued : group.obligations()) {
            Duration delay = Duration.between(queued.submittedAt(), group.at());
            write(
                    queued,
                    SettleTimes.day(group.at()),
                    SettleTimes.timeOfDay(group.at()),
                    BigDecimal.valueOf(delay.toMillis(), 3).stripTrailingZeros().toPlainString(),
                    group.number(),
                    group.kind());
        }
    }

    @Override
    public void returned(List<Queued> obligations) throws IOException {
        for (Queued queued : obligations) {
            write(queued, "", "", "", "", "RETURNED");
        }
    }

    @Override
    public void ended(List<Queued> unsettled) throws IOException {
        for (Queued queued : unsettled) {
            write(queued, "", "", "", "", "UNSETTLED");
        }
    }

    private void write(Queued queued, Object day, Object time, Object delay, Object group, Object kind)
            throws IOException {
        Obligation obligation = queued.obligation();
        row(
                settled,
                obligation.id(),
                obligation.payer(),
                obligation.payee(),
                obligation.amount().fen(),
                obligation.priority(),
                SettleTimes.day(queued.submittedAt()),
                SettleTimes.timeOfDay(queued.submittedAt()),
                day,
                time,
                delay,
                group,
                kind);
    }

    @Override
    public void closed(CycleOutcome outcome, Indicators indicators, Instant at) throws IOException {
        List<?> figures = outcome.fold(SettleTrace::settled, SettleTrace::postponed, List::of);
        if (figures.isEmpty()) {
            return;
        }
        List<Object> row = new ArrayList<>(List.of(SettleTimes.day(at), SettleTimes.timeOfDay(at)));
        row.addAll(figures);
        row.add(indicators.liquidityUsedFen());
        row.add(indicators.turnoverRatio().map(BigDecimal::toPlainString).orElse(""));
        row.add(indicators.meanDelaySeconds().toPlainString());
        row(cycles, row.toArray());
    }

    /** Outcome, obligations, value, net, postponed, missing. */
    private static List<?> settled(CycleOutcome.Settled cycle) {
        SettledGroup group = cycle.group();
        long netFen = group.netFen().values().stream()
                .filter(fen -> fen > 0)
                .mapToLong(fen -> fen)
                .sum();
        return List.of("SETTLED", group.obligations().size(), group.valueFen(), netFen, cycle.postponed(), "");
    }

    private static List<?> postponed(CycleOutcome.Postponed cycle) {
        long missingFen =
                cycle.missing().values().stream().mapToLong(Money::fen).sum();
        return List.of("POSTPONED", 0, 0, 0, "", missingFen);
    }

    @Override
    public void passed(Instant at, ClearingEngine engine) throws IOException {
        long day = SettleTimes.day(at);
        String time = SettleTimes.timeOfDay(at);
        row(queues, day, time, engine.queueLength(), engine.queueValueFen(), settledSinceFen);
        settledSinceFen = 0;
        for (OperatorId participant : engine.participants()) {
            row(balances, day, time, participant, engine.balanceFen(participant));
        }
    }

    private static void row(Writer out, Object... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            out.append(i == 0 ? "" : ",").append(String.valueOf(fields[i])); // Names and numbers need no quotes.
        }
        out.append('\n');
    }

    @Override
    public void close() throws IOException {
        try (settled;
                balances;
                queues;
                cycles) {
            settled.flush();
        }
    }
}
