package org.dcep.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.dcep.simulator.scenario.PaymentResult;

/** How long payers waited for a definite answer, repeated attempts included. */
public final class Latencies {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    /** {@code count} payments took from {@code fromMicros} to {@code toMicros}. */
    record Bin(long fromMicros, long toMicros, long count) {}

    private final Histogram histogram = new Histogram(LONGEST_MICROS, 3);

    public Latencies(List<PaymentResult> results) {
        for (PaymentResult result : results) {
            histogram.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(result.nanos())));
        }
    }

    /** The latency in milliseconds that {@code percentile} of a hundred payments do not exceed, to a tenth. */
    double millis(double percentile) {
        return Math.round(histogram.getValueAtPercentile(percentile) / 100.0) / 10.0;
    }

    /** p50, p95, p99 and the longest, in milliseconds. */
    public Map<String, Double> summary() {
        Map<String, Double> summary = new LinkedHashMap<>();
        summary.put("p50", millis(50));
        summary.put("p95", millis(95));
        summary.put("p99", millis(99));
        summary.put("max", millis(100));
        return summary;
    }

    /** Bins whose bounds grow by a quarter, from the first to the last that holds a payment. */
    List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        if (histogram.getTotalCount() == 0) {
            return bins;
        }
        long from = Math.max(100, histogram.getMinValue() / 5 * 4);
        while (from <= histogram.getMaxValue()) {
            long to = from + Math.max(1, from / 4);
            bins.add(new Bin(from, to, histogram.getCountBetweenValues(from, to - 1)));
            from = to;
        }
        return bins;
    }
}
