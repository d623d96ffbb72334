package org.dcep.outbox;

/** Failures in one line of a log. */
final class Failures {
    private Failures() {}

    /** The innermost cause, which is the one that says something. */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 16; depth++) {
            cause = cause.getCause();
        }
        return failure.getMessage() == null || cause == failure
                ? cause.toString()
                : failure.getMessage() + ": " + cause;
    }
}
