package org.dcep.simulator.report;

import java.util.List;
import java.util.function.DoubleFunction;

/** A chart of lines over two axes that begin at zero. */
final class Curves {
    /**
     * A line.
     *
     * @param colour the style of its dots; its stroke is that of {@code colour-line}
     * @param points ascending by x
     * @param dots whether each point is marked, with its tip
     */
    record Curve(String colour, List<Point> points, boolean dots) {}

    record Point(double x, double y, String tip) {}

    /**
     * An axis.
     *
     * @param from what its beginning stands for
     * @param to what its end stands for
     * @param steps how many parts the grid has
     */
    record Axis(double from, double to, int steps, DoubleFunction<String> format) {
        private double part(double value) {
            return to > from ? (value - from) / (to - from) : 0;
        }
    }

    /** A dashed vertical line with a word at its head. */
    record Mark(double x, String word) {}

    private static final double HEIGHT = 330;
    private static final double LEFT = 62;
    private static final double RIGHT = 16;
    private static final double TOP = 26;
    private static final double BOTTOM = HEIGHT - 30;

    private final double width;
    private final Axis x;
    private final Axis y;
    private final Svg svg;

    private Curves(double width, Axis x, Axis y) {
        this.width = width;
        this.x = x;
        this.y = y;
        this.svg = new Svg(width, HEIGHT);
    }

    /** The chart, told to those who cannot see it by {@code label}. */
    static String drawing(String label, double width, Axis x, Axis y, List<Curve> curves, List<Mark> marks) {
        Curves chart = new Curves(width, x, y);
        chart.grid();
        marks.forEach(chart::mark);
        curves.forEach(chart::line);
        curves.stream().filter(Curve::dots).forEach(chart::dots);
        return chart.svg.drawing(label);
    }

    private void grid() {
        for (int i = 0; i <= y.steps(); i++) {
            double at = BOTTOM - (BOTTOM - TOP) * i / y.steps();
            svg.line(LEFT, at, width - RIGHT, at, i == 0 ? "axis" : "grid");
            svg.text(
                    LEFT - 8, at + 4, "end", "small", y.format().apply(y.from() + (y.to() - y.from()) * i / y.steps()));
        }
        for (int i = 0; i <= x.steps(); i++) {
            double at = LEFT + (width - LEFT - RIGHT) * i / x.steps();
            svg.line(at, BOTTOM, at, BOTTOM + 4, "axis");
            svg.text(
                    at,
                    HEIGHT - 8,
                    i == x.steps() ? "end" : "middle",
                    "small",
                    x.format().apply(x.from() + (x.to() - x.from()) * i / x.steps()));
        }
    }

    private void mark(Mark mark) {
        double at = left(mark.x());
        boolean nearTheEnd = at > width - RIGHT - 80;
        svg.line(at, TOP - 6, at, BOTTOM, "mark");
        svg.text(at + (nearTheEnd ? -4 : 4), TOP - 8, nearTheEnd ? "end" : "start", "small", mark.word());
    }

    private void line(Curve curve) {
        double[] xs =
                curve.points().stream().mapToDouble(point -> left(point.x())).toArray();
        double[] ys =
                curve.points().stream().mapToDouble(point -> top(point.y())).toArray();
        svg.polyline(xs, ys, "line " + curve.colour() + "-line");
    }

    private void dots(Curve curve) {
        for (Point point : curve.points()) {
            svg.dot(left(point.x()), top(point.y()), 4.5, curve.colour(), point.tip());
        }
    }

    private double left(double value) {
        return LEFT + (width - LEFT - RIGHT) * x.part(value);
    }

    private double top(double value) {
        return BOTTOM - (BOTTOM - TOP) * y.part(value);
    }
}
