package org.dcep.simulator.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Indicators.ParticipantIndicators;
import org.dcep.clearing.Indicators.Slice;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.simulator.report.Charts.Series;
import org.dcep.simulator.report.Curves.Axis;
import org.dcep.simulator.report.Curves.Curve;
import org.dcep.simulator.report.Curves.Mark;
import org.dcep.simulator.report.Curves.Point;
import org.dcep.simulator.settle.Obligations;
import org.dcep.simulator.settle.RunResult;

/** The report on a settled file: one HTML file that asks no network for anything. */
final class SettleReport {
    private static final double WIDE = 1_080;
    private static final double NARROW = 520;
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final int PARTICIPANTS_SHOWN = 20;
    private static final int HOURS_SHOWN_SINGLY = 10;
    private static final Map<ClearingMode, String> COLOURS = new EnumMap<>(
            Map.of(ClearingMode.GROSS, "c-blue", ClearingMode.HYBRID, "c-teal", ClearingMode.DEFERRED_NET, "c-amber"));

    /** What the parts of a settled value are called, with the kinds of groups that make them. */
    private enum Way {
        GROSS("gross", "c-blue", GroupKind.GROSS),
        BILATERAL("bilateral", "c-teal", GroupKind.ENTRY_OFFSET, GroupKind.BILATERAL),
        MULTILATERAL(
                "multilateral",
                "c-violet",
                GroupKind.MULTILATERAL_FULL,
                GroupKind.MULTILATERAL_PARTIAL,
                GroupKind.CYCLE),
        NET("net", "c-amber", GroupKind.NET),
        FORCED("forced", "c-grey", GroupKind.FORCED);

        private final String word;
        private final String colour;
        private final List<GroupKind> kinds;

        Way(String word, String colour, GroupKind... kinds) {
            this.word = word;
            this.colour = colour;
            this.kinds = List.of(kinds);
        }

        private long fen(Indicators found) {
            return kinds.stream()
                    .mapToLong(kind ->
                            found.settled().getOrDefault(kind, Volume.NONE).fen())
                    .sum();
        }
    }

    private final SettleRecord record;
    private final StringBuilder page = new StringBuilder(100_000);

    private SettleReport(SettleRecord record) {
        this.record = record;
    }

    static String of(SettleRecord record) {
        SettleReport report = new SettleReport(record);
        report.head();
        report.frontier();
        report.table();
        report.shares();
        report.page.append("<div class=\"pair\">");
        report.queue();
        report.throughput();
        report.page.append("</div>");
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
        figure(count(record.file().obligations().size()), "obligations");
        figure(count(record.file().obligations().participants().size()), "participants");
        figure(
                count(record.file().obligations().days()),
                record.file().obligations().days() == 1 ? "day" : "days");
        figure(Yuan.brief(record.valueFen()), "value");
        figure(Yuan.brief(record.lowerFen()), "lower bound of liquidity");
        figure(Yuan.brief(record.upperFen()), "upper bound of liquidity");
        page.append("</div>");
    }

    private void figure(String value, String label) {
        page.append("<div class=\"figure\"><b>%s</b><span>%s</span></div>".formatted(value, label));
    }

    private void frontier() {
        long most =
                record.runs().stream().mapToLong(RunResult::liquidityFen).max().orElse(1);
        Axis liquidity = new Axis(
                0, Charts.niceAbove(Math.max(1, Math.max(most, record.upperFen()))), 5, fen -> Yuan.brief((long) fen));
        Axis delay = new Axis(0, 1, 5, value -> String.format(Locale.ROOT, "%.1f", value));
        List<Curve> curves = modes().stream()
                .map(mode -> new Curve(COLOURS.get(mode), points(mode), true))
                .toList();
        List<Mark> marks = List.of(new Mark(record.lowerFen(), "net"), new Mark(record.upperFen(), "gross"));
        section(
                "The frontier",
                "Each dot is a run. To the right: what all participants bring together. Upwards: the delay indicator, 0 if"
                        + " everything settled at once, 1 if nothing did before the end. The dashed lines are the bounds:"
                        + " with less than net not everything can settle, with gross nothing ever waits.",
                Curves.drawing("Delay by liquidity and mode", WIDE, liquidity, delay, curves, marks) + legend(modes()));
    }

    private List<Point> points(ClearingMode mode) {
        return runs(mode).stream()
                .sorted(Comparator.comparingLong(RunResult::liquidityFen))
                .map(run -> new Point(
                        run.liquidityFen(),
                        run.whole().delayIndicator().doubleValue(),
                        mode + " at " + run.level().label() + ": liquidity " + Yuan.exact(run.liquidityFen())
                                + " yuan, delay " + run.whole().delayIndicator() + ", settled " + settledShare(run)))
                .toList();
    }

