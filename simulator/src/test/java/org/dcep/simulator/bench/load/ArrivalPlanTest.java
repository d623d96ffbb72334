package org.dcep.simulator.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dcep.simulator.workload.Draws;
import org.junit.jupiter.api.Test;

class ArrivalPlanTest {
    private static final double RATE = 2_000;
    private static final double SECONDS = 30;

    private final long[] nanos =
            ArrivalPlan.poisson(RATE, SECONDS, Draws.of(1, "arrivals")).nanos();

    @Test
    void arrivalsAscendAndStayInsideThePhase() {
        assertThat(nanos).isSorted();
        assertThat(nanos[0]).isNotNegative();
        assertThat(nanos[nanos.length - 1]).isLessThan((long) (SECONDS * 1e9));
    }

    @Test
    void asManyArriveAsTheRateSaysEverySecondOnAverage() {
        double expected = RATE * SECONDS;
        assertThat((double) nanos.length).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }

    /** Of a Poisson process the standard deviation of a gap equals its mean. */
    @Test
    void gapsAreExponential() {
        double mean = 1e9 / RATE;
        double squares = 0;
        for (int i = 1; i < nanos.length; i++) {
            squares += Math.pow(nanos[i] - nanos[i - 1] - mean, 2);
        }
        assertThat(Math.sqrt(squares / nanos.length)).isCloseTo(mean, within(0.05 * mean));
    }

    @Test
    void theSameDrawsGiveTheSamePlan() {
        assertThat(ArrivalPlan.poisson(RATE, SECONDS, Draws.of(1, "arrivals")).nanos())
                .isEqualTo(nanos);
    }
}
