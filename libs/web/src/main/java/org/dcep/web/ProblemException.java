package org.dcep.web;

import java.util.Objects;

/** Ends a request with a {@link Problem}. It is an answer and no fault, so it has no stack trace. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(Objects.requireNonNull(problem).toString(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
