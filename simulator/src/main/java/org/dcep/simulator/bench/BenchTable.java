package org.dcep.simulator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dcep.simulator.bench.load.LatencyFigures;
import org.dcep.simulator.scenario.Law;

/** A bench on one screen. */
final class BenchTable {
    private static final int LABEL = 40;
    private static final int VALUE = 26;
    private static final String LATENCY = "latency ms p50 / p95 / p99 / p99.9";

    private final List<String> lines = new ArrayList<>();

    private BenchTable() {}

    static String of(BenchReport report) {
        BenchTable table = new BenchTable();
        report.phases().forEach(table::phase);
        if (report.overload() != null) {
            table.overload(report.overload());
        }
        if (report.engine() != null) {
            table.engine(report.engine());
        }
        table.yardsticks(report);
        table.checks(report);
        return String.join("\n", table.lines) + "\n";
    }

    private void phase(PhaseReport phase) {
        head(phase.name() + ", " + phase.load().windowSeconds() + " s, " + phase.connections() + " connections, "
                + (phase.ratePerSecond() > 0 ? phase.ratePerSecond() + " requests/s to arrive" : "closed loop"));
        row("accepted / s", number(phase.acceptedPerSecond()));
        row(
                "refused, overloaded, unknown / s",
                number(phase.refusedPerSecond()) + ", " + number(phase.overloadedPerSecond()) + ", "
                        + number(phase.unknownPerSecond()));
        phase.load().problems().forEach((code, count) -> count("  " + code, count));
        if (phase.load().unsent() > 0) {
            row(
                    "never sent, all connections waiting",
                    String.format(Locale.ROOT, "%,d", phase.load().unsent()));
        }
        latency(LATENCY, phase.load().latency());
        if (phase.load().overloadedLatency().count() > 0) {
            latency("latency of 429", phase.load().overloadedLatency());
        }
        if (phase.usage() != null) {
            usage(phase.usage());
        }
    }

    private void latency(String label, LatencyFigures latency) {
        row(
                label,
                String.format(
                        Locale.ROOT,
                        "%.1f / %.1f / %.1f / %.1f",
                        latency.p50Millis(),
                        latency.p95Millis(),
                        latency.p99Millis(),
                        latency.p999Millis()));
    }

    private void usage(Usage usage) {
        for (Map.Entry<String, Double> part : usage.cpuMicrosPerPayment().entrySet()) {
            Double share = usage.cpuShare().get(part.getKey());
            row(
                    "CPU us/payment, " + part.getKey(),
                    number(part.getValue())
                            + (share == null ? "" : String.format(Locale.ROOT, " (%2.0f %%)", 100 * share)));
        }
        row(
                "  in PostgreSQL for wallet",
                number(usage.postgresCpuMicrosPerPayment().getOrDefault("wallet", 0.0)));
        row(
                "  in PostgreSQL for settlement",
                number(usage.postgresCpuMicrosPerPayment().getOrDefault("settlement", 0.0)));
        row(
                "processors idle, elsewhere, stolen",
                String.format(
                        Locale.ROOT,
                        "%.0f %%, %.0f %%, %.0f %%",
                        100 * usage.idleShare(),
                        100 * usage.elsewhereShare(),
                        100 * usage.stolenShare()));
        row(
                "WAL, Kafka bytes/payment",
                number(usage.walBytesPerPayment()) + ", " + number(usage.kafkaBytesPerPayment()));
        row("payments in a batch, mean", number(usage.meanBatchSize()));
        row(
                "wallet-service heap, resident MB",
                number(usage.heapMegabytes()) + ", "
                        + number(usage.residentMegabytes().getOrDefault("wallet", 0.0)));
    }

    private void overload(Overload overload) {
        head("overload");
        row("accepted, to accepted at the peak", String.format(Locale.ROOT, "%.2f", overload.goodputRatio()));
        row("p99 ms of 429", number(overload.overloadedP99Millis()));
        row("p99 ms at half of the peak before", number(overload.normalP99Millis()));
        row(
                "latency normal again after s",
                overload.recoverySeconds() == null ? "not while watched" : number(overload.recoverySeconds()));
    }

    private void engine(EngineReport engine) {
        head("engine, " + engine.seconds() + " s");
        row("payments / s", number(engine.paymentsPerSecond()));
        row("CPU us/payment, its own process", number(engine.cpuMicrosPerPayment()));
        row(
                LATENCY,
                String.format(
                        Locale.ROOT,
                        "%.1f / %.1f / %.1f / %.1f",
                        engine.p50Millis(),
                        engine.p95Millis(),
                        engine.p99Millis(),
                        engine.p999Millis()));
        usage(engine.usage());
    }

    private void yardsticks(BenchReport report) {
        if (report.yardsticks() == null) {
            return;
        }
        head("yardsticks");
        row("Ed25519 verifications / s / core", number(report.yardsticks().ed25519VerificationsPerSecondPerCore()));
        row(
                "  with Bouncy Castle alone",
                number(report.yardsticks().ed25519BouncyCastleVerificationsPerSecondPerCore()));
        row("SM2 verifications / s / core", number(report.yardsticks().sm2VerificationsPerSecondPerCore()));
        row("fdatasync / s", number(report.yardsticks().fdatasyncPerSecond()));
        if (report.yardsticks().naivePaymentsPerSecond() != null) {
            row(
                    "one payment a transaction, payments / s",
                    number(report.yardsticks().naivePaymentsPerSecond()));
        }
        if (report.ceilingPerSecond() > 0) {
            row("ceiling by signatures, payments / s", number(report.ceilingPerSecond()));
            row("accepted / ceiling", String.format(Locale.ROOT, "%.3f", report.acceptedOfCeiling()));
        }
    }

    private void checks(BenchReport report) {
        long holding = report.laws().stream().filter(Law::holds).count();
        head("laws: " + holding + " of " + report.laws().size() + " hold");
        report.laws().stream()
                .filter(law -> !law.holds())
                .forEach(law -> lines.add("  BROKEN " + law.name() + ": " + law.left() + " is not " + law.right()));
        row("drained after s", number(report.drainSeconds()));
        AcknowledgementCheck.Finding finding = report.acknowledgements();
        count("payments sent, all phases", finding.sent());
        count("  looked up" + (finding.checked() < finding.sent() ? " (a sample)" : ""), finding.checked());
        count("  acknowledged", finding.acknowledged());
        count("    missing in the database", finding.missing());
        count("  contradicted by the database", finding.contradicted());
        count("  unknown", finding.unknown());
        count("    of these made", finding.unknownButMade());
    }

    private void count(String label, long number) {
        row(label, String.format(Locale.ROOT, "%,d", number));
    }

    private void head(String title) {
        lines.add("");
        lines.add(title);
        lines.add("-".repeat(LABEL + VALUE));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : "%,.1f", value);
    }

    private void row(String label, String value) {
        int gap = Math.max(1, LABEL + VALUE - label.length() - value.length());
        lines.add(label + " ".repeat(gap) + value);
    }
}
