package org.dcep.simulator.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dcep.simulator.bench.Snapshot.Part;

/**
 * What a network used between the edges of a window, by payment that was acknowledged in it; in mode read, by answered
 * read, the payments beside it included.
 *
 * @param cpuMicrosPerPayment by process; {@code total} is the sum without the bench's own two
 * @param postgresCpuMicrosPerPayment the part of PostgreSQL by database, as far as its processes lived all the while
 * @param cpuShare of all processors, from 0 to 1, by process
 * @param idleShare of all processors
 * @param elsewhereShare used by programs that are no part of this: above some hundredths, figures per second are worth
 *     little, figures per payment still hold
 * @param stolenShare taken by other virtual machines
 * @param walBytesPerPayment of all three databases
 * @param kafkaBytesPerPayment of all topics
 * @param batches how many transactions of payments
 * @param batchSizes how many batches had at most the key's number of payments and more than the key before
 * @param heapMegabytes used in the wallet service at the end
 * @param residentMegabytes by process at the end
 */
public record Usage(
        Map<String, Double> cpuMicrosPerPayment,
        Map<String, Double> postgresCpuMicrosPerPayment,
        Map<String, Double> cpuShare,
        double idleShare,
        double elsewhereShare,
        double stolenShare,
        double walBytesPerPayment,
        double kafkaBytesPerPayment,
        long batches,
        double meanBatchSize,
        Map<String, Long> batchSizes,
        double heapMegabytes,
        Map<String, Double> residentMegabytes) {
    private static final String BATCH_SIZE = "dcep_payment_batch_size";
    private static final double MEGABYTE = 1 << 20;

    static Usage between(Snapshot start, Snapshot end, long payments, int processors) {
        double per = Math.max(1, payments);
        double windowMicros = (end.nanos() - start.nanos()) / 1e3;
        Map<String, Double> micros = new LinkedHashMap<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        double total = 0;
        double known = 0;
        for (Part part : Part.values()) {
            if (!start.cpuMicros().containsKey(part)) {
                continue;
            }
            double used = end.cpuMicros().get(part) - start.cpuMicros().get(part);
            micros.put(name(part), tenths(used / per));
            shares.put(name(part), thousandths(used / windowMicros / processors));
            known += used;
            total += part == Part.LOAD || part == Part.CONDUCTOR ? 0 : used;
        }
        micros.put("total", tenths(total / per));
        Map<String, Double> databases = new LinkedHashMap<>();
        end.postgresCpuMicros()
                .forEach((database, used) -> databases.put(
                        database,
                        tenths(Math.max(0, used - start.postgresCpuMicros().getOrDefault(database, 0L)) / per)));
        Map<String, Double> resident = new LinkedHashMap<>();
        end.residentBytes().forEach((part, bytes) -> resident.put(name(part), tenths(bytes / MEGABYTE)));
        double batches =
                end.metrics().sum(BATCH_SIZE + "_count", "") - start.metrics().sum(BATCH_SIZE + "_count", "");
        double orders =
                end.metrics().sum(BATCH_SIZE + "_sum", "") - start.metrics().sum(BATCH_SIZE + "_sum", "");
        return new Usage(
                micros,
                databases,
                shares,
                thousandths((end.machine().idle() - start.machine().idle()) / windowMicros / processors),
                thousandths(
                        Math.max(0, end.machine().busy() - start.machine().busy() - known) / windowMicros / processors),
                thousandths((end.machine().stolen() - start.machine().stolen()) / windowMicros / processors),
                tenths((end.walBytes() - start.walBytes()) / per),
                tenths((end.kafkaBytes() - start.kafkaBytes()) / per),
                (long) batches,
                tenths(orders / Math.max(1, batches)),
                batchSizes(start.metrics().buckets(BATCH_SIZE), end.metrics().buckets(BATCH_SIZE)),
                tenths(end.metrics().sum("jvm_memory_used_bytes", "area=\"heap\"") / MEGABYTE),
                resident);
    }

    private static Map<String, Long> batchSizes(NavigableMap<Double, Double> start, NavigableMap<Double, Double> end) {
        Map<Double, Long> counts = new TreeMap<>();
        double before = 0;
        for (Map.Entry<Double, Double> bucket : end.entrySet()) {
            double upTo = bucket.getValue() - start.getOrDefault(bucket.getKey(), 0.0);
            if (upTo > before) {
                counts.put(bucket.getKey(), (long) (upTo - before));
            }
            before = upTo;
        }
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach(
                (bound, count) -> named.put(bound.isInfinite() ? "more" : Long.toString(bound.longValue()), count));
        return named;
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static double thousandths(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
