package org.dcep.wallet.vault;

import org.dcep.wallet.book.BookBalances;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An operator's book as REST shows it.
 *
 * @param issuedFen what the central bank has placed with the operator
 * @param clearingFen signed: owed to other operators less owed by them, until settlement
 * @param reservesFen signed: paid to other operators in reserves less received from them
 * @param coinsFen the sum of the coins registered to the operator; follows {@code issuedFen} with a short delay
 */
@Schema(
        name = "Vault",
        description = "The book of an operator; issued = vault + wallets + held + clearing + gas + reserves")
record VaultView(
        String operatorId,

        @Schema(description = "What the central bank has placed with the operator")
        long issuedFen,

        @Schema(description = "Not yet distributed") long vaultFen,

        long walletsFen,

        @Schema(description = "Set aside by pending payments")
        long heldFen,

        @Schema(description = "Owed to other operators less owed by them, until settlement; may be negative")
        long clearingFen,

        @Schema(description = "Charged and not yet swept to the treasury")
        long gasFen,

        @Schema(description = "Paid to other operators in reserves less received from them; may be negative")
        long reservesFen,

        @Schema(description = "Coins registered to the operator")
        long coinCount,

        @Schema(description = "Their sum; follows issuedFen with a short delay")
        long coinsFen,

        @Schema(description = "Whether the book sums to zero")
        boolean balanced) {

    static VaultView of(String operatorId, BookBalances book, CoinStore.CoinSum coins) {
        return new VaultView(
                operatorId,
                book.issuedFen(),
                book.vaultFen(),
                book.walletsFen(),
                book.heldFen(),
                book.clearingFen(),
                book.gasFen(),
                book.reservesFen(),
                coins.count(),
                coins.fen(),
                book.balanced());
    }
}
