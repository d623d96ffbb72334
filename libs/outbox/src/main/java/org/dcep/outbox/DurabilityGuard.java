package org.dcep.outbox;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Refuses to serve on a database that could forget what it has acknowledged: {@code fsync}, {@code full_page_writes}
 * and {@code synchronous_commit} must be on. Checked before the service starts and every minute; only
 * {@code dcep.unsafe-fast=true} silences it.
 */
@ApplicationScoped
public class DurabilityGuard {
    private static final Logger LOG = Logger.getLogger(DurabilityGuard.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> SYNCHRONOUS = Set.of("on", "remote_apply");

    private final Pool pool;
    private final boolean unsafeFast;
    private ScheduledExecutorService timer;

    DurabilityGuard(Pool pool, @ConfigProperty(name = "dcep.unsafe-fast", defaultValue = "false") boolean unsafeFast) {
        this.pool = pool;
        this.unsafeFast = unsafeFast;
    }

    /** Whether the service was told to serve on a database that may forget, which every page must say. */
    public boolean unsafeFast() {
        return unsafeFast;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        if (unsafeFast) {
            LOG.warn("dcep.unsafe-fast is set: payments that were acknowledged may be lost");
            return;
        }
        List<String> weaknesses = weaknesses();
        if (!weaknesses.isEmpty()) {
            throw new IllegalStateException(refusal(weaknesses));
        }
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "durability-guard");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::checkAgain, 1, 1, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    /** The settings with which this database could lose acknowledged work, each as {@code name=value}. */
    List<String> weaknesses() {
        Row row = pool.query("SELECT current_setting('fsync'), current_setting('full_page_writes'),"
                        + " current_setting('synchronous_commit')")
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next();
        List<String> weaknesses = new ArrayList<>();
        if (!"on".equals(row.getString(0))) {
            weaknesses.add("fsync=" + row.getString(0));
        }
        if (!"on".equals(row.getString(1))) {
            weaknesses.add("full_page_writes=" + row.getString(1));
        }
        if (!SYNCHRONOUS.contains(row.getString(2))) {
            weaknesses.add("synchronous_commit=" + row.getString(2));
        }
        return weaknesses;
    }

    private void checkAgain() {
        try {
            List<String> weaknesses = weaknesses();
            if (!weaknesses.isEmpty()) {
                LOG.fatal(refusal(weaknesses));
                Quarkus.asyncExit(1);
            }
        } catch (RuntimeException e) {
            LOG.warnf("durability could not be checked: %s", e.getMessage());
        }
    }

    private static String refusal(List<String> weaknesses) {
        return "the database may forget acknowledged payments (" + String.join(", ", weaknesses)
                + "); set dcep.unsafe-fast=true to serve nevertheless";
    }
}
