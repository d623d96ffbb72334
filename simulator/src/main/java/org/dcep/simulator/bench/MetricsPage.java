package org.dcep.simulator.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The metrics of a service in Prometheus' text format.
 *
 * @param values by name and labels as they are written
 */
record MetricsPage(Map<String, Double> values) {
    private static final String LE = "le=\"";

    static MetricsPage of(String text) {
        Map<String, Double> values = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            // A label may hold braces itself, such as the template of an address.
            int end = line.indexOf('{') < 0 ? line.indexOf(' ') : line.lastIndexOf('}') + 1;
            String value = line.substring(end).strip().split(" ")[0];
            values.put(line.substring(0, end), Double.parseDouble(value.replace("+Inf", "Infinity")));
        });
        return new MetricsPage(values);
    }

    /** The sum over all labels that contain {@code label}. */
    double sum(String name, String label) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().startsWith(name + "{"))
                .filter(entry -> entry.getKey().contains(label))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The buckets of a histogram: how many values were at most the key. */
    NavigableMap<Double, Double> buckets(String name) {
        NavigableMap<Double, Double> buckets = new TreeMap<>();
        values.forEach((key, value) -> {
            int at = key.indexOf(LE);
            if (key.startsWith(name + "_bucket{") && at >= 0) {
                String bound = key.substring(at + LE.length(), key.indexOf('"', at + LE.length()));
                buckets.merge(Double.parseDouble(bound.replace("+Inf", "Infinity")), value, Double::sum);
            }
        });
        return buckets;
    }
}
