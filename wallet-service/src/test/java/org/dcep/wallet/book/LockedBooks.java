package org.dcep.wallet.book;

import java.util.Collection;
import java.util.Map;
import org.dcep.ledger.AccountKind;

/** Books locked in memory only, for tests of decisions. */
public final class LockedBooks {
    private LockedBooks() {}

    public static LockedBook of(Collection<OpenCycle> cycles, Collection<WalletAccount> wallets) {
        return new LockedBook(cycles, wallets, Map.of());
    }

    /** What was added to the collector in this transaction. */
    public static long collected(LockedBook book, int operatorNumber, AccountKind kind) {
        LockedBook.CollectorChange change = book.collectors().get(new LockedBook.CollectorKey(operatorNumber, kind));
        return change == null ? 0 : change.amountFen;
    }

    /** Throws unless every book's changes cancel out. */
    public static void requireBalanced(LockedBook book) {
        book.requireBalanced();
    }
}
