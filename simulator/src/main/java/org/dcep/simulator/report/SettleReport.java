package org.dcep.simulator.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Indicators.ParticipantIndicators;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.simulator.settle.RunResult;

/** The report on a settled file: one HTML file that asks no network for anything. */
final class SettleReport {
    private static final int PARTICIPANTS_SHOWN = 20;

    private final SettleRecord record;
    private final SettleDrawings drawings;
    private final StringBuilder page = new StringBuilder(100_000);

    private SettleReport(SettleRecord record) {
        this.record = record;
        this.drawings = new SettleDrawings(record);
    }

    static String of(SettleRecord record) {
        SettleReport report = new SettleReport(record);
        report.head();
        report.frontier();
        report.table();
        report.shares();
        report.overTime();
        report.participants();
        report.foot();
        return report.page.toString();
    }

    private void head() {
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>DC/EP sandbox: settlement</title><style>")
                .append(HtmlReport.styleSheet())
                .append("</style></head><body><main><header><h1>Liquidity against delay</h1><p>")
                .append(Svg.escaped(String.valueOf(record.options().get("obligations"))))
                .append(", settled in ")
                .append(Svg.escaped(String.valueOf(record.options().get("asset"))))
                .append(", ")
                .append(record.runs().size())
                .append(" runs. Amounts in yuan.</p><div class=\"verdict ")
                .append(record.booksBalance() ? "good\">All books balance" : "bad\">Books do not balance")
                .append("</div></header><div class=\"figures\">");
        int days = record.file().obligations().days();
        figure(count(record.file().obligations().size()), "obligations");
        figure(count(record.file().obligations().participants().size()), "participants");
        figure(count(days), days == 1 ? "day" : "days");
        figure(Yuan.brief(record.valueFen()), "value");
        figure(Yuan.brief(record.lowerFen()), "liquidity, lower bound");
        figure(Yuan.brief(record.upperFen()), "liquidity, upper bound");
        page.append("</div>");
    }

    private void figure(String value, String label) {
        page.append("<div class=\"figure\"><b>%s</b><span>%s</span></div>".formatted(value, label));
    }

    private void frontier() {
        section(
                "The frontier",
                "Each dot is a run. To the right: what all participants bring together. Upwards: the delay indicator, 0 if"
                        + " everything settled at once, 1 if nothing did before the end. The dashed lines are the bounds:"
                        + " with less than net not everything can settle, with gross nothing ever waits.",
                drawings.frontier());
    }

    private void table() {
        StringBuilder rows = new StringBuilder("<div class=\"scroll\"><table><tr><th>mode</th><th>level</th>");
        numbers(
                "th",
                rows,
                List.of(
                        "liquidity",
                        "used",
                        "turnover",
                        "settled",
                        "delay",
                        "mean wait",
                        "longest queue",
                        "half settled by",
                        "cost"));
        rows.append("</tr>");
        for (RunResult run : record.runs()) {
            rows.append("<tr><td>%s</td><td>%s</td>"
                    .formatted(run.mode(), Svg.escaped(run.level().label())));
            numbers("td", rows, figures(run));
            rows.append("</tr>");
        }
        section(
                "All runs",
                "Turnover is settled value by liquidity used. Cost is delay, credit, liquidity and messages at the prices of"
                        + " the cost model.",
                rows.append("</table></div>").toString());
    }

    private List<String> figures(RunResult run) {
        Indicators found = run.whole();
        return List.of(
                Yuan.brief(run.liquidityFen()),
                Yuan.brief(found.liquidityUsedFen()),
                found.turnoverRatio().map(BigDecimal::toPlainString).orElse("–"),
                settledShare(run),
                found.delayIndicator().toPlainString(),
                seconds(found.meanDelaySeconds()),
                count(found.peakQueueLength()),
                found.halfSettledAt().map(this::when).orElse("never"),
                Yuan.exact(found.cost().totalFen()));
    }

    private String when(Instant at) {
        return record.file().obligations().days() == 1 ? SettleTimes.timeOfDay(at) : SettleTimes.of(at);
    }

