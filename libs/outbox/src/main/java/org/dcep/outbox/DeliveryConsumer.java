package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import org.dcep.contracts.Event;

/**
 * Takes batches of events into transactions that it finds itself, for instance into one that somebody else needs anyway
 * for the same rows.
 */
public non-sealed interface DeliveryConsumer<E extends Event> extends BatchedConsumer<E> {
    /**
     * Takes {@code delivery} in one transaction, and completes once it is committed. A failure means that it was rolled
     * back or that nobody knows; the events that did not take effect come again after a pause, for ever.
     */
    Uni<Void> take(Delivery<E> delivery);
}
