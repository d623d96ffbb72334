package org.dcep.simulator.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Flows of money between stations that stand in columns; as thick as the amounts are large. */
final class Sankey {
    private static final double WIDTH = 1080;
    private static final double LEAST_HEIGHT = 400;
    private static final double HEIGHT_PER_STATION = 46;
    private static final double TOP = 14;
    private static final double NODE_WIDTH = 12;
    private static final double GAP = 26;
    private static final double MARGIN_RIGHT = 152;

    private record Station(String name, int column, String colour) {}

    private record Flow(String from, String to, long fen) {}

    /** Where a station stands and how far its sides are taken. */
    private static final class Place {
        private final double x;
        private final double y;
        private final double height;
        private double leaving;
        private double arriving;

        Place(double x, double y, double height) {
            this.x = x;
            this.y = y;
            this.height = height;
        }
    }

    private final Map<String, Station> stations = new LinkedHashMap<>();
    private final List<Flow> flows = new ArrayList<>();
    private double height = LEAST_HEIGHT;

    Sankey station(String name, int column, String colour) {
        stations.put(name, new Station(name, column, colour));
        return this;
    }

    /** Adds a flow; nothing is drawn for an amount of 0. */
    Sankey flow(String from, String to, long fen) {
        if (fen > 0) {
            flows.add(new Flow(from, to, fen));
        }
        return this;
    }

    String drawing(String label) {
        List<Station> shown =
                stations.values().stream().filter(station -> size(station) > 0).toList();
        int columns = shown.stream().mapToInt(Station::column).max().orElse(0) + 1;
        double step = columns == 1 ? 0 : (WIDTH - MARGIN_RIGHT - NODE_WIDTH) / (columns - 1);
        height = Math.max(LEAST_HEIGHT, HEIGHT_PER_STATION * mostInAColumn(shown));
        double scale = scale(shown, columns);
        Map<String, Place> places = new LinkedHashMap<>();
        for (int column = 0; column < columns; column++) {
            place(column, step, scale, shown, places);
        }
        Svg svg = new Svg(WIDTH, height);
        bands(svg, scale, places);
        for (Station station : shown) {
            Place place = places.get(station.name());
            String amount = Yuan.brief(size(station));
            svg.rect(place.x, place.y, NODE_WIDTH, place.height, station.colour(), station.name() + ": " + amount);
            double middle = place.y + place.height / 2;
            svg.text(place.x + NODE_WIDTH + 6, middle - 2, "start", "name halo", station.name());
            svg.text(place.x + NODE_WIDTH + 6, middle + 12, "start", "small halo", amount);
        }
        return svg.drawing(label);
    }

    private static long mostInAColumn(List<Station> shown) {
        return shown.stream().collect(Collectors.groupingBy(Station::column, Collectors.counting())).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
    }

    private long size(Station station) {
        long out = flows.stream()
                .filter(flow -> flow.from().equals(station.name()))
                .mapToLong(Flow::fen)
                .sum();
        long in = flows.stream()
                .filter(flow -> flow.to().equals(station.name()))
                .mapToLong(Flow::fen)
                .sum();
        return Math.max(in, out);
    }

    /** Points per fen, so that the fullest column fits. */
    private double scale(List<Station> shown, int columns) {
        double scale = Double.MAX_VALUE;
        for (int i = 0; i < columns; i++) {
            int column = i;
            List<Station> here =
                    shown.stream().filter(station -> station.column() == column).toList();
            long fen = here.stream().mapToLong(this::size).sum();
            if (fen > 0) {
                scale = Math.min(scale, (height - 2 * TOP - GAP * (here.size() - 1)) / fen);
            }
        }
        return scale;
    }

    private void place(int column, double step, double scale, List<Station> shown, Map<String, Place> places) {
        List<Station> here =
                shown.stream().filter(station -> station.column() == column).toList();
        double used = here.stream()
                        .mapToDouble(station -> Math.max(2, size(station) * scale))
                        .sum()
                + GAP * (here.size() - 1);
        double y = Math.max(TOP, (height - used) / 2);
        for (Station station : here) {
            double size = Math.max(2, size(station) * scale);
            places.put(station.name(), new Place(column * step, y, size));
            y += size + GAP;
        }
    }

    private void bands(Svg svg, double scale, Map<String, Place> places) {
        List<Flow> byPlace = flows.stream()
                .sorted(Comparator.comparingDouble((Flow flow) -> places.get(flow.from()).y)
                        .thenComparingDouble(flow -> places.get(flow.to()).y))
                .toList();
        for (Flow flow : byPlace) {
            Place from = places.get(flow.from());
            Place to = places.get(flow.to());
            double thickness = Math.max(1, flow.fen() * scale);
            double y1 = from.y + from.leaving + thickness / 2;
            double y2 = to.y + to.arriving + thickness / 2;
            from.leaving += thickness;
            to.arriving += thickness;
            String tip = flow.from() + " → " + flow.to() + ": " + Yuan.exact(flow.fen()) + " yuan";
            String colour = stations.get(flow.from()).colour();
            svg.band(from.x + NODE_WIDTH, y1, to.x, y2, thickness, "band " + colour + "-line", tip);
        }
    }
}
