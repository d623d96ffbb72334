package org.dcep.wallet.payment;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dcep.web.Problems;

/**
 * Requests with many orders each, whatever their form: together they leave places ({@link Places}) to those who pay one
 * by one, and an order that finds none all the same waits a while and comes again.
 */
@ApplicationScoped
class ManyOrders {
    /** How many such requests are under way at once; times {@link #WINDOW} it is three quarters of all places. */
    static final int MAX_REQUESTS = 12;

    /** How many orders of one request are under way at once: the others wait here without a place. */
    static final int WINDOW = 128;

    private static final int MAX_PATIENCE = 200;
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * Submits all orders of a request, side by side.
     *
     * @param submit submits one order; asked again if the answer is that all places are taken
     * @param told what the request's sender is told of an order and its answer
     * @return what is told, in the order of {@code orders}; fails with the problem {@code OVERLOADED}, before any order
     *     is submitted, if too many such requests are under way
     */
    <T, R> Uni<List<R>> submitAll(
            List<T> orders, Function<T, Uni<PaymentAnswer>> submit, BiFunction<T, PaymentAnswer, R> told) {
        return Uni.createFrom().deferred(() -> {
            if (underWay.incrementAndGet() > MAX_REQUESTS) {
                underWay.decrementAndGet();
                return Uni.createFrom().failure(Problems.overloaded().asException());
            }
            return sideBySide(orders, submit, told).onTermination().invoke(() -> underWay.decrementAndGet());
        });
    }

    private static <T, R> Uni<List<R>> sideBySide(
            List<T> orders, Function<T, Uni<PaymentAnswer>> submit, BiFunction<T, PaymentAnswer, R> told) {
        List<R> all = new ArrayList<>(Collections.nCopies(orders.size(), null));
        return Multi.createFrom()
                .items(IntStream.range(0, orders.size()).boxed())
                .onItem()
                .transformToUni(i -> patiently(orders.get(i), submit, 0)
                        .invoke(answer -> all.set(i, told.apply(orders.get(i), answer))))
                .merge(WINDOW)
                .onItem()
                .ignoreAsUni()
                .map(done -> all);
    }

    private static <T> Uni<PaymentAnswer> patiently(T order, Function<T, Uni<PaymentAnswer>> submit, int pauses) {
        return submit.apply(order)
                .chain(answer -> isOverloaded(answer) && pauses < MAX_PATIENCE
                        ? Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(PAUSE)
                                .chain(() -> patiently(order, submit, pauses + 1))
                        : Uni.createFrom().item(answer));
    }

    private static boolean isOverloaded(PaymentAnswer answer) {
        return answer.fold(
                decided -> false,
                other -> other.problem().code().equals(Problems.overloaded().code()));
    }
}
