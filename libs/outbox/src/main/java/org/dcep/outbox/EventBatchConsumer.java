package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import org.dcep.contracts.Event;
import org.dcep.contracts.Topic;

/**
 * Applies the events of one topic in batches, with plain SQL, where a transaction per event would be too slow. A CDI
 * bean of this type is found and run by the outbox: nobody else calls it. A batch holds events of one partition in
 * order; each event takes effect exactly once.
 *
 * @param <E> the event type of {@link #topic()}
 */
public interface EventBatchConsumer<E extends Event> {
    /** The topic whose events are applied. */
    Topic topic();

    /**
     * Tells apart two consumers of one topic in one service; each sees all events. It is part of what is stored, so a
     * new name means to start again at the first event.
     */
    default String name() {
        return "main";
    }

    /** {@link #apply} gets this many events at once, or, where they came in one record, up to a record more. */
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
     * Applies {@code events} (never empty, no duplicates) on {@code tx}, whose transaction has already moved the
     * offset. A failure rolls everything back and the events come again after a pause, for ever.
     */
    Uni<Void> apply(SqlConnection tx, List<E> events);

    /**
     * Told after COMMIT, on the consumer's own thread, before its next batch. It may be skipped when the process dies
     * in between, so nothing that must not be lost may depend on it.
     */
    default void committed(List<E> events) {}
}
