package org.dcep.wallet.payment;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Decides the orders of some payers, one batch after another: while one batch is on its way to the disk, the next
 * gathers. Orders of one payer always meet the same worker, in the order of their arrival.
 */
final class BatchWorker {
    private final Queue<Submission> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger depth = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Context context;
    private final Bounds bounds;
    private final Function<List<Submission>, CompletionStage<Runnable>> decide;

    /**
     * @param queue how many orders may wait
     * @param batch how many are decided in one transaction
     * @param lingerMillis how long an idle worker gathers before it begins
     */
    record Bounds(int queue, int batch, long lingerMillis) {}

    /**
     * @param context the event loop on which the worker lives
     * @param decide decides every submission of a batch and says how to tell the answers; never fails
     */
    BatchWorker(Context context, Bounds bounds, Function<List<Submission>, CompletionStage<Runnable>> decide) {
        this.context = context;
        this.bounds = bounds;
        this.decide = decide;
    }

    /** False if too many orders wait already; then nothing was done. */
    boolean offer(Submission submission) {
        if (depth.incrementAndGet() > bounds.queue()) {
            depth.decrementAndGet();
            return false;
        }
        waiting.add(submission);
        startIfIdle();
        return true;
    }

    boolean hasRoom() {
        return depth.get() < bounds.queue();
    }

    int depth() {
        return depth.get();
    }

    private void startIfIdle() {
        if (!running.get() && running.compareAndSet(false, true)) {
            context.runOnContext(ignored -> linger());
        }
    }

    private void linger() {
        if (bounds.lingerMillis() == 0 || depth.get() >= bounds.batch()) {
            decideNext();
        } else {
            context.owner().setTimer(bounds.lingerMillis(), timer -> decideNext());
        }
    }

    private void decideNext() {
        List<Submission> batch = new ArrayList<>(Math.min(bounds.batch(), Math.max(depth.get(), 1)));
        Submission next;
        while (batch.size() < bounds.batch() && (next = waiting.poll()) != null) {
            batch.add(next);
        }
        depth.addAndGet(-batch.size());
        if (batch.isEmpty()) {
            running.set(false);
            // Somebody may have come between the last look and the sign that nobody is here.
            if (!waiting.isEmpty()) {
                startIfIdle();
            }
            return;
        }
        // The next batch is sent to the database first: while it is written there, these answers are written here.
        decide.apply(batch)
                .whenComplete((tell, failure) -> context.runOnContext(ignored -> {
                    decideNext();
                    if (tell != null) {
                        tell.run();
                    }
                }));
    }
}
