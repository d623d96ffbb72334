package org.dcep.simulator.client;

/** Patience ran out before a request's outcome was known; repeating it later is safe. */
public final class NoDefiniteAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoDefiniteAnswer(String request, int attempts, String last) {
        super(request + ": no definite answer after " + attempts + " attempts, at last " + last);
    }

    /** For what is awaited by asking again, such as a payment that stays pending. */
    public NoDefiniteAnswer(String awaited) {
        super(awaited);
    }
}
