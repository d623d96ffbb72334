package org.dcep.simulator.cli;

import org.dcep.simulator.scenario.Progress;

/** The person at the keyboard, if there is one. */
final class Terminal {
    private Terminal() {}

    /** Progress on standard error, in the form that suits whoever reads it. */
    static Progress progress() {
        return isTerminal() ? Progress.live(System.err) : Progress.plain(System.err);
    }

    /** The launcher knows best whether standard error is a terminal; without it a console is taken as a sign. */
    private static boolean isTerminal() {
        String told = System.getProperty("dcep.terminal");
        return told == null ? System.console() != null : Boolean.parseBoolean(told);
    }

    /** Waits for Ctrl-C. */
    static void awaitInterrupt() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
