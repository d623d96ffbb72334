package org.dcep.wallet.payment;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps a fixed number of orders under way: each answer submits the next order, on the thread that brought it. */
final class ClosedLoop {
    private static final long PATIENCE_SECONDS = 60;

    private final OrdersAhead orders;
    private final Acknowledgements acknowledgements;
    private final CountDownLatch lanes;
    private volatile Tally tally = new Tally();
    private volatile boolean ending;

    /**
     * @param lanes how many orders are under way at once, if so many are started
     */
    ClosedLoop(OrdersAhead orders, Acknowledgements acknowledgements, int lanes) {
        this.orders = orders;
        this.acknowledgements = acknowledgements;
        this.lanes = new CountDownLatch(lanes);
    }

    /**
     * Starts one lane, in which one order is under way at a time.
     *
     * @param engine takes an order and completes its answer later, on a thread of its own
     */
    void start(Consumer<Submission> engine) {
        if (ending) {
            lanes.countDown();
            return;
        }
        Submission order = orders.next();
        long began = System.nanoTime();
        // The future itself: a pipeline per order would pass the interceptors of context propagation, at our cost.
        order.answer().thenAccept(answer -> {
            tally.count(answer, System.nanoTime() - began);
            acknowledgements.note(answer);
            start(engine);
        });
        engine.accept(order);
    }

    /** Counts into a new tally from now on. */
    Tally countAnew() {
        Tally fresh = new Tally();
        tally = fresh;
        return fresh;
    }

    /**
     * Submits nothing more and waits for what is under way.
     *
     * @throws IllegalStateException if an answer stays out for a minute
     */
    void end() throws InterruptedException {
        ending = true;
        if (!lanes.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(lanes.getCount() + " orders were never answered");
        }
    }
}
