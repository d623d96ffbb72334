package org.dcep.outbox;

/** Pauses that double from 50 ms to 5 s while something keeps failing. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 5_000;

    private int failures;

    long nextMillis() {
        int doublings = Math.min(failures++, 10);
        return Math.min(FIRST_MILLIS << doublings, LONGEST_MILLIS);
    }

    int failures() {
        return failures;
    }

    void succeeded() {
        failures = 0;
    }
}
