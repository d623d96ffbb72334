package org.dcep.wallet.book;

import java.time.Clock;
import org.dcep.outbox.Outbox;

/** Makes the book without a container. */
public final class BookByHand {
    private BookByHand() {}

    public static Book make(Outbox outbox, Clock clock) {
        return new Book(outbox, clock);
    }
}
