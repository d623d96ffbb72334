package org.dcep.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dcep.simulator.client.IssuerApi.Circulation;
import org.dcep.simulator.client.WalletApi.Vault;
import org.dcep.simulator.client.WalletApi.Wallet;
import org.dcep.simulator.scenario.BookState;
import org.dcep.simulator.scenario.Law;

/** A run on one screen. */
public final class ConsoleSummary {
    private static final int LABEL = 34;
    private static final int VALUE = 22;

    private final List<String> lines = new ArrayList<>();

    private ConsoleSummary() {}

    public static String of(RunRecord run) {
        ConsoleSummary summary = new ConsoleSummary();
        summary.money(run.verdict().state());
        summary.payments(run);
        summary.settlement(run);
        run.replay().ifPresent(replay -> {
            summary.head("file");
            summary.count("lines", replay.file().lines());
            summary.count("orders paid", replay.file().orders().size());
            summary.count("lines rejected", replay.file().rejected().size());
            replay.file().rejected().stream()
                    .limit(10)
                    .forEach(line -> summary.lines.add("    line " + line.line() + ": " + line.reason()));
            replay.inflows()
                    .forEach(inflow -> summary.row(
                            "  received by " + inflow.bank() + (inflow.isExact() ? "" : " (NOT EXACT)"),
                            Yuan.exact(inflow.insideFen() + inflow.settledFen())));
        });
        summary.laws(run);
        return String.join("\n", summary.lines) + "\n";
    }

    private void money(BookState state) {
        Circulation issuer = state.circulation();
        head("money, in yuan");
        amount("issued", issuer.issuedFen());
        amount("redeemed", issuer.redeemedFen());
        amount("outstanding", issuer.outstandingFen());
        amount("  in vaults", state.sum(Vault::vaultFen));
        amount(
                "  in wallets",
                state.wallets().stream().mapToLong(Wallet::availableFen).sum());
        amount("  held for pending payments", state.sum(Vault::heldFen));
        amount("  in transit between operators", state.sum(Vault::clearingFen));
        amount("  gas not yet swept", state.sum(Vault::gasFen));
        amount("  treasury", issuer.treasuryFen());
        amount("reserves locked", issuer.reservesLockedFen());
        amount("reserves placed for settlement", state.reservesPlacedFen());
    }

    private void payments(RunRecord run) {
        head("payments");
        count("sent", run.economy().results().size());
        count("accepted", run.accepted());
        count("  of these across operators", run.acceptedAcross());
        for (Map.Entry<String, Long> refused : run.refused(true).entrySet()) {
            count("refused " + refused.getKey(), refused.getValue());
        }
        amount("paid, in yuan", run.paidFen());
        count("gas units", run.gasUnits());
        amount("gas fees, in yuan", run.gasFeeFen());
        Latencies latencies = new Latencies(run.economy().results());
        row(
                "latency ms p50 / p95 / p99",
                String.format(
                        Locale.ROOT,
                        "%.1f / %.1f / %.1f",
                        latencies.millis(50),
                        latencies.millis(95),
                        latencies.millis(99)));
    }

    private void settlement(RunRecord run) {
        head("settlement, in yuan");
        row("mode", run.settlementMode());
        count("cycles settled", run.economy().cycles().size());
        amount("gross between operators", run.settledGrossFen());
        run.netByOperator().forEach((operator, fen) -> amount("  net of " + operator, fen));
    }

    private void laws(RunRecord run) {
        List<Law> laws = run.laws();
        long holding = laws.stream().filter(Law::holds).count();
        head("laws: " + holding + " of " + laws.size() + " hold");
        laws.stream()
                .filter(law -> !law.holds())
                .forEach(law -> lines.add("  BROKEN " + law.name() + ": " + law.left() + " is not " + law.right()));
    }

    private void head(String title) {
        lines.add("");
        lines.add(title);
        lines.add("-".repeat(LABEL + VALUE));
    }

    private void amount(String label, long fen) {
        row(label, Yuan.exact(fen));
    }

    private void count(String label, long number) {
        row(label, String.format(Locale.ROOT, "%,d", number));
    }

    private void row(String label, String value) {
        int gap = Math.max(1, LABEL + VALUE - label.length() - value.length());
        lines.add(label + " ".repeat(gap) + value);
    }
}
