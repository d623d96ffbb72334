package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Places places = new Places(2, new PaymentMetrics(registry));
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<String> second = new CompletableFuture<>();

    @Test
    void nothingIsDoneForWhoFindsNoPlace() {
        hold(first);
        hold(second);
        AtomicInteger done = new AtomicInteger();
        assertThat(places.areAllTaken()).isTrue();
        places.holding(() -> Uni.createFrom().item(done.incrementAndGet()))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(Places.AllTaken.class);
        assertThat(done).hasValue(0);
        assertThat(taken()).isEqualTo(2);
    }

    @Test
    void anAnswerAFailureAndACancellationGiveThePlaceBack() {
        UniAssertSubscriber<String> cancelled = hold(first);
        hold(second);
        second.completeExceptionally(new IllegalStateException("lost"));
        assertThat(places.areAllTaken()).isFalse();
        cancelled.cancel();
        assertThat(taken()).isZero();
        CompletableFuture<String> third = new CompletableFuture<>();
        UniAssertSubscriber<String> answered = hold(third);
        assertThat(taken()).isEqualTo(1);
        third.complete("answer");
        answered.assertCompleted().assertItem("answer");
        assertThat(taken()).isZero();
    }

    @Test
    void workThatThrowsGivesThePlaceBack() {
        places.<String>holding(() -> {
                    throw new IllegalStateException("wrong");
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(IllegalStateException.class);
        assertThat(taken()).isZero();
    }

    private UniAssertSubscriber<String> hold(CompletableFuture<String> work) {
        return places.holding(() -> Uni.createFrom().completionStage(work))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private int taken() {
        return (int) registry.get("dcep.payment.places.taken").gauge().value();
    }
}
