package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dcep.contracts.CreditRequested;
import org.dcep.outbox.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchWorkerTest {
    private static final int BATCH = 40;
    private static final long AN_HOUR = TimeUnit.HOURS.toMillis(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final BlockingQueue<Begun> begun = new LinkedBlockingQueue<>();
    private final BatchWorker worker = new BatchWorker(context, new BatchWorker.Bounds(BATCH, 0, AN_HOUR), batch -> {
        Begun next = new Begun(batch.orders().size(), batch.credits().size(), new CompletableFuture<>());
        begun.add(next);
        return next.decided();
    });

    private record Begun(int size, int creditBatches, CompletableFuture<Runnable> decided) {
        void end() {
            decided.complete(() -> {});
        }
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void ordersOneAfterAnotherAreDecidedAtOnce() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            add(1);
            Begun batch = next();
            assertThat(batch.size()).isEqualTo(1);
            batch.end();
        }
    }

    @Test
    void afterABatchOfManyTheNextKeepsItsDistanceUnlessItIsFull() throws InterruptedException {
        add(1);
        Begun first = next();
        add(BATCH - 1);
        first.end();
        Begun many = next();
        assertThat(many.size()).isEqualTo(BATCH - 1);
        many.end();
        add(BATCH - 1);
        settle();
        assertThat(begun).isEmpty();
        add(1);
        assertThat(next().size()).isEqualTo(BATCH);
    }

    @Test
    void aFullBatchWaitsForNothing() throws InterruptedException {
        add(1);
        Begun first = next();
        add(2 * BATCH + 1);
        first.end();
        Begun second = next();
        second.end();
        Begun third = next();
        assertThat(List.of(second.size(), third.size())).containsExactly(BATCH, BATCH);
        assertThat(worker.depth()).isEqualTo(1);
    }

    @Test
    void creditsGoWithTheNextBatchOrAlone() throws InterruptedException {
        add(1);
        Begun first = next();
        worker.add(new RequestedCredits(new Letters(1), null));
        worker.add(new RequestedCredits(new Letters(1), null));
        add(1);
        first.end();
        Begun shared = next();
        assertThat(shared.size()).isEqualTo(1);
        assertThat(shared.creditBatches()).isEqualTo(2);
        shared.end();
        settle();
        worker.add(new RequestedCredits(new Letters(1), null));
        Begun alone = next();
        assertThat(alone.size()).isZero();
        assertThat(alone.creditBatches()).isEqualTo(1);
    }

    @Test
    void manyCreditsKeepTheNextBatchAtADistanceToo() throws InterruptedException {
        worker.add(new RequestedCredits(new Letters(100), null));
        Begun many = next();
        add(BATCH - 1);
        many.end();
        settle();
        assertThat(begun).isEmpty();
        add(1);
        assertThat(next().size()).isEqualTo(BATCH);
    }

    private record Letters(int size) implements Delivery<CreditRequested> {
        @Override
        public Uni<List<CreditRequested>> begin(SqlConnection tx) {
            throw new UnsupportedOperationException("nothing is decided here");
        }

        @Override
        public Uni<Void> end(SqlConnection tx) {
            throw new UnsupportedOperationException("nothing is decided here");
        }
    }

    private void add(int orders) {
        IntStream.range(0, orders).forEach(i -> worker.add(new Submission(null, null, 1, null)));
    }

    private Begun next() throws InterruptedException {
        Begun next = begun.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("a batch").isNotNull();
        return next;
    }

    /** Until the event loop has done all that it was asked to do so far, and what that asked for. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            context.runOnContext(ignored -> done.complete(null));
            done.join();
        }
    }
}
