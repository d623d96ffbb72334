package org.dcep.simulator.bench.load;

import java.util.Arrays;
import org.dcep.simulator.workload.Draws;

/**
 * When requests are to start, fixed before the first of them: nothing that the service does can move an arrival.
 *
 * @param nanos from the beginning of the phase, ascending
 */
record ArrivalPlan(long[] nanos) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Arrivals that know nothing of one another, {@code perSecond} on average. */
    static ArrivalPlan poisson(double perSecond, double seconds, Draws draws) {
        long[] nanos = new long[(int) (perSecond * seconds * 1.1) + 1_000];
        double at = 0;
        int count = 0;
        while (count < nanos.length) {
            at += draws.exponential() / perSecond;
            if (at >= seconds) {
                break;
            }
            nanos[count++] = (long) (at * NANOS_PER_SECOND);
        }
        return new ArrivalPlan(Arrays.copyOf(nanos, count));
    }

    int count() {
        return nanos.length;
    }
}
