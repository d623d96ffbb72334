package org.dcep.simulator.bench;

import java.util.List;
import java.util.OptionalInt;
import org.dcep.simulator.bench.load.PhaseResult.Second;

/**
 * What an overload did to a network.
 *
 * @param goodputRatio accepted a second during the overload, to accepted a second at the peak
 * @param overloadedP99Millis how long those waited who were turned away
 * @param normalP99Millis at half of the peak, before the overload
 * @param recoverySeconds from the end of the overload until latency at half of the peak was normal again and stayed so:
 *     a second's p99 of at most twice the normal one and {@value #SLACK_MILLIS} ms; null if it was not in the time that
 *     was watched
 */
public record Overload(
        double goodputRatio, double overloadedP99Millis, double normalP99Millis, Double recoverySeconds) {
    static final double SLACK_MILLIS = 5;

    /**
     * Compares the four phases.
     *
     * @param pauseSeconds from the end of the overload to the beginning of the recovery
     */
    static Overload of(
            PhaseReport peak, PhaseReport normal, PhaseReport overload, PhaseReport recovery, double pauseSeconds) {
        double normalMillis = normal.load().latency().p99Millis();
        OptionalInt second = firstNormal(recovery.load().everySecond(), 2 * normalMillis + SLACK_MILLIS);
        return new Overload(
                overload.acceptedPerSecond() / Math.max(1, peak.acceptedPerSecond()),
                overload.load().overloadedLatency().p99Millis(),
                normalMillis,
                second.isEmpty() ? null : Math.round(10 * (pauseSeconds + second.getAsInt())) / 10.0);
    }

    /** The first second from which on no p99 is above {@code atMostMillis}; empty if the last one is. */
    static OptionalInt firstNormal(List<Second> seconds, double atMostMillis) {
        int first = seconds.size();
        while (first > 0 && seconds.get(first - 1).p99Millis() <= atMostMillis) {
            first--;
        }
        return first < seconds.size() ? OptionalInt.of(first) : OptionalInt.empty();
    }
}
