package org.dcep.simulator.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.dcep.simulator.client.IssuerApi.Circulation;
import org.dcep.simulator.client.SettlementApi.Cycle;
import org.dcep.simulator.client.SettlementApi.GasShare;
import org.dcep.simulator.client.SettlementApi.Net;
import org.dcep.simulator.report.Charts.Bar;
import org.dcep.simulator.report.Charts.Series;
import org.dcep.simulator.scenario.DayFigures;
import org.dcep.simulator.scenario.Law;
import org.dcep.simulator.scenario.PaymentResult;
import org.dcep.simulator.workload.PlannedPayment.Kind;

/** The report: one HTML file that asks no network for anything. */
final class HtmlReport {
    private static final int CYCLES_SHOWN = 12;
    private static final List<String> SHARE_COLOURS = List.of("c-teal", "c-blue", "c-amber", "c-violet", "c-red");

    private final RunRecord run;
    private final StringBuilder page = new StringBuilder(100_000);

    private HtmlReport(RunRecord run) {
        this.run = run;
    }

    static String of(RunRecord run, Map<String, Object> manifest) {
        HtmlReport report = new HtmlReport(run);
        report.head();
        report.flow();
        report.page.append("<div class=\"pair\">");
        report.circulation();
        report.outcomes();
        report.page.append("</div>");
        report.positions();
        report.page.append("<div class=\"pair\">");
        report.latency();
        report.gas();
        report.page.append("</div>");
        run.replay().ifPresent(replay -> report.inflows());
        report.laws();
        report.foot(manifest);
        return report.page.toString();
    }

    private void head() {
        Circulation issuer = run.verdict().state().circulation();
        long holding = run.laws().stream().filter(Law::holds).count();
        String verdict = run.allLawsHold()
                ? "All " + holding + " laws hold to the fen"
                : run.laws().size() - holding + " of " + run.laws().size() + " laws are broken";
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>DC/EP sandbox: run ")
                .append(run.seed())
                .append("</title><style>")
                .append(styleSheet())
                .append("</style></head><body><main><header><h1>A two-tier digital currency, ")
                .append(run.replay().isPresent() ? "payment orders replayed" : "day by day")
                .append("</h1><p>Scenario ")
                .append(Svg.escaped(run.scenario()))
                .append(", seed ")
                .append(run.seed())
                .append(", ")
                .append(Svg.escaped(run.settlementMode()))
                .append(" settlement. Amounts in yuan of simulated e-CNY.</p><div class=\"verdict ")
                .append(run.allLawsHold() ? "good" : "bad")
                .append("\">")
                .append(verdict)
                .append("</div></header><div class=\"figures\">");
        figure(Yuan.brief(issuer.issuedFen()), "issued");
        figure(Yuan.brief(issuer.redeemedFen()), "redeemed");
        figure(Yuan.brief(issuer.outstandingFen()), "outstanding");
        figure(count(run.economy().wallets().size()), "wallets");
        figure(count(run.accepted()), "payments accepted");
        figure(Yuan.brief(run.paidFen()), "paid");
        figure(Yuan.exact(run.gasFeeFen()), "gas fees");
        page.append("</div>");
    }

    private void figure(String value, String label) {
        page.append("<div class=\"figure\"><b>%s</b><span>%s</span></div>".formatted(value, label));
    }

    private void flow() {
        String between = run.replay().isPresent()
                ? "Each bank of the file is an operator; what it received is what the settled cycle says."
                : "Not drawn, because they stay in their column: people paid one another "
                        + Yuan.brief(paid(Kind.BETWEEN_PEOPLE)) + ", merchants their suppliers "
                        + Yuan.brief(paid(Kind.SUPPLY))
                        + ". Vaults pay out returned currency again, so more may leave a vault than was issued to it.";
        section("The way of the money", between, MoneyFlow.drawing(run));
    }

