package org.dcep.simulator.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A window from second 2 to second 12. */
class TallyTest {
    private final Tally tally = new Tally(0, seconds(2), seconds(12));

    @Test
    void paymentsCountByWhenTheyWereAnswered() {
        answer(Outcome.ACCEPTED, 1.0, 1.9);
        answer(Outcome.ACCEPTED, 1.9, 2.1);
        answer(Outcome.PENDING, 11.0, 11.9);
        answer(Outcome.ACCEPTED, 11.9, 12.1);

        PhaseResult result = PhaseResult.of(RequestKind.SINGLE, tally, false);

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(result.pending()).isEqualTo(1);
        assertThat(result.acknowledgedPerSecond()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void latencyCountsFromTheIntendedStartForAllThatWereToStartInTheWindow() {
        answer(Outcome.ACCEPTED, 1.9, 2.1);
        answer(Outcome.ACCEPTED, 3.0, 3.5);
        answer(Outcome.REFUSED, 11.0, 14.0);

        LatencyFigures latency =
                PhaseResult.of(RequestKind.SINGLE, tally, false).latency();

        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.p50Millis()).isCloseTo(500, within(1.0));
        assertThat(latency.maxMillis()).isCloseTo(3_000, within(3.0));
    }

    @Test
    void thoseTurnedAwayHaveALatencyOfTheirOwnAndUnknownOnesNone() {
        answer(Outcome.OVERLOADED, 5.0, 5.002);
        answer(Outcome.UNKNOWN, 5.0, 8.0);

        PhaseResult result = PhaseResult.of(RequestKind.SINGLE, tally, false);

        assertThat(result.latency().count()).isZero();
        assertThat(result.overloadedLatency().count()).isEqualTo(1);
        assertThat(result.overloadedLatency().p99Millis()).isCloseTo(2, within(0.01));
        assertThat(result.overloaded()).isEqualTo(1);
        assertThat(result.unknown()).isEqualTo(1);
    }

    @Test
    void everySecondFromTheBeginningOfTheRampHasItsFigures() {
        answer(Outcome.ACCEPTED, 0.1, 0.2);
        answer(Outcome.ACCEPTED, 2.0, 2.5);
        answer(Outcome.OVERLOADED, 2.0, 2.5);

        var everySecond = PhaseResult.of(RequestKind.SINGLE, tally, false).everySecond();

        assertThat(everySecond).hasSize(3);
        assertThat(everySecond.get(0).accepted()).isEqualTo(1);
        assertThat(everySecond.get(1).accepted()).isZero();
        assertThat(everySecond.get(2).accepted()).isEqualTo(1);
        assertThat(everySecond.get(2).overloaded()).isEqualTo(1);
        assertThat(everySecond.get(2).p99Millis()).isCloseTo(500, within(10.0));
    }

    @Test
    void talliesOfManyDriversAddUp() {
        Tally other = new Tally(0, seconds(2), seconds(12));
        other.answered(Outcome.REFUSED, 1, seconds(5));
        other.refused("409 WALLET_FROZEN", seconds(5));
        other.completed(Outcome.REFUSED, seconds(4), seconds(5));
        other.lost();
        other.unsent(3);
        answer(Outcome.ACCEPTED, 3.0, 3.5);

        tally.add(other);
        PhaseResult result = PhaseResult.of(RequestKind.SINGLE, tally, true);

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(result.refused()).isEqualTo(1);
        assertThat(result.problems()).isEqualTo(Map.of("409 WALLET_FROZEN", 1L));
        assertThat(result.latency().count()).isEqualTo(2);
        assertThat(result.lost()).isEqualTo(1);
        assertThat(result.unsent()).isEqualTo(3);
        assertThat(result.ranDry()).isTrue();
        assertThat(result.everySecond()).hasSize(6);
    }

    private void answer(Outcome outcome, double intended, double at) {
        tally.answered(outcome, 1, nanos(at));
        tally.completed(outcome, nanos(intended), nanos(at));
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
