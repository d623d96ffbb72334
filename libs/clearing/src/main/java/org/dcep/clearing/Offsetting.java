package org.dcep.clearing;

import java.util.EnumSet;
import java.util.Set;

/**
 * What {@link ClearingMode#HYBRID} may do with its queue.
 *
 * @param algorithms which of them are used
 * @param bypass whether a NORMAL obligation may leave the queue before earlier NORMAL ones of its payer
 * @param entryDepth how many obligations in return are tried when one is submitted, 1 to 1,000; the Reserve Bank of
 *     Australia's RITS tries up to 10 (S-11 in docs/sources.md)
 * @param maxCycleLength how many participants a ring may have, 2 to 8
 * @param maxCycleSteps how many obligations the search for rings looks at before it gives up for this time, 1 to
 *     100,000,000; a number and not a time, so that the result is the same on every machine
 */
public record Offsetting(
        Set<Algorithm> algorithms, boolean bypass, int entryDepth, int maxCycleLength, int maxCycleSteps) {
    /** Everything, with bypass. */
    public static final Offsetting ALL = new Offsetting(EnumSet.allOf(Algorithm.class), true, 10, 5, 100_000);

    /** Nothing, and no bypass: what remains is gross settlement. */
    static final Offsetting NONE = new Offsetting(EnumSet.noneOf(Algorithm.class), false, 1, 2, 1);

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public Offsetting {
        algorithms = Set.copyOf(algorithms);
        requireRange("entryDepth", entryDepth, 1, 1_000);
        requireRange("maxCycleLength", maxCycleLength, 2, 8);
        requireRange("maxCycleSteps", maxCycleSteps, 1, 100_000_000);
    }

    public Offsetting withAlgorithms(Set<Algorithm> chosen) {
        return new Offsetting(chosen, bypass, entryDepth, maxCycleLength, maxCycleSteps);
    }

    /** Every payer's obligations leave the queue in the order of the queue only. */
    public Offsetting withoutBypass() {
        return new Offsetting(algorithms, false, entryDepth, maxCycleLength, maxCycleSteps);
    }

    public Offsetting withMaxCycleLength(int length) {
        return new Offsetting(algorithms, bypass, entryDepth, length, maxCycleSteps);
    }

    boolean uses(Algorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be in " + least + ".." + most + ", was " + value);
        }
    }
}