    private void shares() {
        page.append("<div class=\"row\">");
        for (ClearingMode mode : record.modes()) {
            section(mode.name(), "Share of the value by how it settled, at each level.", drawings.shares(mode));
        }
        page.append("</div>");
    }

    /** At the level with the least liquidity: there the modes differ most. */
    private void overTime() {
        String level = record.lowestLevel();
        page.append("<div class=\"pair\">");
        section(
                "The queue at " + level,
                "The value of what waits, at the end of each slice of time.",
                drawings.queue(level));
        section(
                "Throughput at " + level,
                "What share of the submitted value has settled by when.",
                drawings.throughput(level));
        page.append("</div>");
    }

    private void participants() {
        String level = record.lowestLevel();
        List<RunResult> runs = record.runsAt(level);
        List<ParticipantIndicators> first = runs.get(0).whole().participants();
        StringBuilder rows = new StringBuilder("<div class=\"scroll\"><table><tr><th>participant</th>");
        numbers("th", rows, List.of("paid", "received"));
        runs.forEach(run -> numbers("th", rows, List.of("used, " + run.mode(), "cost, " + run.mode())));
        rows.append("</tr>");
        List<Integer> largest = IntStream.range(0, first.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> -first.get(i).paid().fen()))
                .limit(PARTICIPANTS_SHOWN)
                .toList();
        for (int i : largest) {
            rows.append("<tr><td>").append(first.get(i).id()).append("</td>");
            numbers(
                    "td",
                    rows,
                    List.of(
                            Yuan.exact(first.get(i).paid().fen()),
                            Yuan.exact(first.get(i).received().fen())));
            for (RunResult run : runs) {
                ParticipantIndicators one = run.whole().participants().get(i);
                numbers(
                        "td",
                        rows,
                        List.of(Yuan.exact(one.usedFen()), Yuan.exact(one.cost().totalFen())));
            }
            rows.append("</tr>");
        }
        section(
                "Participants at " + level,
                "The " + largest.size() + " that paid most, with what they paid and received under "
                        + runs.get(0).mode() + ". All participants and all levels are in summary.json.",
                rows.append("</table></div>").toString());
    }

    private static void numbers(String element, StringBuilder rows, List<String> values) {
        values.forEach(value -> rows.append("<%s class=\"n\">%s</%s>".formatted(element, value, element)));
    }

    private void foot() {
        StringBuilder rows = new StringBuilder();
        record.options()
                .forEach((name, value) -> rows.append("<tr><td>%s</td><td>%s</td></tr>"
                        .formatted(Svg.escaped(name), Svg.escaped(String.valueOf(value)))));
        page.append("<section><details><summary>How these runs were made</summary><table>")
                .append(rows)
                .append("</table></details></section><footer>Made by the DC/EP sandbox, a simulator. ")
                .append("It is not the e-CNY, holds no real money and is not affiliated with any central bank.")
                .append("</footer></main></body></html>\n");
    }

    private void section(String title, String note, String content) {
        page.append(
                "<section><h2>%s</h2><p>%s</p>%s</section>".formatted(Svg.escaped(title), Svg.escaped(note), content));
    }

    /** Settled value by submitted value, rounded down so that only all is 100 %. */
    static String settledShare(RunResult run) {
        Volume submitted = run.whole().submitted();
        BigDecimal share = submitted.fen() == 0
                ? BigDecimal.valueOf(100)
                : BigDecimal.valueOf(run.whole().settledInAll().fen())
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(submitted.fen()), 2, RoundingMode.DOWN);
        return share.stripTrailingZeros().toPlainString() + " %";
    }

    /** Such as {@code 1 h 02 min} or {@code 12 s}, rounded down. */
    static String seconds(BigDecimal seconds) {
        long whole = seconds.longValue();
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3_600
                ? whole / 60 + " min"
                : whole / 3_600 + " h " + String.format(Locale.ROOT, "%02d", whole / 60 % 60) + " min";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
