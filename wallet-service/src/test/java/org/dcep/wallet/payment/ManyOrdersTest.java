package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dcep.web.ProblemException;
import org.junit.jupiter.api.Test;

class ManyOrdersTest {
    private static final UUID ID = UUID.fromString("3f0c5d8e-9b1a-4c67-8a52-0d4f6e7b8c91");
    private static final PaymentAnswer ANSWER = Answers.idReused(ID);
    private static final PaymentAnswer TURNED_AWAY = Answers.overloaded(ID);

    private final ManyOrders orders = new ManyOrders();

    @Test
    void whatIsToldHasTheOrderOfTheOrders() {
        CompletableFuture<PaymentAnswer> first = new CompletableFuture<>();
        UniAssertSubscriber<List<Integer>> told = submit(
                List.of(1, 2, 3),
                order -> order == 1
                        ? Uni.createFrom().completionStage(first)
                        : Uni.createFrom().item(ANSWER));
        first.complete(ANSWER);
        told.assertCompleted().assertItem(List.of(1, 2, 3));
    }

    @Test
    void onlySoManyOrdersOfARequestAreUnderWay() {
        List<CompletableFuture<PaymentAnswer>> underWay = new ArrayList<>();
        submit(numbers(1_000), order -> unanswered(underWay));
        assertThat(underWay).hasSize(ManyOrders.WINDOW);
        underWay.get(7).complete(ANSWER);
        assertThat(underWay).hasSize(ManyOrders.WINDOW + 1);
    }

    @Test
    void oneRequestTooManyIsTurnedAwayBeforeAnyOfItsOrders() {
        fill();
        AtomicInteger submitted = new AtomicInteger();
        UniAssertSubscriber<List<Integer>> tooMany = submit(List.of(1), order -> {
            submitted.incrementAndGet();
            return Uni.createFrom().item(ANSWER);
        });
        assertThat(tooMany.assertFailedWith(ProblemException.class).getFailure())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("OVERLOADED"));
        assertThat(submitted).hasValue(0);
    }

    @Test
    void anAnswerAFailureAndACancellationMakeRoomForOneRequestEach() {
        List<CompletableFuture<PaymentAnswer>> underWay = new ArrayList<>();
        List<UniAssertSubscriber<List<Integer>>> requests = IntStream.range(0, ManyOrders.MAX_REQUESTS)
                .mapToObj(i -> submit(List.of(i), order -> unanswered(underWay)))
                .toList();
        underWay.get(0).complete(ANSWER);
        underWay.get(1).completeExceptionally(new IllegalStateException("lost"));
        requests.get(2).cancel();
        for (int i = 0; i < 3; i++) {
            submit(List.of(1), order -> unanswered(underWay)).assertNotTerminated();
        }
        submit(List.of(1), order -> unanswered(underWay)).assertFailedWith(ProblemException.class);
    }

    @Test
    void anOrderThatFindsNoPlaceComesAgain() {
        AtomicInteger attempts = new AtomicInteger();
        orders.submitAll(
                        List.of(1),
                        order -> Uni.createFrom().item(attempts.incrementAndGet() < 3 ? TURNED_AWAY : ANSWER),
                        (order, answer) -> answer)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitItem(Duration.ofSeconds(30))
                .assertItem(List.of(ANSWER));
        assertThat(attempts).hasValue(3);
    }

    private void fill() {
        for (int i = 0; i < ManyOrders.MAX_REQUESTS; i++) {
            submit(List.of(1), order -> unanswered(new ArrayList<>())).assertNotTerminated();
        }
    }

    private static Uni<PaymentAnswer> unanswered(List<CompletableFuture<PaymentAnswer>> underWay) {
        CompletableFuture<PaymentAnswer> answer = new CompletableFuture<>();
        underWay.add(answer);
        return Uni.createFrom().completionStage(answer);
    }

    private UniAssertSubscriber<List<Integer>> submit(
            List<Integer> numbers, Function<Integer, Uni<PaymentAnswer>> submit) {
        return orders.submitAll(numbers, submit, (number, answer) -> number)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
