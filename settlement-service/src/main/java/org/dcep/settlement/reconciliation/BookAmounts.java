package org.dcep.settlement.reconciliation;

/**
 * The accounts of an operator's book, as balances or as changes. {@code issued} is what the central bank has placed
 * with the operator, as a positive number; the others are where that currency is. {@code clearing} and {@code reserves}
 * are signed.
 */
record BookAmounts(long issued, long vault, long wallets, long held, long clearing, long gas, long reserves) {
    static final BookAmounts ZERO = new BookAmounts(0, 0, 0, 0, 0, 0, 0);

    BookAmounts plus(BookAmounts other) {
        return new BookAmounts(
                Math.addExact(issued, other.issued),
                Math.addExact(vault, other.vault),
                Math.addExact(wallets, other.wallets),
                Math.addExact(held, other.held),
                Math.addExact(clearing, other.clearing),
                Math.addExact(gas, other.gas),
                Math.addExact(reserves, other.reserves));
    }

    /** Where the issued currency is; equals {@link #issued} in a book that adds up. */
    long placed() {
        return Math.addExact(
                Math.addExact(Math.addExact(vault, wallets), Math.addExact(held, clearing)),
                Math.addExact(gas, reserves));
    }

    boolean addsUp() {
        return issued == placed();
    }
}
