package org.dcep.simulator.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dcep.clearing.Indicators;
import org.dcep.simulator.settle.RunResult;

/** A settled file on one screen: a line for each run. */
public final class SettleConsole {
    private static final String ROW = "%-13s %9s %12s %12s %9s %10s %7s %12s %9s";

    private SettleConsole() {}

    public static String of(SettleRecord record) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d obligations among %,d participants, %s yuan; liquidity from %s (net) to %s (gross)",
                record.file().obligations().size(),
                record.file().obligations().participants().size(),
                Yuan.exact(record.valueFen()),
                Yuan.exact(record.lowerFen()),
                Yuan.exact(record.upperFen())));
        if (record.file().withoutValue() > 0) {
            lines.add(record.file().withoutValue() + " lines with an amount of zero were left out");
        }
        lines.add("");
        lines.add(String.format(
                ROW, "mode", "level", "liquidity", "used", "turnover", "settled", "delay", "mean wait", "queue"));
        lines.add("-".repeat(102));
        record.runs().forEach(run -> lines.add(row(run)));
        return String.join("\n", lines) + "\n";
    }

    private static String row(RunResult run) {
        Indicators found = run.whole();
        return String.format(
                Locale.ROOT,
                ROW,
                run.mode(),
                run.level().label(),
                Yuan.brief(run.liquidityFen()),
                Yuan.brief(found.liquidityUsedFen()),
                found.turnoverRatio().map(BigDecimal::toPlainString).orElse("-"),
                SettleReport.settledShare(run),
                found.delayIndicator().toPlainString(),
                SettleReport.seconds(found.meanDelaySeconds()),
                String.format(Locale.ROOT, "%,d", found.peakQueueLength()));
    }
}
