package org.dcep.auditor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of a played network and of the auditors that read it: the world's, and what a test has let pass. Whatever is
 * sent carries this time too, so to an auditor time that was let pass is time in which nothing happened. Nobody sends
 * while a test waits; so that is when time may pass, and an auditor that gives others time keeps no test waiting for it.
 */
final class PlayedTime extends Clock {
    private final Clock world = Clock.systemUTC();
    private final AtomicLong passedMillis = new AtomicLong();

    /** Everybody's clock is later by {@code time}. */
    void pass(Duration time) {
        passedMillis.addAndGet(time.toMillis());
    }

    @Override
    public Instant instant() {
        return world.instant().plusMillis(passedMillis.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("played time has one zone");
    }
}