    private void table() {
        StringBuilder rows = new StringBuilder("<div class=\"scroll\"><table><tr><th>mode</th><th>level</th>");
        for (String name : List.of(
                "liquidity",
                "used",
                "turnover",
                "settled",
                "delay",
                "mean wait",
                "longest queue",
                "half settled by",
                "cost")) {
            rows.append("<th class=\"n\">").append(name).append("</th>");
        }
        rows.append("</tr>");
        for (RunResult run : record.runs()) {
            Indicators found = run.whole();
            rows.append("<tr><td>%s</td><td>%s</td>"
                    .formatted(run.mode(), Svg.escaped(run.level().label())));
            for (String value : List.of(
                    Yuan.brief(run.liquidityFen()),
                    Yuan.brief(found.liquidityUsedFen()),
                    found.turnoverRatio().map(BigDecimal::toPlainString).orElse("–"),
                    settledShare(run),
                    found.delayIndicator().toPlainString(),
                    seconds(found.meanDelaySeconds()),
                    count(found.peakQueueLength()),
                    found.halfSettledAt().map(SettleTimes::of).orElse("never"),
                    Yuan.exact(found.cost().totalFen()))) {
                rows.append("<td class=\"n\">").append(value).append("</td>");
            }
            rows.append("</tr>");
        }
        section(
                "All runs",
                "Turnover is settled value by liquidity used. Cost is delay, credit, liquidity and messages at the prices of"
                        + " the cost model.",
                rows.append("</table></div>").toString());
    }

    private void shares() {
        page.append("<div class=\"pair\">");
        for (ClearingMode mode : modes()) {
            List<RunResult> runs = runs(mode);
            List<Series> series = new ArrayList<>();
            for (Way way : Way.values()) {
                if (runs.stream().anyMatch(run -> way.fen(run.whole()) > 0)) {
                    series.add(new Series(
                            way.word,
                            way.colour,
                            runs.stream().map(run -> way.fen(run.whole())).toList()));
                }
            }
            series.add(new Series(
                    "unsettled",
                    "c-red",
                    runs.stream().map(run -> run.whole().unsettled().fen()).toList()));
            List<String> columns = runs.stream().map(run -> run.level().label()).toList();
            section(
                    mode + " by level of liquidity",
                    "How the value settled.",
                    Charts.stacked("How " + mode + " settled", columns, series, Yuan::brief)
                            + series.stream()
                                    .map(one -> legendEntry(one.colour(), one.name()))
                                    .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>")));
        }
        page.append("</div>");
    }

    private void queue() {
        String level = lowestLevel();
        List<RunResult> runs = atLevel(level);
        long most = runs.stream()
                .flatMap(run -> run.whole().slices().stream())
                .mapToLong(Slice::queueFen)
                .max()
                .orElse(1);
        Axis value = new Axis(0, Charts.niceAbove(Math.max(1, most)), 4, fen -> Yuan.brief((long) fen));
        List<Curve> curves = runs.stream()
                .map(run -> new Curve(COLOURS.get(run.mode()), overTime(run, Slice::queueFen), false))
                .toList();
        section(
                "The queue at " + level,
                "The value of what waits, at the end of each slice of time.",
                Curves.drawing("Value of the queue over time", NARROW, hours(), value, curves, List.of())
                        + legend(modes()));
    }

    private void throughput() {
        String level = lowestLevel();
        Axis share = new Axis(0, 100, 4, percent -> String.format(Locale.ROOT, "%.0f %%", percent));
        List<Curve> curves = atLevel(level).stream()
                .map(run -> new Curve(COLOURS.get(run.mode()), cumulative(run), false))
                .toList();
        section(
                "Throughput at " + level,
                "What share of the submitted value has settled by when.",
                Curves.drawing("Share of value settled over time", NARROW, hours(), share, curves, List.of())
                        + legend(modes()));
    }

    private List<Point> cumulative(RunResult run) {
        long[] settled = {0};
        double all = Math.max(1, run.whole().submitted().fen());
        return overTime(run, slice -> {
                    settled[0] += slice.settledFen();
                    return settled[0];
                })
                .stream()
                .map(point -> new Point(point.x(), 100 * point.y() / all, ""))
                .toList();
    }

    /** From the beginning of the hour in which something is first submitted. */
    private List<Point> overTime(RunResult run, ToLongFunction<Slice> figure) {
        Axis hours = hours();
        List<Point> points = new ArrayList<>();
        for (Slice slice : run.whole().slices()) {
            long value = figure.applyAsLong(slice);
            if (hour(slice) >= hours.from() && hour(slice) <= hours.to()) {
                points.add(new Point(hour(slice), value, ""));
            }
        }
        return points;
    }

    /** The whole hours in which anything happened in any run. */
    private Axis hours() {
        List<Slice> busy = record.runs().stream()
                .flatMap(run -> run.whole().slices().stream())
                .filter(slice -> slice.submittedFen() > 0 || slice.settledFen() > 0 || slice.queueLength() > 0)
                .toList();
        double first =
                Math.floor(busy.stream().mapToDouble(SettleReport::hour).min().orElse(1)) - 1;
        double last =
                Math.ceil(busy.stream().mapToDouble(SettleReport::hour).max().orElse(1));
        double from = Math.max(0, first);
        boolean oneDay = record.file().obligations().days() == 1;
        int steps = last - from <= HOURS_SHOWN_SINGLY ? (int) (last - from) : 6;
        return new Axis(from, last, oneDay ? steps : 4, hour -> clock(hour, oneDay));
    }

    /** When a slice ends, in hours since the beginning of day 1. */
    private static double hour(Slice slice) {
        return Duration.between(Obligations.BEGINNING, slice.until()).toSeconds() / SECONDS_PER_HOUR;
    }

    private static String clock(double hour, boolean oneDay) {
        long minutes = Math.round(hour * 60);
        return oneDay
                ? String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60)
                : "day " + (1 + minutes / 1_440)
                        + String.format(Locale.ROOT, " %02d:%02d", minutes / 60 % 24, minutes % 60);
    }

