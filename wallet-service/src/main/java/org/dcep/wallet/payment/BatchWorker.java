package org.dcep.wallet.payment;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Decides the orders of some payers, one batch after another: while one batch is on its way to the disk, the next
 * gathers. Orders of one payer always meet the same worker, in the order of their arrival. Credits between operators
 * that have come meanwhile go with the next batch, whose transaction has the same wallets and costs already.
 *
 * <p>A transaction costs as much as dozens of payments before it has decided one, so batches that are not full keep a
 * distance: under half of the load that the machine can carry, small batches as fast as they go would use all of it.
 */
final class BatchWorker {
    /** After a batch of fewer there is time for another one at once, and somebody may be paying one after another. */
    private static final int MANY = 16;

    private static final long NO_TIMER = -1;

    private final Queue<Submission> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Credits> waitingCredits = new ConcurrentLinkedQueue<>();
    private final AtomicInteger depth = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Context context;
    private final Bounds bounds;
    private final Function<Work, CompletionStage<Runnable>> decide;
    // These are touched on the worker's event loop only.
    private long lastBegunNanos;
    private int lastSize;
    private long timer = NO_TIMER;

    /**
     * @param batch how many are decided in one transaction
     * @param lingerMillis how long an idle worker gathers before it begins
     * @param distanceMillis how long after a batch of {@link #MANY} has begun the next one begins at the earliest,
     *     unless it is full
     */
    record Bounds(int batch, long lingerMillis, long distanceMillis) {}

    /**
     * @param context the event loop on which the worker lives
     * @param decide decides everything in a batch and says how to tell the answers; never fails
     */
    BatchWorker(Context context, Bounds bounds, Function<Work, CompletionStage<Runnable>> decide) {
        this.context = context;
        this.bounds = bounds;
        this.decide = decide;
    }

    void add(Submission submission) {
        int waitingNow = depth.incrementAndGet();
        waiting.add(submission);
        startIfIdle();
        if (waitingNow == bounds.batch()) {
            context.runOnContext(ignored -> stopGathering());
        }
    }

    void add(Credits credits) {
        waitingCredits.add(credits);
        startIfIdle();
    }

    int depth() {
        return depth.get();
    }

    private void startIfIdle() {
        if (!running.get() && running.compareAndSet(false, true)) {
            context.runOnContext(ignored -> gather(bounds.lingerMillis()));
        }
    }

    /** Begins the next batch when it is full, or else after {@code leastMillis} and at its distance from the last. */
    private void gather(long leastMillis) {
        long pause = leastMillis;
        if (lastSize >= MANY) {
            long sinceLast = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastBegunNanos);
            pause = Math.max(leastMillis, bounds.distanceMillis() - sinceLast);
        }
        if (pause <= 0 || depth.get() >= bounds.batch()) {
            decideNext();
        } else {
            timer = context.owner().setTimer(pause, ignored -> decideNext());
        }
    }

    private void stopGathering() {
        if (timer != NO_TIMER && context.owner().cancelTimer(timer)) {
            decideNext();
        }
    }

    private void decideNext() {
        timer = NO_TIMER;
        Work batch = new Work(nextOrders(), nextCredits());
        if (batch.isEmpty()) {
            running.set(false);
            // Somebody may have come between the last look and the sign that nobody is here.
            if (!waiting.isEmpty() || !waitingCredits.isEmpty()) {
                startIfIdle();
            }
            return;
        }
        lastBegunNanos = System.nanoTime();
        lastSize = batch.size();
        // The next batch is sent to the database first: while it is written there, these answers are written here.
        decide.apply(batch)
                .whenComplete((tell, failure) -> context.runOnContext(ignored -> {
                    gather(0);
                    if (tell != null) {
                        tell.run();
                    }
                }));
    }

    private List<Submission> nextOrders() {
        List<Submission> orders = new ArrayList<>(Math.min(bounds.batch(), Math.max(depth.get(), 1)));
        Submission next;
        while (orders.size() < bounds.batch() && (next = waiting.poll()) != null) {
            orders.add(next);
        }
        depth.addAndGet(-orders.size());
        return orders;
    }

    /** Each consumer waits for its last batch before it brings another, so there are never more than consumers. */
    private List<Credits> nextCredits() {
        List<Credits> credits = new ArrayList<>();
        Credits next;
        while ((next = waitingCredits.poll()) != null) {
            credits.add(next);
        }
        return credits;
    }
}
