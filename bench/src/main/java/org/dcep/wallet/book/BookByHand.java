package org.dcep.wallet.book;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.dcep.outbox.Outbox;

/** Makes books without a container, and without a database. */
public final class BookByHand {
    private BookByHand() {}

    public static Book make(Outbox outbox, Clock clock) {
        return new Book(outbox, clock);
    }

    /** What a transaction would have locked, for decisions without a database. */
    public static LockedBook locked(Collection<OpenCycle> cycles, Collection<WalletAccount> wallets) {
        return new LockedBook(cycles, wallets, Map.of());
    }
}