    private void participants() {
        String level = lowestLevel();
        List<RunResult> runs = atLevel(level);
        StringBuilder rows = new StringBuilder("<div class=\"scroll\"><table><tr><th>participant</th>")
                .append("<th class=\"n\">submitted and paid</th><th class=\"n\">received</th>");
        runs.forEach(run -> rows.append("<th class=\"n\">used, ")
                .append(run.mode())
                .append("</th>")
                .append("<th class=\"n\">cost, ")
                .append(run.mode())
                .append("</th>"));
        rows.append("</tr>");
        List<Integer> largest = IntStream.range(
                        0, runs.get(0).whole().participants().size())
                .boxed()
                .sorted(Comparator.comparingLong(
                        i -> -runs.get(0).whole().participants().get(i).paid().fen()))
                .limit(PARTICIPANTS_SHOWN)
                .toList();
        for (int i : largest) {
            ParticipantIndicators first = runs.get(0).whole().participants().get(i);
            rows.append("<tr><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                    .formatted(
                            first.id(),
                            Yuan.exact(first.paid().fen()),
                            Yuan.exact(first.received().fen())));
            for (RunResult run : runs) {
                ParticipantIndicators one = run.whole().participants().get(i);
                rows.append("<td class=\"n\">%s</td><td class=\"n\">%s</td>"
                        .formatted(
                                Yuan.exact(one.usedFen()), Yuan.exact(one.cost().totalFen())));
            }
            rows.append("</tr>");
        }
        section(
                "Participants at " + level,
                "The " + largest.size() + " that paid most under " + runs.get(0).mode()
                        + ". All of them, and all levels, are in summary.json.",
                rows.append("</table></div>").toString());
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

    private List<ClearingMode> modes() {
        return record.runs().stream().map(RunResult::mode).distinct().toList();
    }

    private List<RunResult> runs(ClearingMode mode) {
        return record.runs().stream().filter(run -> run.mode() == mode).toList();
    }

    /** The level with the least liquidity: there the modes differ most. */
    private String lowestLevel() {
        return record.runs().stream()
                .min(Comparator.comparingLong(RunResult::liquidityFen))
                .orElseThrow()
                .level()
                .label();
    }

    private List<RunResult> atLevel(String level) {
        return record.runs().stream()
                .filter(run -> run.level().label().equals(level))
                .toList();
    }

    private static String legend(List<ClearingMode> modes) {
        return modes.stream()
                .map(mode -> legendEntry(COLOURS.get(mode), mode.name()))
                .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>"));
    }

    private static String legendEntry(String colour, String word) {
        return ("<li><svg viewBox=\"0 0 10 10\"><rect width=\"10\" height=\"10\" rx=\"2\" class=\"%s\"/></svg>%s</li>")
                .formatted(colour, word);
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
