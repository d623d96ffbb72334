package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import org.dcep.contracts.Event;
import org.dcep.contracts.Topic;

/**
 * Applies the events of one topic, each in a transaction that it shares only with events which one transaction sent
 * together. A CDI bean of this type is found and run by the outbox: nobody else calls it. Events of one partition arrive
 * one after another in order; each takes effect exactly once.
 *
 * @param <E> the event type of {@link #topic()}
 */
public interface EventConsumer<E extends Event> {
    /** The topic whose events are applied. */
    Topic topic();

    /**
     * Tells apart two consumers of one topic in one service; each sees all events. It is part of what is stored, so a
     * new name means to start again at the first event.
     */
    default String name() {
        return "main";
    }

    /**
     * Applies {@code event} inside a running Panache transaction, which has already moved the offset. A failure rolls
     * everything back and the event comes again after a pause, for ever: an expected refusal is not a failure.
     */
    Uni<Void> apply(E event);
}
