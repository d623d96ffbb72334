package org.dcep.wallet.payment;

import org.dcep.ledger.Limits;
import org.dcep.wallet.book.WalletAccount;

/** What the payer's operator knows about a payee. */
sealed interface Payee {
    /** In the payer's book. */
    record Local(WalletAccount account, Limits limits) implements Payee {}

    /** A well-formed number at another operator, who alone knows more. */
    record Elsewhere() implements Payee {}

    /** A wrong check digit, an operator that was never admitted, or a wallet that this operator never opened. */
    record Nobody() implements Payee {}
}
