package org.dcep.wallet.payment;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dcep.crypto.Verifier;
import org.dcep.crypto.VerifyingKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Verifies signatures on threads of its own, never on an event loop. Whoever comes here holds one of the {@link Places},
 * so its queue needs no bound of its own: a flood of forged orders takes the places and is turned away before this.
 */
@ApplicationScoped
class PaymentVerifier {
    private static final Logger LOG = Logger.getLogger(PaymentVerifier.class);

    private final Verifier verifier;
    private final ThreadPoolExecutor threads;
    private final PaymentMetrics metrics;

    PaymentVerifier(
            @ConfigProperty(name = "dcep.crypto.verifier") VerifierChoice choice,
            @ConfigProperty(name = "dcep.payment.verify-threads") int threadCount,
            PaymentMetrics metrics) {
        this.verifier = choice.verifier();
        int count = Crew.of(threadCount);
        this.threads = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PaymentVerifier::thread);
        this.metrics = metrics;
        metrics.watchVerification(threads.getQueue());
        metrics.watchVerifier(verifier);
    }

    /** At the start, so that no payment waits for a library to load. */
    void announce(@Observes StartupEvent started) {
        LOG.infof("payers' signatures are verified by %s", verifier);
    }

    /** Whether {@code signature} is {@code key}'s over {@code message}. */
    Uni<Boolean> verify(byte[] message, byte[] signature, VerifyingKey key) {
        return Uni.createFrom()
                .item(() ->
                        metrics.timedVerification(key.algorithm(), () -> verifier.verifies(key, message, signature)))
                .runSubscriptionOn(threads);
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
