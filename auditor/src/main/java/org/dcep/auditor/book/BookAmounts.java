package org.dcep.auditor.book;

import org.dcep.contracts.CycleMarked;

/** The six figures of a book in fen; {@code issued} is positive, {@code clearing} is signed. */
public record BookAmounts(long issued, long vault, long wallets, long held, long clearing, long gas) {
    public static final BookAmounts ZERO = new BookAmounts(0, 0, 0, 0, 0, 0);

    /** What a marker says. */
    public static BookAmounts of(CycleMarked.Balances balances) {
        return new BookAmounts(
                balances.issuedFen(),
                balances.vaultFen(),
                balances.walletsFen(),
                balances.heldFen(),
                balances.clearingFen(),
                balances.gasFen());
    }

    public BookAmounts plus(BookAmounts more) {
        return new BookAmounts(
                Math.addExact(issued, more.issued),
                Math.addExact(vault, more.vault),
                Math.addExact(wallets, more.wallets),
                Math.addExact(held, more.held),
                Math.addExact(clearing, more.clearing),
                Math.addExact(gas, more.gas));
    }

    public BookAmounts minus(BookAmounts less) {
        return new BookAmounts(
                Math.subtractExact(issued, less.issued),
                Math.subtractExact(vault, less.vault),
                Math.subtractExact(wallets, less.wallets),
                Math.subtractExact(held, less.held),
                Math.subtractExact(clearing, less.clearing),
                Math.subtractExact(gas, less.gas));
    }
}
