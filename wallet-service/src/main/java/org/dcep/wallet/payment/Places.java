package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many orders may be on their way to an answer: a place is taken before anything is done for an order and given
 * back when it has its answer. Whoever has a place finds room everywhere behind it, so no work is done for an order
 * that is turned away afterwards.
 */
@ApplicationScoped
class Places {
    private final int count;
    private final AtomicInteger taken = new AtomicInteger();

    Places(@ConfigProperty(name = "dcep.payment.places") int count, PaymentMetrics metrics) {
        this.count = count;
        metrics.watchPlaces(taken);
    }

    /** Whether an order that comes now would be turned away. */
    boolean areAllTaken() {
        return taken.get() >= count;
    }

    /** Does {@code work} while it holds a place; fails with {@link AllTaken}, and does nothing, if there is none. */
    <T> Uni<T> holding(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (taken.incrementAndGet() > count) {
                taken.decrementAndGet();
                return Uni.createFrom().failure(new AllTaken());
            }
            return Uni.createFrom().deferred(work::get).onTermination().invoke(() -> taken.decrementAndGet());
        });
    }

    /** Too many orders are on their way; nothing was done. Thrown by the thousand, so it carries no stack. */
    static final class AllTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AllTaken() {
            super("too many orders are on their way", null, false, false);
        }
    }
}
