package org.dcep.simulator.report;

import java.util.Locale;

/** A drawing in SVG that takes its colours and fonts from the style sheet of the page it stands in. */
final class Svg {
    private final StringBuilder body = new StringBuilder();
    private final double width;
    private final double height;

    Svg(double width, double height) {
        this.width = width;
        this.height = height;
    }

    Svg rect(double x, double y, double w, double h, String cssClass, String tip) {
        body.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\">"
                .formatted(number(x), number(y), number(Math.max(0, w)), number(Math.max(0, h)), cssClass));
        return tip(tip).close("rect");
    }

    Svg line(double x1, double y1, double x2, double y2, String cssClass) {
        body.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>"
                .formatted(number(x1), number(y1), number(x2), number(y2), cssClass));
        return this;
    }

    /** A line through points, left to right. */
    Svg polyline(double[] xs, double[] ys, String cssClass) {
        body.append("<polyline points=\"");
        for (int i = 0; i < xs.length; i++) {
            body.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
        }
        body.append("\" class=\"%s\"/>".formatted(cssClass));
        return this;
    }

    Svg dot(double x, double y, double radius, String cssClass, String tip) {
        body.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"%s\">"
                .formatted(number(x), number(y), number(radius), cssClass));
        return tip(tip).close("circle");
    }

    /** A band of even thickness that leaves and arrives level. */
    Svg band(double x1, double y1, double x2, double y2, double thickness, String cssClass, String tip) {
        double middle = (x1 + x2) / 2;
        body.append("<path d=\"M%s %sC%s %s %s %s %s %s\" stroke-width=\"%s\" class=\"%s\">"
                .formatted(
                        number(x1),
                        number(y1),
                        number(middle),
                        number(y1),
                        number(middle),
                        number(y2),
                        number(x2),
                        number(y2),
                        number(thickness),
                        cssClass));
        return tip(tip).close("path");
    }

    /**
     * @param anchor start, middle or end
     */
    Svg text(double x, double y, String anchor, String cssClass, String text) {
        body.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">"
                .formatted(number(x), number(y), anchor, cssClass));
        body.append(escaped(text));
        return close("text");
    }

    /** The drawing, told to those who cannot see it by {@code label}. */
    String drawing(String label) {
        return "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(number(width), number(height), escaped(label), body);
    }

    private Svg tip(String tip) {
        if (!tip.isEmpty()) {
            body.append("<title>").append(escaped(tip)).append("</title>");
        }
        return this;
    }

    private Svg close(String element) {
        body.append("</").append(element).append('>');
        return this;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Safe between tags and in a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
