package org.dcep.simulator.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What one driver saw in a phase. Payments count by when they were answered, latencies by when their request was to
 * start: a request that was to start in the window is measured even if its answer comes later.
 */
final class Tally {
    static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;
    private static final int DIGITS_OF_A_SECOND = 2;

    private final long start;
    private final long windowStart;
    private final long windowEnd;
    private final long[] answered = new long[Outcome.values().length];
    private final Map<String, Long> refusals = new TreeMap<>();
    private final Histogram decided = new Histogram(LONGEST_MICROS, DIGITS);
    private final Histogram turnedAway = new Histogram(LONGEST_MICROS, DIGITS);
    private final List<Second> seconds = new ArrayList<>();
    private long requests;
    private long lost;
    private long unsent;

    /** What was answered in one second of the phase, ramp included; latencies of accepted payments. */
    static final class Second {
        private final long[] answered = new long[Outcome.values().length];
        private final Histogram accepted = new Histogram(LONGEST_MICROS, DIGITS_OF_A_SECOND);

        private void add(Second other) {
            for (int i = 0; i < answered.length; i++) {
                answered[i] += other.answered[i];
            }
            accepted.add(other.accepted);
        }

        long answered(Outcome outcome) {
            return answered[outcome.ordinal()];
        }

        Histogram accepted() {
            return accepted;
        }
    }

    /** Times are those of {@link System#nanoTime}. */
    Tally(long start, long windowStart, long windowEnd) {
        this.start = start;
        this.windowStart = windowStart;
        this.windowEnd = windowEnd;
    }

    boolean isMeasured(long at) {
        return at >= windowStart && at < windowEnd;
    }

    /** {@code payments} of one request, or one read, were answered in the same way. */
    void answered(Outcome outcome, int payments, long at) {
        if (isMeasured(at)) {
            answered[outcome.ordinal()] += payments;
        }
        second(at).answered[outcome.ordinal()] += payments;
    }

    void refused(String code, long at) {
        if (isMeasured(at)) {
            refusals.merge(code, 1L, Long::sum);
        }
    }

    /** A request was answered; {@code outcome} is its own, or its first payment's. */
    void completed(Outcome outcome, long intended, long at) {
        long micros = Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(at - intended));
        if (isMeasured(at)) {
            requests++;
        }
        if (outcome.isAcknowledged()) {
            second(at).accepted.recordValue(micros);
        }
        if (!isMeasured(intended)) {
            return;
        }
        if (outcome == Outcome.OVERLOADED) {
            turnedAway.recordValue(micros);
        } else if (outcome != Outcome.UNKNOWN) {
            decided.recordValue(micros);
        }
    }

    /** A connection broke, or an answer did not come in time. */
    void lost() {
        lost++;
    }

    /** Requests were to start in the window and could not, because every connection was waiting. */
    void unsent(long count) {
        unsent += count;
    }

    private Second second(long at) {
        int index = (int) Math.max(0, TimeUnit.NANOSECONDS.toSeconds(at - start));
        while (seconds.size() <= index) {
            seconds.add(new Second());
        }
        return seconds.get(index);
    }

    /** Adds what another driver of the same phase saw. */
    void add(Tally other) {
        for (int i = 0; i < answered.length; i++) {
            answered[i] += other.answered[i];
        }
        other.refusals.forEach((code, count) -> refusals.merge(code, count, Long::sum));
        decided.add(other.decided);
        turnedAway.add(other.turnedAway);
        requests += other.requests;
        lost += other.lost;
        unsent += other.unsent;
        for (int i = 0; i < other.seconds.size(); i++) {
            if (i == seconds.size()) {
                seconds.add(new Second());
            }
            seconds.get(i).add(other.seconds.get(i));
        }
    }

    long answered(Outcome outcome) {
        return answered[outcome.ordinal()];
    }

    Map<String, Long> refusals() {
        return refusals;
    }

    Histogram decided() {
        return decided;
    }

    Histogram turnedAway() {
        return turnedAway;
    }

    List<Second> seconds() {
        return seconds;
    }

    long requests() {
        return requests;
    }

    long lostCount() {
        return lost;
    }

    long unsentCount() {
        return unsent;
    }

    double windowSeconds() {
        return (windowEnd - windowStart) / 1e9;
    }
}
