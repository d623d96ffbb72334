package org.dcep.issuer.treasury;

import org.dcep.web.Problems;

/** Cycles from {@code from} to {@code to}, both included, at most {@link #MAX_CYCLES} of them. */
record CycleRange(long from, long to) {
    /** A year of daily cycles. */
    static final int MAX_CYCLES = 366;

    private static final String NUMBER = "[1-9][0-9]{0,14}";

    /**
     * Reads two query parameters. Without the first the range begins with cycle 1, without the second it is as long as it
     * may be.
     *
     * @throws org.dcep.web.ProblemException malformed, unless both are numbers in this order and not too far apart
     */
    static CycleRange of(String from, String to) {
        long first = from == null ? 1 : number("fromCycle", from);
        long last = to == null ? first + MAX_CYCLES - 1 : number("toCycle", to);
        if (last < first || last - first >= MAX_CYCLES) {
            throw Problems.malformed("toCycle", "must be fromCycle or one of the " + (MAX_CYCLES - 1) + " after it")
                    .asException();
        }
        return new CycleRange(first, last);
    }

    private static long number(String field, String text) {
        if (!text.matches(NUMBER)) {
            throw Problems.malformed(field, "must be the number of a cycle").asException();
        }
        return Long.parseLong(text);
    }
}
