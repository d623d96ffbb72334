package org.dcep.simulator.bench.load;

import java.util.Arrays;
import org.dcep.simulator.workload.Draws;

/**
 * Ranks of which the first is drawn most often: rank r with a weight of 1 / (r + 1)^{@value #EXPONENT}.
 *
 * <p>The exponent is that of the Yahoo! Cloud Serving Benchmark, the usual stand-in for "few are busy, many are not".
 */
final class Zipf {
    static final double EXPONENT = 0.99;

    private final double[] upTo;

    /**
     * @param ranks at least 1
     */
    Zipf(int ranks) {
        upTo = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += StrictMath.pow(rank + 1.0, -EXPONENT);
            upTo[rank] = sum;
        }
    }

    /** A rank from 0 on. */
    int draw(Draws draws) {
        int found = Arrays.binarySearch(upTo, draws.unit() * upTo[upTo.length - 1]);
        return Math.min(upTo.length - 1, found < 0 ? -found - 1 : found + 1);
    }

    /** The share of all draws that {@code rank} gets, from 0 to 1. */
    double share(int rank) {
        double below = rank == 0 ? 0 : upTo[rank - 1];
        return (upTo[rank] - below) / upTo[upTo.length - 1];
    }
}
