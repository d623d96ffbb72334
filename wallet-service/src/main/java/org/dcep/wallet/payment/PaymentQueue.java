package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The bounded way to a decision: one worker per share of the payers. */
@ApplicationScoped
class PaymentQueue {
    private final List<BatchWorker> workers = new ArrayList<>();

    PaymentQueue(
            Vertx vertx,
            PaymentBatch batch,
            PaymentMetrics metrics,
            @ConfigProperty(name = "dcep.payment.workers") int chosenWorkers,
            @ConfigProperty(name = "dcep.payment.queue") int queue,
            @ConfigProperty(name = "dcep.payment.batch") int batchSize,
            @ConfigProperty(name = "dcep.payment.linger-millis") long lingerMillis,
            @ConfigProperty(name = "dcep.payment.distance-millis") long distanceMillis) {
        int workerCount = chosenWorkers > 0
                ? chosenWorkers
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        BatchWorker.Bounds bounds =
                new BatchWorker.Bounds(Math.max(1, queue / workerCount), batchSize, lingerMillis, distanceMillis);
        for (int i = 0; i < workerCount; i++) {
            int stripe = i + 1;
            workers.add(new BatchWorker(
                    ((VertxInternal) vertx).createEventLoopContext(),
                    bounds,
                    submissions -> decide(batch, metrics, submissions, stripe)));
        }
        metrics.watchQueue(this::depth);
    }

    /** The decision once it is committed; empty if the order must be verified again; fails with {@link Full}. */
    Uni<Optional<PaymentAnswer>> decide(Submission submission) {
        int worker = Math.floorMod(Long.hashCode(submission.signed().payerNumber() / 10), workers.size());
        if (!workers.get(worker).offer(submission)) {
            return Uni.createFrom().failure(new Full());
        }
        return Uni.createFrom().completionStage(submission.answer());
    }

    /** Whether no worker has room. */
    boolean isFull() {
        for (BatchWorker worker : workers) {
            if (worker.hasRoom()) {
                return false;
            }
        }
        return true;
    }

    /** Too many orders wait; nothing was done. */
    static final class Full extends RuntimeException {
        Full() {
            super("too many orders wait for a decision", null, false, false);
        }
    }

    private int depth() {
        return workers.stream().mapToInt(BatchWorker::depth).sum();
    }

    private static CompletionStage<Runnable> decide(
            PaymentBatch batch, PaymentMetrics metrics, List<Submission> submissions, int stripe) {
        long start = System.nanoTime();
        return batch.decide(submissions, stripe)
                .invoke(() -> metrics.batch(submissions.size(), System.nanoTime() - start))
                .subscribeAsCompletionStage();
    }
}
