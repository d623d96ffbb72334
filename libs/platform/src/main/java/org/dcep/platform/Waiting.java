package org.dcep.platform;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Pauses between two looks at something that will be there soon. */
final class Waiting {
    private static final long PAUSE_NANOS = Duration.ofMillis(25).toNanos();

    private Waiting() {}

    static void briefly() {
        if (Thread.currentThread().isInterrupted()) {
            throw new PlatformException("Interrupted while waiting for a server");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
