package org.dcep.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dcep.outbox.OutboxRows.Lease;
import org.dcep.outbox.OutboxRows.Outgoing;
import org.jboss.logging.Logger;

/**
 * Carries events from the outbox to Kafka, in the order of {@link Position}, at least once. Of all instances on one
 * database one is at work: it holds an advisory lock, and an epoch keeps one that has lost the lock without noticing
 * from moving the position. Kafka or PostgreSQL being away only makes it wait.
 */
@ApplicationScoped
class Relay {
    static final int AFTER_THE_APPLICATION = Interceptor.Priority.LIBRARY_AFTER + 1_000;

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long LOOK_AGAIN_MILLIS = 10;
    private static final long LOOK_AGAIN_QUIET_MILLIS = 50;
    /** Between two looks under load, so that rows gather. */
    private static final long GATHER_MILLIS = 2;

    private static final long QUIET_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long MEASURE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TIDY_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int TIDY_ROWS = 5_000;
    private static final int TIDY_SLICES = 10;

    private final Pool pool;
    private final KafkaSettings kafka;
    private final RelaySettings settings;
    private final Topics topics;
    private final Wake wake;
    private final RelayState state;
    private final Backoff backoff = new Backoff();
    private Thread thread;
    private volatile boolean running;
    private Position position;
    private long lastSent;
    private long lastMeasured;
    private long lastTidied;

    Relay(Pool pool, KafkaSettings kafka, RelaySettings settings, Topics topics, Wake wake, RelayState state) {
        this.pool = pool;
        this.kafka = kafka;
        this.settings = settings;
        this.topics = topics;
        this.wake = wake;
        this.state = state;
    }

    void start(@Observes @Priority(AFTER_THE_APPLICATION) StartupEvent event) {
        running = true;
        thread = new Thread(this::run, "outbox-relay");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        wake.nudge();
        if (thread != null) {
            thread.join(5_000);
            thread.interrupt();
            thread.join(5_000);
        }
    }

    private void run() {
        while (running) {
            try {
                topics.ensure();
                takeTurn();
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | RuntimeException e) {
                if (running) {
                    waitAfter(e);
                }
            }
        }
    }

    private void waitAfter(Exception failure) {
        state.phase(RelayState.Phase.RETRYING);
        long millis = backoff.nextMillis();
        LOG.warnf("the outbox waits %d ms and tries again: %s", millis, Failures.describe(failure));
        LOG.debug("the outbox failed", failure);
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Sends until something fails, if no other instance does. */
    private void takeTurn() throws InterruptedException {
        SqlConnection connection = pool.getConnection().await().atMost(Duration.ofSeconds(10));
        OutboxRows rows = new OutboxRows(connection);
        boolean locked = false;
        try {
            locked = rows.tryLock();
            if (locked) {
                lead(rows);
            } else {
                state.phase(RelayState.Phase.STANDBY);
                state.measured(0);
                backoff.succeeded();
            }
        } finally {
            if (locked) {
                unlock(rows);
            }
            connection.closeAndForget();
        }
        if (!locked) {
            Thread.sleep(500);
        }
    }

    /** A connection must not go back to the pool with the lock; one that is broken has lost it anyway. */
    private static void unlock(OutboxRows rows) {
        boolean timedOut = true;
        while (timedOut) {
            timedOut = false;
            try {
                rows.unlock();
            } catch (io.smallrye.mutiny.TimeoutException e) {
                timedOut = true;
            } catch (RuntimeException e) {
                LOG.debugf("the lock went with its connection: %s", e.getMessage());
            }
        }
    }

    private void lead(OutboxRows rows) throws InterruptedException {
        Lease lease = rows.startEpoch();
        position = lease.position();
        LOG.debugf("epoch %d sends from %s", lease.epoch(), position);
        try (Sending sending = new Sending(kafka.producer(), lease.source())) {
            while (running) {
                List<Outgoing> chunk = rows.after(position, settings.chunk());
                if (!chunk.isEmpty()) {
                    pass(rows, sending, lease, chunk);
                }
                state.phase(RelayState.Phase.SENDING);
                backoff.succeeded();
                keepHouse(rows);
                rest(chunk.size());
            }
        }
    }

    private void pass(OutboxRows rows, Sending sending, Lease lease, List<Outgoing> chunk) throws InterruptedException {
        state.sending();
        if (!sending.send(chunk, () -> running)) {
            return;
        }
        Position reached = chunk.get(chunk.size() - 1).position();
        if (!rows.store(reached, lease.epoch())) {
            throw new IllegalStateException("another relay has started epoch " + (lease.epoch() + 1) + " or later");
        }
        position = reached;
        lastSent = System.nanoTime();
        state.sent(chunk);
    }

    private void keepHouse(OutboxRows rows) {
        long now = System.nanoTime();
        if (now - lastMeasured > MEASURE_EVERY_NANOS) {
            state.measured(rows.oldestAgeSeconds(position));
            lastMeasured = now;
        }
        if (now - lastTidied > TIDY_EVERY_NANOS) {
            int slices = 0;
            while (slices < TIDY_SLICES && rows.deleteSent(position, settings.retention(), TIDY_ROWS) == TIDY_ROWS) {
                slices++;
            }
            lastTidied = now;
        }
    }

    private void rest(int sent) throws InterruptedException {
        if (sent == settings.chunk()) {
            return;
        }
        if (sent > 0) {
            Thread.sleep(GATHER_MILLIS);
            return;
        }
        boolean quiet = System.nanoTime() - lastSent > QUIET_AFTER_NANOS;
        wake.await(quiet ? LOOK_AGAIN_QUIET_MILLIS : LOOK_AGAIN_MILLIS);
    }
}
