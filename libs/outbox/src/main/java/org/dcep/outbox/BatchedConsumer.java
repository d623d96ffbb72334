package org.dcep.outbox;

import java.time.Duration;
import java.util.List;
import org.dcep.contracts.Event;
import org.dcep.contracts.Topic;

/**
 * Takes the events of one topic in batches, with plain SQL, where a transaction per event would be too slow. A CDI bean
 * of this type is found and run by the outbox: nobody else calls it. A batch holds events of one partition in order;
 * each event takes effect exactly once.
 *
 * @param <E> the event type of {@link #topic()}
 */
public sealed interface BatchedConsumer<E extends Event> permits EventBatchConsumer, DeliveryConsumer {
    /** The topic whose events are taken. */
    Topic topic();

    /**
     * Tells apart two consumers of one topic in one service; each sees all events. It is part of what is stored, so a
     * new name means to start again at the first event.
     */
    default String name() {
        return "main";
    }

    /** A transaction gets this many events at once, or, where they came in one record, up to a record more. */
    default int maxBatch() {
        return 2_000;
    }

    /**
     * How long an event may wait for others to share a transaction with, at most about this. Half a dozen statements cost
     * the same for one event as for a hundred.
     */
    default Duration patience() {
        return Duration.ofMillis(40);
    }

    /**
     * Told after COMMIT, on the consumer's own thread, before its next batch. It may be skipped when the process dies
     * in between, so nothing that must not be lost may depend on it.
     */
    default void committed(List<E> events) {}
}
