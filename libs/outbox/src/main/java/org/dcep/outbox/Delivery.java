package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import org.dcep.contracts.Event;

/**
 * A batch of events on its way into a transaction, whoever runs it. Each takes effect exactly once, because the offset
 * moves in the same transaction. If that fails, {@link #begin} may be called again in another one.
 *
 * @param <E> the type of the events
 */
public interface Delivery<E extends Event> {
    /** How many events there are at most; those that have come before are not counted out yet. */
    int size();

    /**
     * Moves the offset and says which events are new, in order; there may be none. It fails, and the transaction must
     * not be committed, if another consumer has moved the offset.
     *
     * @param tx inside a transaction
     */
    Uni<List<E>> begin(SqlConnection tx);

    /** Remembers which events have come. To be called in the transaction of {@link #begin}, after it. */
    Uni<Void> end(SqlConnection tx);
}
