package org.dcep.simulator.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/** The report's charts, each a drawing of its own. */
final class Charts {
    /** One colour of stacked columns: a value per column. */
    record Series(String name, String colour, List<Long> values) {}

    /** A bar with its number. */
    record Bar(String name, long count, String colour) {}

    private static final double WIDTH = 520;
    private static final double LEFT = 58;
    private static final double RIGHT = 10;

    private Charts() {}

    /** Columns that stand for a day or cycle each, with the series piled up. */
    static String stacked(String label, List<String> columns, List<Series> series, LongFunction<String> format) {
        double height = 250;
        double bottom = height - 26;
        double top = 12;
        long most = 1;
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            most = Math.max(
                    most,
                    series.stream().mapToLong(one -> one.values().get(column)).sum());
        }
        long axis = niceAbove(most);
        Svg svg = new Svg(WIDTH, height);
        for (int i = 0; i <= 4; i++) {
            double y = bottom - (bottom - top) * i / 4;
            svg.line(LEFT, y, WIDTH - RIGHT, y, i == 0 ? "axis" : "grid");
            svg.text(LEFT - 8, y + 4, "end", "small", format.apply(axis * i / 4));
        }
        double step = (WIDTH - LEFT - RIGHT) / Math.max(1, columns.size());
        double bar = Math.min(58, step * 0.66);
        for (int i = 0; i < columns.size(); i++) {
            double x = LEFT + step * i + (step - bar) / 2;
            double y = bottom;
            for (Series one : series) {
                long value = one.values().get(i);
                double size = (bottom - top) * value / axis;
                y -= size;
                svg.rect(
                        x, y, bar, size, one.colour(), one.name() + ", " + columns.get(i) + ": " + format.apply(value));
            }
            if (columns.size() <= 16 || i % (columns.size() / 12) == 0) {
                svg.text(x + bar / 2, height - 8, "middle", "small", columns.get(i));
            }
        }
        return svg.drawing(label);
    }

    /** Horizontal bars with a name on the left and a number on the right. */
    static String bars(String label, List<Bar> bars) {
        double row = 27;
        double names = 216;
        long most = Math.max(1, bars.stream().mapToLong(Bar::count).max().orElse(1));
        Svg svg = new Svg(WIDTH, Math.max(1, bars.size()) * row + 6);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = i * row + 4;
            double size = Math.max(1.5, (WIDTH - names - 66) * bar.count() / most);
            svg.text(names - 10, y + 14, "end", "name", bar.name());
            svg.rect(names, y, size, row - 9, bar.colour(), bar.name() + ": " + bar.count());
            svg.text(names + size + 7, y + 14, "start", "number", String.format(Locale.ROOT, "%,d", bar.count()));
        }
        return svg.drawing(label);
    }

    /** One bar over the full width, cut in proportion. */
    static String proportion(String label, List<Bar> parts) {
        long sum = Math.max(1, parts.stream().mapToLong(Bar::count).sum());
        Svg svg = new Svg(WIDTH, 30);
        double x = 0;
        for (Bar part : parts) {
            double size = WIDTH * part.count() / sum;
            svg.rect(x, 4, Math.max(0, size - 1.5), 22, part.colour(), part.name() + ": " + part.count());
            x += size;
        }
        return svg.drawing(label);
    }

    /** Net positions: a row per operator, a column per cycle, bars left for paying and right for receiving. */
    static String positions(String label, List<String> cycles, Map<String, List<Long>> byOperator) {
        double row = 30;
        double names = 110;
        double width = 1080;
        double cell = (width - names) / Math.max(1, cycles.size());
        double half = Math.min(cell * 0.46, 240);
        long most = Math.max(
                1,
                byOperator.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(Math::abs)
                        .max()
                        .orElse(1));
        Svg svg = new Svg(width, byOperator.size() * row + 30);
        double y = 24;
        for (int i = 0; i < cycles.size(); i++) {
            svg.text(names + cell * (i + 0.5), 13, "middle", "small", cycles.get(i));
        }
        for (Map.Entry<String, List<Long>> operator : byOperator.entrySet()) {
            svg.text(names - 14, y + 18, "end", "name", operator.getKey());
            for (int i = 0; i < cycles.size(); i++) {
                long fen = operator.getValue().get(i);
                double middle = names + cell * (i + 0.5);
                double size = half * Math.abs(fen) / most;
                String tip = operator.getKey() + ", " + cycles.get(i) + ": " + Yuan.exact(fen) + " yuan";
                svg.line(middle, y, middle, y + row - 4, "axis");
                svg.rect(fen < 0 ? middle - size : middle, y + 3, size, row - 10, fen < 0 ? "c-red" : "c-teal", tip);
                String amount = (fen > 0 ? "+" : "") + Yuan.brief(fen);
                svg.text(middle + (fen < 0 ? 5 : -5), y + 18, fen < 0 ? "start" : "end", "small", amount);
            }
            y += row;
        }
        return svg.drawing(label);
    }

    /** How many payments took how long, on a logarithmic axis, with the percentiles marked. */
    static String latencies(String label, Latencies latencies) {
        List<Latencies.Bin> bins = latencies.bins();
        double height = 250;
        double bottom = height - 26;
        double top = 34;
        long most =
                Math.max(1, bins.stream().mapToLong(Latencies.Bin::count).max().orElse(1));
        Svg svg = new Svg(WIDTH, height);
        svg.line(10, bottom, WIDTH - RIGHT, bottom, "axis");
        double step = (WIDTH - 20) / Math.max(1, bins.size());
        for (int i = 0; i < bins.size(); i++) {
            Latencies.Bin bin = bins.get(i);
            double size = (bottom - top) * bin.count() / most;
            String range = millis(bin.fromMicros()) + " to " + millis(bin.toMicros()) + " ms";
            svg.rect(10 + step * i, bottom - size, step - 1.5, size, "c-blue", range + ": " + bin.count());
            if (i % Math.max(1, bins.size() / 8) == 0) {
                svg.text(10 + step * i, height - 8, "middle", "small", millis(bin.fromMicros()));
            }
        }
        int row = 0;
        for (double percentile : new double[] {50, 95, 99}) {
            double x = 10 + step * position(bins, latencies.millis(percentile) * 1000);
            svg.line(x, 8 + row * 3, x, bottom, "mark");
            String text = "p%.0f %s".formatted(percentile, millis((long) (latencies.millis(percentile) * 1000)));
            svg.text(x + (percentile > 95 ? 5 : -5), 16 + row * 2, percentile > 95 ? "start" : "end", "small", text);
            row++;
        }
        return svg.drawing(label);
    }

    /** How many bins lie below {@code micros}, with the part of the bin that it falls into. */
    private static double position(List<Latencies.Bin> bins, double micros) {
        for (int i = 0; i < bins.size(); i++) {
            Latencies.Bin bin = bins.get(i);
            if (micros < bin.toMicros()) {
                double part = (micros - bin.fromMicros()) / (bin.toMicros() - bin.fromMicros());
                return i + Math.max(0, part);
            }
        }
        return bins.size();
    }

    private static String millis(long micros) {
        double millis = micros / 1000.0;
        return String.format(Locale.ROOT, millis >= 100 ? "%.0f" : millis >= 10 ? "%.0f" : "%.1f", millis);
    }

    /** The least of 1, 2, 4, 6 or 8 times a power of ten that is not below {@code value} and has quarters. */
    static long niceAbove(long value) {
        for (long power = 1; ; power *= 10) {
            for (long tenths : new long[] {10, 20, 40, 60, 80}) {
                if (tenths * power / 10 >= value && tenths * power % 40 == 0) {
                    return tenths * power / 10;
                }
            }
        }
    }
}
