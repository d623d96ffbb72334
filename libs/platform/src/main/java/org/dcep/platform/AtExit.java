package org.dcep.platform;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what is still open when this JVM ends, in the reverse order of opening: what was started last may depend on
 * what was started first. One hook for everything, because the order among several hooks is undefined.
 */
public final class AtExit {
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static volatile boolean underWay;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "dcep-at-exit"));
    }

    private AtExit() {}

    /** Closes {@code resource} at the end of this JVM unless {@link #forget} was called before. */
    public static void close(AutoCloseable resource) {
        synchronized (OPEN) {
            OPEN.push(resource);
        }
    }

    /** Whether this JVM is ending: what fails from now on fails because of that. */
    public static boolean underWay() {
        return underWay;
    }

    /** Says that {@code resource} has been closed completely. */
    public static void forget(AutoCloseable resource) {
        synchronized (OPEN) {
            OPEN.removeIf(open -> open == resource);
        }
    }

    private static AutoCloseable next() {
        synchronized (OPEN) {
            return OPEN.poll();
        }
    }

    private static void closeAll() {
        underWay = true;
        for (AutoCloseable resource = next(); resource != null; resource = next()) {
            try {
                resource.close();
            } catch (Exception failure) {
                // The JVM is going down: the others still have to be closed, and there is nobody left to throw to.
                System.err.println("Could not close " + resource + ": " + failure.getMessage());
            }
        }
    }
}
