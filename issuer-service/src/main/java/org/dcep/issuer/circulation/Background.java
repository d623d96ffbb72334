package org.dcep.issuer.circulation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that no request waits for: one piece after another on a thread of its own. A failure is logged and nothing more,
 * because the same work is done again with the next change or the next tick.
 */
@ApplicationScoped
class Background {
    private static final Logger LOG = Logger.getLogger(Background.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread background = new Thread(work, "issuer-background");
        background.setDaemon(true);
        return background;
    });

    /** Work that is asked for often and done once for many who ask. */
    final class Task {
        private final Supplier<Uni<Void>> work;
        private final Duration pause;
        private final AtomicBoolean asked = new AtomicBoolean();

        private Task(Supplier<Uni<Void>> work, Duration pause) {
            this.work = work;
            this.pause = pause;
        }

        /** Does the work after the pause; safe from every thread. */
        void soon() {
            if (asked.compareAndSet(false, true)) {
                schedule();
            }
        }

        private void schedule() {
            try {
                thread.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the service stops; the work is found again at its next start", e);
            }
        }

        /** Whoever asks from here on is not served by what is read now, so the next run is theirs. */
        private void run() {
            asked.set(false);
            try {
                VertxContextSupport.subscribeAndAwait(work);
            } catch (Throwable failure) {
                LOG.warnf("background work failed and will be done again: %s", failure);
            }
        }
    }

    /** Makes a task of {@code work}; {@code pause} is what one run waits for others who ask. */
    Task task(Supplier<Uni<Void>> work, Duration pause) {
        return new Task(work, pause);
    }

    /** Does the work now and then, whoever asks. */
    void every(Duration period, Task task) {
        thread.scheduleWithFixedDelay(task::soon, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(1, TimeUnit.SECONDS);
    }
}