    private void circulation() {
        List<DayFigures> days = run.economy().days();
        boolean replay = run.replay().isPresent();
        List<Series> series = List.of(
                series("Vaults", "c-blue", days, DayFigures::vaultsFen),
                series(replay ? "Payers" : "People", "c-teal", days, DayFigures::peopleFen),
                series(replay ? "Payees" : "Merchants", "c-amber", days, DayFigures::merchantsFen),
                series("Treasury", "c-red", days, DayFigures::treasuryFen));
        List<String> columns = days.stream().map(day -> "day " + day.day()).toList();
        section(
                "Currency in circulation",
                "Where it was at the end of each day, after settlement and redemption.",
                Charts.stacked("Circulation by day", columns, series, Yuan::brief)
                        + legend(series.stream()
                                .map(one -> new Bar(
                                        one.name(), one.values().isEmpty() ? 0 : last(one.values()), one.colour()))
                                .toList()));
    }

    private static long last(List<Long> values) {
        return values.get(values.size() - 1);
    }

    private static Series series(String name, String colour, List<DayFigures> days, ToLongFunction<DayFigures> figure) {
        return new Series(name, colour, days.stream().map(figure::applyAsLong).toList());
    }

    private void outcomes() {
        long refused = run.economy().results().size() - run.accepted();
        List<Bar> parts = List.of(
                new Bar("Accepted within an operator", run.accepted() - run.acceptedAcross(), "c-teal"),
                new Bar("Accepted across operators", run.acceptedAcross(), "c-blue"),
                new Bar("Refused", refused, "c-red"));
        List<Bar> reasons = run.refused(true).entrySet().stream()
                .map(entry -> new Bar(words(entry.getKey()), entry.getValue(), "c-red"))
                .toList();
        String note = refused == 0 ? "Every order was accepted." : "Refused orders change nothing and cost nothing.";
        section(
                "Payments by outcome",
                count(run.economy().results().size()) + " orders. " + note,
                Charts.proportion("Share of outcomes", parts)
                        + countLegend(parts)
                        + (reasons.isEmpty() ? "" : Charts.bars("Refusals by reason", reasons)));
    }

