package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import org.dcep.contracts.Event;

/**
 * Applies the events of a batch one after another, for topics that tell little: a batch is one transaction all the same.
 *
 * @param <E> the event type of {@link #topic()}
 */
public interface OneByOneConsumer<E extends Event> extends EventBatchConsumer<E> {
    /** Applies one event on {@code tx}, when the one before it is done. A failure ends the batch. */
    Uni<Void> applyOne(SqlConnection tx, E event);

    @Override
    default Uni<Void> apply(SqlConnection tx, List<E> events) {
        Uni<Void> applied = Uni.createFrom().voidItem();
        for (E event : events) {
            applied = applied.chain(() -> applyOne(tx, event));
        }
        return applied;
    }
}
