package org.dcep.auditor.book;

import org.dcep.contracts.CycleMarked;

/**
 * The seven figures of a book in fen; {@code issued} is what the central bank has placed, as a positive number, {@code
 * clearing} and {@code reserves} are signed.
 */
public record BookAmounts(long issued, long vault, long wallets, long held, long clearing, long gas, long reserves) {
    public static final BookAmounts ZERO = new BookAmounts(0, 0, 0, 0, 0, 0, 0);

    /** What a marker says. */
    public static BookAmounts of(CycleMarked.Balances balances) {
        return new BookAmounts(
                balances.issuedFen(),
                balances.vaultFen(),
                balances.walletsFen(),
                balances.heldFen(),
                balances.clearingFen(),
                balances.gasFen(),
                balances.reservesFen());
    }

    /** Where the issued currency is; equals {@link #issued} in a book that adds up. */
    public long placed() {
        return Math.addExact(
                Math.addExact(Math.addExact(vault, wallets), Math.addExact(held, clearing)),
                Math.addExact(gas, reserves));
    }

    public BookAmounts plus(BookAmounts more) {
        return new BookAmounts(
                Math.addExact(issued, more.issued),
                Math.addExact(vault, more.vault),
                Math.addExact(wallets, more.wallets),
                Math.addExact(held, more.held),
                Math.addExact(clearing, more.clearing),
                Math.addExact(gas, more.gas),
                Math.addExact(reserves, more.reserves));
    }

    public BookAmounts minus(BookAmounts less) {
        return new BookAmounts(
                Math.subtractExact(issued, less.issued),
                Math.subtractExact(vault, less.vault),
                Math.subtractExact(wallets, less.wallets),
                Math.subtractExact(held, less.held),
                Math.subtractExact(clearing, less.clearing),
                Math.subtractExact(gas, less.gas),
                Math.subtractExact(reserves, less.reserves));
    }
}
