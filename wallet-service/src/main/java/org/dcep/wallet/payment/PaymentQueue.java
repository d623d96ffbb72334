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

/**
 * The way to a decision: one worker per share of the payers. Whoever comes here holds one of the {@link Places}, which is
 * what bounds it.
 */
@ApplicationScoped
class PaymentQueue {
    private final List<BatchWorker> workers = new ArrayList<>();

    PaymentQueue(
            Vertx vertx,
            PaymentBatch batch,
            PaymentMetrics metrics,
            @ConfigProperty(name = "dcep.payment.workers") int chosenWorkers,
            @ConfigProperty(name = "dcep.payment.batch") int batchSize,
            @ConfigProperty(name = "dcep.payment.linger-millis") long lingerMillis,
            @ConfigProperty(name = "dcep.payment.distance-millis") long distanceMillis) {
        int workerCount = chosenWorkers > 0
                ? chosenWorkers
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        BatchWorker.Bounds bounds = new BatchWorker.Bounds(batchSize, lingerMillis, distanceMillis);
        for (int i = 0; i < workerCount; i++) {
            int stripe = i + 1;
            workers.add(new BatchWorker(
                    ((VertxInternal) vertx).createEventLoopContext(),
                    bounds,
                    submissions -> decide(batch, metrics, submissions, stripe)));
        }
        metrics.watchQueue(this::depth);
    }

    /** The decision once it is committed; empty if the order must be verified again. */
    Uni<Optional<PaymentAnswer>> decide(Submission submission) {
        int worker = Math.floorMod(Long.hashCode(submission.signed().payerNumber() / 10), workers.size());
        workers.get(worker).add(submission);
        return Uni.createFrom().completionStage(submission.answer());
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
