package org.dcep.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A nudge for the relay; any number of them before it looks again count as one. */
@ApplicationScoped
class Wake {
    private final Semaphore nudges = new Semaphore(0);

    void nudge() {
        if (nudges.availablePermits() == 0) {
            nudges.release();
        }
    }

    void await(long millis) throws InterruptedException {
        nudges.tryAcquire(millis, TimeUnit.MILLISECONDS);
        nudges.drainPermits();
    }
}
