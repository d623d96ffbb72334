package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The way to a decision: one worker per share of the payers. An order that comes here holds one of the {@link Places},
 * which is what bounds it; of credits, each consumer brings one batch at a time.
 */
@ApplicationScoped
class PaymentQueue {
    /** Credits in one batch: payments in the same transaction wait for them. */
    static final int MOST_CREDITS = 500;

    /**
     * How long a consumer gathers credits. Their payments are answered PENDING already; each delivery adds half a dozen
     * statements to a transaction.
     */
    static final Duration PATIENCE_OF_CREDITS = Duration.ofMillis(80);

    private final List<BatchWorker> workers = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    PaymentQueue(
            Vertx vertx,
            PaymentBatch batch,
            PaymentMetrics metrics,
            @ConfigProperty(name = "dcep.payment.workers") int chosenWorkers,
            @ConfigProperty(name = "dcep.payment.batch") int batchSize,
            @ConfigProperty(name = "dcep.payment.linger-millis") long lingerMillis,
            @ConfigProperty(name = "dcep.payment.distance-millis") long distanceMillis) {
        int workerCount = Crew.of(chosenWorkers);
        BatchWorker.Bounds bounds = new BatchWorker.Bounds(batchSize, lingerMillis, distanceMillis);
        for (int i = 0; i < workerCount; i++) {
            int stripe = i + 1;
            workers.add(new BatchWorker(
                    ((VertxInternal) vertx).createEventLoopContext(),
                    bounds,
                    work -> decide(batch, metrics, work, stripe)));
        }
        metrics.watchQueue(this::depth);
    }

    /** The decision once it is committed; empty if the order must be verified again. */
    Uni<Optional<PaymentAnswer>> decide(Submission submission) {
        int worker = Math.floorMod(Long.hashCode(submission.signed().payerNumber() / 10), workers.size());
        workers.get(worker).add(submission);
        return Uni.createFrom().completionStage(submission.answer());
    }

    /** Completes once the credits are committed, or fails as their transaction did. */
    Uni<Void> decide(Credits credits) {
        // They meet wallets of all workers anyway.
        workers.get(Math.floorMod(turn.getAndIncrement(), workers.size())).add(credits);
        return Uni.createFrom().completionStage(credits.done());
    }

    private int depth() {
        return workers.stream().mapToInt(BatchWorker::depth).sum();
    }

    private static CompletionStage<Runnable> decide(PaymentBatch batch, PaymentMetrics metrics, Work work, int stripe) {
        long start = System.nanoTime();
        return batch.decide(work, stripe)
                .invoke(() -> metrics.batch(work.orders().size(), System.nanoTime() - start))
                .subscribeAsCompletionStage();
    }
}