    /** {@code LIMIT_EXCEEDED DAILY} as {@code Limit exceeded: daily}. */
    private static String words(String code) {
        String text = code.replace(" ", ": ").replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void positions() {
        List<Cycle> all = run.economy().cycles();
        List<Cycle> cycles = all.subList(Math.max(0, all.size() - CYCLES_SHOWN), all.size());
        Map<String, List<Long>> byOperator = new LinkedHashMap<>();
        for (String operator : run.netByOperator().keySet()) {
            byOperator.put(
                    operator,
                    cycles.stream().map(cycle -> netFen(cycle, operator)).toList());
        }
        section(
                "Net positions between operators",
                "What each operator paid (left, red) or received (right, green) in central-bank money when a cycle was"
                        + " settled. Each column adds up to zero.",
                Charts.positions(
                        "Net positions by cycle",
                        cycles.stream().map(cycle -> "cycle " + cycle.cycleId()).toList(),
                        byOperator));
    }

    private static long netFen(Cycle cycle, String operator) {
        return cycle.net().stream()
                .filter(net -> net.operatorId().equals(operator))
                .mapToLong(Net::netFen)
                .sum();
    }

    private void latency() {
        Latencies latencies = new Latencies(run.economy().results());
        section(
                "Latency",
                "Milliseconds from sending a payment to its first definite answer, as the payer saw it.",
                Charts.latencies("Histogram of latencies", latencies));
    }

    private void gas() {
        List<Cycle> cycles = run.economy().cycles();
        List<Series> series = new ArrayList<>();
        for (String beneficiary : run.gasShares().keySet()) {
            List<Long> values = cycles.stream()
                    .map(cycle -> cycle.gasShares().stream()
                            .filter(share -> share.beneficiary().equals(beneficiary))
                            .mapToLong(GasShare::amountFen)
                            .sum())
                    .toList();
            series.add(new Series(beneficiary, SHARE_COLOURS.get(series.size() % SHARE_COLOURS.size()), values));
        }
        section(
                "Gas revenue",
                count(run.gasUnits()) + " gas units cost " + Yuan.exact(run.gasFeeFen())
                        + " yuan, shared each cycle by basis points.",
                Charts.stacked(
                                "Gas revenue by cycle",
                                cycles.stream()
                                        .map(cycle -> "cycle " + cycle.cycleId())
                                        .toList(),
                                series,
                                Yuan::brief)
                        + legend(series.stream()
                                .map(one -> new Bar(
                                        one.name(),
                                        one.values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum(),
                                        one.colour()))
                                .toList()));
    }

    private void inflows() {
        String rows = run.replay().orElseThrow().inflows().stream()
                .map(inflow -> row(
                        inflow.isExact(),
                        Svg.escaped(inflow.bank()),
                        count(inflow.lines()),
                        Yuan.exact(inflow.linesFen()),
                        Yuan.exact(inflow.insideFen() + inflow.settledFen())))
                .collect(Collectors.joining());
        var file = run.replay().orElseThrow().file();
        section(
                "The file, line by line",
                count(file.lines()) + " lines: " + count(file.orders().size()) + " orders, "
                        + count(file.rejected().size()) + " rejected. Sum of the orders "
                        + Yuan.exact(file.totalFen()) + " yuan.",
                "<div class=\"scroll\"><table><tr><th>Bank</th><th class=\"n\">Lines</th>"
                        + "<th class=\"n\">Sum of lines</th>"
                        + "<th class=\"n\">Received</th><th class=\"n\"></th></tr>" + rows + "</table></div>");
    }

    private void laws() {
        String rows = run.laws().stream()
                .map(law -> row(
                        law.holds(),
                        Svg.escaped(law.name().replace('-', ' ')),
                        "",
                        figureOf(law, law.left()),
                        figureOf(law, law.right())))
                .collect(Collectors.joining());
        section(
                "The laws of the books",
                "Recomputed after the run from what the services answer over REST and from what clients were told."
                        + " Left and right must be equal.",
                "<div class=\"scroll\"><table><tr><th>Law</th><th></th><th class=\"n\">Left</th>"
                        + "<th class=\"n\">Right</th><th class=\"n\"></th></tr>" + rows + "</table></div>");
    }

    /** Most laws are about fen; these few count. */
    private static String figureOf(Law law, long value) {
        boolean counts =
                law.name().equals("reconciliation-agrees") || law.name().equals("every-line-accounted-for");
        return counts ? count(value) : Yuan.exact(value);
    }

    private static String row(boolean good, String name, String second, String left, String right) {
        return ("<tr><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                        + "<td class=\"n %s\">%s</td></tr>")
                .formatted(name, second, left, right, good ? "holds" : "broken", good ? "holds" : "BROKEN");
    }

    private void foot(Map<String, Object> manifest) {
        StringBuilder rows = new StringBuilder();
        manifest.forEach((name, value) -> rows.append(
                "<tr><td>%s</td><td>%s</td></tr>".formatted(Svg.escaped(name), Svg.escaped(String.valueOf(value)))));
        page.append("<section><details><summary>How this run was made</summary><table>")
                .append(rows)
                .append("</table></details></section><footer>Made by the DC/EP sandbox, a simulator. ")
                .append("It is not the e-CNY, holds no real money and is not affiliated with any central bank.")
                .append("</footer></main></body></html>\n");
    }

    private void section(String title, String note, String content) {
        page.append("<section><h2>%s</h2><p>%s</p>%s</section>".formatted(title, Svg.escaped(note), content));
    }

    private static String legend(List<Bar> entries) {
        return entries.stream()
                .map(entry -> legendEntry(entry, Yuan.exact(entry.count())))
                .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>"));
    }

    private static String countLegend(List<Bar> entries) {
        return entries.stream()
                .map(entry -> legendEntry(entry, count(entry.count())))
                .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>"));
    }

    private static String legendEntry(Bar entry, String value) {
        return ("<li><svg viewBox=\"0 0 10 10\"><rect width=\"10\" height=\"10\" rx=\"2\" class=\"%s\"/></svg>"
                        + "%s <b>%s</b></li>")
                .formatted(entry.colour(), Svg.escaped(entry.name()), value);
    }

    private long paid(Kind kind) {
        return run.economy().results().stream()
                .filter(PaymentResult::isAccepted)
                .filter(result -> result.planned().kind() == kind)
                .mapToLong(result -> result.planned().amountFen())
                .sum();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String styleSheet() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css cannot be read", e);
        }
    }
}
