package org.dcep.simulator.client;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Does many things at once, but never more than a bound, each on a thread of its own. */
public final class Lanes implements AutoCloseable {
    private final ExecutorService threads;

    /**
     * @param most how many run at the same time
     */
    public Lanes(int most) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(most, task -> {
            Thread thread = new Thread(task, "lane-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs every task and returns when all have ended; the first failure in the order of the list is thrown then.
     */
    public void run(List<? extends Runnable> tasks) {
        List<? extends Future<?>> running = tasks.stream().map(threads::submit).toList();
        RuntimeException failure = null;
        for (Future<?> task : running) {
            try {
                task.get();
            } catch (ExecutionException e) {
                failure = failure == null ? asUnchecked(e.getCause()) : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NoDefiniteAnswer("interrupted while requests were under way");
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException asUnchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
