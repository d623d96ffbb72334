package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import org.dcep.contracts.Event;

/** Applies batches of events, each in a transaction of its own. */
public non-sealed interface EventBatchConsumer<E extends Event> extends BatchedConsumer<E> {
    /**
     * Applies {@code events} (never empty, no duplicates) on {@code tx}, whose transaction has already moved the
     * offset. A failure rolls everything back and the events come again after a pause, for ever.
     */
    Uni<Void> apply(SqlConnection tx, List<E> events);
}
