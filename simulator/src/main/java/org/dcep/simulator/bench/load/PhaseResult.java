package org.dcep.simulator.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one stream of a phase came to. Counts are payments, or reads, answered in the window.
 *
 * @param accepted final at once
 * @param pending accepted, final when the payee's operator has answered
 * @param repeated answered as decided before; must be 0, since every order is new
 * @param overloaded turned away with 429
 * @param unknown answered with 5xx or not at all
 * @param problems how often each status and code came, turned away ones left out
 * @param requests answered in the window
 * @param lost requests whose connection broke or whose answer did not come in time, in the whole phase
 * @param unsent requests that were to start in the window and never found a free connection
 * @param ranDry whether fewer requests were prepared than could be sent: the figures are worthless then
 * @param latency of requests with a definite answer that were to start in the window
 * @param overloadedLatency of requests that were turned away
 * @param everySecond from the beginning of the ramp
 */
public record PhaseResult(
        RequestKind kind,
        double windowSeconds,
        long accepted,
        long pending,
        long repeated,
        long refused,
        long overloaded,
        long unknown,
        Map<String, Long> problems,
        long requests,
        long lost,
        long unsent,
        boolean ranDry,
        LatencyFigures latency,
        LatencyFigures overloadedLatency,
        List<Second> everySecond) {

    /** Payments answered in one second, and the latency of those accepted. */
    public record Second(
            long accepted, long refused, long overloaded, long unknown, double p50Millis, double p99Millis) {}

    static PhaseResult of(RequestKind kind, Tally tally, boolean ranDry) {
        List<Second> everySecond = new ArrayList<>();
        for (Tally.Second second : tally.seconds()) {
            everySecond.add(new Second(
                    second.answered(Outcome.ACCEPTED)
                            + second.answered(Outcome.PENDING)
                            + second.answered(Outcome.REPEATED),
                    second.answered(Outcome.REFUSED),
                    second.answered(Outcome.OVERLOADED),
                    second.answered(Outcome.UNKNOWN),
                    LatencyFigures.rounded(second.accepted().getValueAtPercentile(50)),
                    LatencyFigures.rounded(second.accepted().getValueAtPercentile(99))));
        }
        return new PhaseResult(
                kind,
                tally.windowSeconds(),
                tally.answered(Outcome.ACCEPTED),
                tally.answered(Outcome.PENDING),
                tally.answered(Outcome.REPEATED),
                tally.answered(Outcome.REFUSED),
                tally.answered(Outcome.OVERLOADED),
                tally.answered(Outcome.UNKNOWN),
                tally.refusals(),
                tally.requests(),
                tally.lostCount(),
                tally.unsentCount(),
                ranDry,
                LatencyFigures.of(tally.decided()),
                LatencyFigures.of(tally.turnedAway()),
                everySecond);
    }

    /** Accepted, whether final at once or not. */
    public long acknowledged() {
        return accepted + pending + repeated;
    }

    /** Accepted payments, or answered reads, a second. */
    public double acknowledgedPerSecond() {
        return acknowledged() / windowSeconds;
    }
}
