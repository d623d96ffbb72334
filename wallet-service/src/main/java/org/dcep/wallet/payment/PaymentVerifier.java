package org.dcep.wallet.payment;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dcep.crypto.Verifier;
import org.dcep.crypto.VerifyingKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Verifies signatures on threads of its own, never on an event loop, and only so many at a time: a flood of forged
 * orders fills this queue and is turned away, while those that are already in go on.
 */
@ApplicationScoped
class PaymentVerifier {
    private static final Logger LOG = Logger.getLogger(PaymentVerifier.class);

    private final Verifier verifier;
    private final ThreadPoolExecutor threads;
    private final PaymentMetrics metrics;

    PaymentVerifier(
            @ConfigProperty(name = "dcep.crypto.verifier") VerifierChoice choice,
            @ConfigProperty(name = "dcep.payment.verify-queue") int queue,
            @ConfigProperty(name = "dcep.payment.verify-threads") int threadCount,
            PaymentMetrics metrics) {
        this.verifier = choice.verifier();
        int count =
                threadCount > 0 ? threadCount : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                PaymentVerifier::thread,
                PaymentVerifier::turnAway);
        this.metrics = metrics;
        metrics.watchVerification(threads.getQueue());
        metrics.watchVerifier(verifier);
    }

    /** At the start, so that no payment waits for a library to load. */
    void announce(@Observes StartupEvent started) {
        LOG.infof("payers' signatures are verified by %s", verifier);
    }

    /** Whether {@code signature} is {@code key}'s over {@code message}; fails with {@link RejectedExecutionException} if too many wait. */
    Uni<Boolean> verify(byte[] message, byte[] signature, VerifyingKey key) {
        return Uni.createFrom()
                .item(() ->
                        metrics.timedVerification(key.algorithm(), () -> verifier.verifies(key, message, signature)))
                .runSubscriptionOn(threads);
    }

    /** Whether another order would be turned away. */
    boolean isFull() {
        return threads.getQueue().remainingCapacity() == 0;
    }

    private static void turnAway(Runnable work, ThreadPoolExecutor full) {
        throw new Full();
    }

    /** Thrown by the thousand when it matters most, so it carries nothing that costs anything. */
    private static final class Full extends RejectedExecutionException {
        private static final long serialVersionUID = 1L;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "payment-verifier");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
