package org.dcep.simulator.bench.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of a histogram of microseconds; all 0 if it is empty.
 *
 * @param histogramBase64 all of it, in the compressed format of HdrHistogram
 */
public record LatencyFigures(
        long count,
        double meanMillis,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double p999Millis,
        double maxMillis,
        String histogramBase64) {
    private static final double MICROS_PER_MILLI = 1_000;

    static LatencyFigures of(Histogram micros) {
        ByteBuffer buffer = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        int length = micros.encodeIntoCompressedByteBuffer(buffer);
        return new LatencyFigures(
                micros.getTotalCount(),
                rounded(micros.getMean()),
                rounded(micros.getValueAtPercentile(50)),
                rounded(micros.getValueAtPercentile(95)),
                rounded(micros.getValueAtPercentile(99)),
                rounded(micros.getValueAtPercentile(99.9)),
                rounded(micros.getMaxValue()),
                Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
    }

    static double rounded(double micros) {
        return Double.isNaN(micros) ? 0 : Math.round(micros) / MICROS_PER_MILLI;
    }
}
