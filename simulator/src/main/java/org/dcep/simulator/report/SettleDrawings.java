package org.dcep.simulator.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Indicators.Slice;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.simulator.report.Charts.Series;
import org.dcep.simulator.report.Curves.Axis;
import org.dcep.simulator.report.Curves.Curve;
import org.dcep.simulator.report.Curves.Mark;
import org.dcep.simulator.report.Curves.Point;
import org.dcep.simulator.settle.Obligations;
import org.dcep.simulator.settle.RunResult;

/** The drawings of a settled file, one colour for each mode. */
final class SettleDrawings {
    private static final double WIDE = 1_080;
    private static final double NARROW = 520;
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final long BASIS_POINTS = 10_000;
    private static final int MOST_TIMES_ON_AN_AXIS = 8;
    private static final List<Double> ENDS_OF_THE_DELAY_AXIS = List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0);
    private static final Map<ClearingMode, String> COLOURS = new EnumMap<>(
            Map.of(ClearingMode.GROSS, "c-blue", ClearingMode.HYBRID, "c-teal", ClearingMode.DEFERRED_NET, "c-amber"));

    /** The parts of a settled value, with the kinds of groups that make them. */
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

        private long fen(RunResult run) {
            Indicators found = run.whole();
            return kinds.stream()
                    .mapToLong(kind ->
                            found.settled().getOrDefault(kind, Volume.NONE).fen())
                    .sum();
        }
    }

    private final SettleRecord record;

    SettleDrawings(SettleRecord record) {
        this.record = record;
    }

    /** Delay by liquidity, a line for each mode and a dot for each run. */
    String frontier() {
        long most =
                record.runs().stream().mapToLong(RunResult::liquidityFen).max().orElse(1);
        Axis liquidity = new Axis(
                0, Charts.niceAbove(Math.max(1, Math.max(most, record.upperFen()))), 5, fen -> Yuan.brief((long) fen));
        Axis delay = new Axis(0, mostDelay(), 5, value -> String.format(Locale.ROOT, "%.3f", value));
        List<Curve> curves = modes().stream()
                .map(mode -> new Curve(COLOURS.get(mode), points(mode), true))
                .toList();
        List<Mark> marks = List.of(new Mark(record.lowerFen(), "net"), new Mark(record.upperFen(), "gross"));
        return Curves.drawing("Delay by liquidity and mode", WIDE, liquidity, delay, curves, marks) + legend();
    }

    /** Where the axis of delays ends, so that small ones can be told apart. */
    private double mostDelay() {
        double most = record.runs().stream()
                .mapToDouble(run -> run.whole().delayIndicator().doubleValue())
                .max()
                .orElse(1);
        return ENDS_OF_THE_DELAY_AXIS.stream()
                .filter(end -> end >= most)
                .findFirst()
                .orElse(1.0);
    }

    private List<Point> points(ClearingMode mode) {
        return record.runs(mode).stream()
                .sorted(Comparator.comparingLong(RunResult::liquidityFen))
                .map(run -> new Point(
                        run.liquidityFen(),
                        run.whole().delayIndicator().doubleValue(),
                        mode + " at " + run.level().label() + ": liquidity " + Yuan.exact(run.liquidityFen())
                                + " yuan, delay " + run.whole().delayIndicator() + ", settled "
                                + SettleReport.settledShare(run)))
                .toList();
    }

    /** How the value settled at each level, in parts of a hundred. */
    String shares(ClearingMode mode) {
        List<RunResult> runs = record.runs(mode);
        List<Series> series = new ArrayList<>();
        for (Way way : Way.values()) {
            addShares(way.word, way.colour, way::fen, runs, series);
        }
        addShares("unsettled", "c-red", run -> run.whole().unsettled().fen(), runs, series);
        List<String> columns = runs.stream().map(run -> run.level().label()).toList();
        return Charts.stacked("How " + mode + " settled", columns, series, SettleDrawings::percent)
                + series.stream()
                        .map(one -> legendEntry(one.colour(), one.name()))
                        .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>"));
    }

    private static void addShares(
            String word, String colour, ToLongFunction<RunResult> fen, List<RunResult> runs, List<Series> series) {
        if (runs.stream().anyMatch(run -> fen.applyAsLong(run) > 0)) {
            series.add(new Series(
                    word,
                    colour,
                    runs.stream()
                            .map(run -> Math.round((double) BASIS_POINTS * fen.applyAsLong(run) / submittedFen(run)))
                            .toList()));
        }
    }

    private static double submittedFen(RunResult run) {
        return Math.max(1, run.whole().submitted().fen());
    }

    private static String percent(long basisPoints) {
        return String.format(Locale.ROOT, basisPoints % 100 == 0 ? "%.0f %%" : "%.2f %%", basisPoints / 100.0);
    }

    /** The value that waits over time, a line for each mode. */
    String queue(String level) {
        List<RunResult> runs = record.runsAt(level);
        long most = runs.stream()
                .flatMap(run -> run.whole().slices().stream())
                .mapToLong(Slice::queueFen)
                .max()
                .orElse(1);
        Axis value = new Axis(0, Charts.niceAbove(Math.max(1, most)), 4, fen -> Yuan.brief((long) fen));
        List<Curve> curves = runs.stream()
                .map(run -> new Curve(COLOURS.get(run.mode()), overTime(run, Slice::queueFen), false))
                .toList();
        return Curves.drawing("Value of the queue over time", NARROW, hours(), value, curves, List.of()) + legend();
    }

    /** What share of the value has settled by when, a line for each mode. */
    String throughput(String level) {
        Axis share = new Axis(0, 100, 4, percent -> String.format(Locale.ROOT, "%.0f %%", percent));
        List<Curve> curves = record.runsAt(level).stream()
                .map(run -> new Curve(COLOURS.get(run.mode()), cumulative(run), false))
                .toList();
        return Curves.drawing("Share of value settled over time", NARROW, hours(), share, curves, List.of()) + legend();
    }

    private List<Point> cumulative(RunResult run) {
        long[] settledFen = {0};
        return overTime(run, slice -> settledFen[0] += slice.settledFen()).stream()
                .map(point -> new Point(point.x(), 100 * point.y() / submittedFen(run), ""))
                .toList();
    }

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

    /** The whole hours in which anything happened in any run, and some before so that the steps are whole hours too. */
    private Axis hours() {
        List<Double> busy = record.runs().stream()
                .flatMap(run -> run.whole().slices().stream())
                .filter(slice -> slice.submittedFen() > 0 || slice.settledFen() > 0 || slice.queueLength() > 0)
                .map(SettleDrawings::hour)
                .sorted()
                .toList();
        double first = Math.max(0, Math.floor(busy.get(0)) - 1);
        double last = Math.ceil(busy.get(busy.size() - 1));
        double step = Math.max(1, Math.ceil((last - first) / MOST_TIMES_ON_AN_AXIS));
        int steps = (int) Math.max(1, Math.ceil((last - first) / step));
        double from = Math.max(0, last - steps * step);
        boolean oneDay = record.file().obligations().days() == 1;
        return new Axis(from, from + steps * step, oneDay ? steps : Math.min(steps, 4), hour -> clock(hour, oneDay));
    }

    /** When a slice ends, in hours since the beginning of day 1. */
    private static double hour(Slice slice) {
        return Duration.between(Obligations.BEGINNING, slice.until()).toSeconds() / SECONDS_PER_HOUR;
    }

    private static String clock(double hour, boolean oneDay) {
        long minutes = Math.round(hour * 60);
        return oneDay
                ? String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60)
                : String.format(Locale.ROOT, "day %d %02d:%02d", 1 + minutes / 1_440, minutes / 60 % 24, minutes % 60);
    }

    private List<ClearingMode> modes() {
        return record.modes();
    }

    private String legend() {
        return modes().stream()
                .map(mode -> legendEntry(COLOURS.get(mode), mode.name()))
                .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>"));
    }

    private static String legendEntry(String colour, String word) {
        return "<li><svg viewBox=\"0 0 10 10\"><rect width=\"10\" height=\"10\" rx=\"2\" class=\"%s\"/></svg>%s</li>"
                .formatted(colour, word);
    }
}
