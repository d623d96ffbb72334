package org.dcep.wallet.payment;

import java.util.concurrent.TimeUnit;

/** So many times a second, by the monotonic clock, and no more. */
final class Allowance {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private long windowStart = System.nanoTime();
    private int taken;

    Allowance(int perSecond) {
        this.perSecond = perSecond;
    }

    synchronized boolean take() {
        long now = System.nanoTime();
        if (now - windowStart >= WINDOW_NANOS) {
            windowStart = now;
            taken = 0;
        }
        return taken++ < perSecond;
    }
}
