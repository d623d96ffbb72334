package org.dcep.auditor.book;

import java.math.BigInteger;
import org.dcep.contracts.CycleMarked;

/**
 * The seven figures of a book in fen; {@code issued} is what the central bank has placed, as a positive number, {@code
 * clearing} and {@code reserves} are signed. Of any size: what forged events add up to is told, not refused.
 */
public record BookAmounts(
        BigInteger issued,
        BigInteger vault,
        BigInteger wallets,
        BigInteger held,
        BigInteger clearing,
        BigInteger gas,
        BigInteger reserves) {
    public static final BookAmounts ZERO = of(0, 0, 0, 0, 0, 0, 0);

    /** In the order of the figures. */
    public static BookAmounts of(
            long issued, long vault, long wallets, long held, long clearing, long gas, long reserves) {
        return new BookAmounts(
                BigInteger.valueOf(issued),
                BigInteger.valueOf(vault),
                BigInteger.valueOf(wallets),
                BigInteger.valueOf(held),
                BigInteger.valueOf(clearing),
                BigInteger.valueOf(gas),
                BigInteger.valueOf(reserves));
    }

    /** What a marker says. */
    public static BookAmounts of(CycleMarked.Balances balances) {
        return of(
                balances.issuedFen(),
                balances.vaultFen(),
                balances.walletsFen(),
                balances.heldFen(),
                balances.clearingFen(),
                balances.gasFen(),
                balances.reservesFen());
    }

    /** Where the issued currency is; equals {@link #issued} in a book that adds up. */
    public BigInteger placed() {
        return vault.add(wallets).add(held).add(clearing).add(gas).add(reserves);
    }

    public BookAmounts plus(BookAmounts more) {
        return new BookAmounts(
                issued.add(more.issued),
                vault.add(more.vault),
                wallets.add(more.wallets),
                held.add(more.held),
                clearing.add(more.clearing),
                gas.add(more.gas),
                reserves.add(more.reserves));
    }
}
