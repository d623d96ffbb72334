package org.dcep.outbox;

/** Makes the outbox without a container. */
public final class OutboxByHand {
    private OutboxByHand() {}

    /** An outbox that nobody empties: its events stay in the table, in their order, for a relay that comes later. */
    public static Outbox make() {
        return new Outbox(new Wake());
    }
}
