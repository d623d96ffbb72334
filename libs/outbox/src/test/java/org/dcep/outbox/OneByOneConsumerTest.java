package org.dcep.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Topic;
import org.junit.jupiter.api.Test;

class OneByOneConsumerTest {
    private final List<Long> begun = new ArrayList<>();
    private final List<UniEmitter<? super Void>> open = new ArrayList<>();

    /** Begins when it is told to, and ends when the test says so. */
    private final OneByOneConsumer<CycleSettled> consumer = new OneByOneConsumer<>() {
        @Override
        public Topic topic() {
            return Topic.CYCLE_SETTLED;
        }

        @Override
        public Uni<Void> applyOne(SqlConnection tx, CycleSettled event) {
            return Uni.createFrom().emitter(emitter -> {
                begun.add(event.cycleId());
                open.add(emitter);
            });
        }
    };

    private UniAssertSubscriber<Void> apply(long... cycles) {
        List<CycleSettled> events = new ArrayList<>();
        for (long cycle : cycles) {
            events.add(new CycleSettled(cycle));
        }
        return consumer.apply(null, events).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void anEventBeginsWhenTheOneBeforeItIsDone() {
        UniAssertSubscriber<Void> batch = apply(3, 1, 2);
        assertThat(begun).containsExactly(3L);
        open.get(0).complete(null);
        assertThat(begun).containsExactly(3L, 1L);
        open.get(1).complete(null);
        batch.assertNotTerminated();
        open.get(2).complete(null);
        assertThat(begun).containsExactly(3L, 1L, 2L);
        batch.assertCompleted();
    }

    @Test
    void aFailureEndsTheBatch() {
        UniAssertSubscriber<Void> batch = apply(3, 1);
        open.get(0).fail(new IllegalStateException("the database is away"));
        batch.assertFailedWith(IllegalStateException.class, "the database is away");
        assertThat(begun).containsExactly(3L);
    }
}
