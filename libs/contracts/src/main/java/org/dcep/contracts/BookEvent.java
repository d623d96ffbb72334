package org.dcep.contracts;

/**
 * A change of one operator's wallet book. Every change of such a book is exactly one of these, so that a reader who
 * counts them knows whether it has seen all changes of a cycle, and who adds them up knows the book's balances.
 */
public sealed interface BookEvent extends Event
        permits VaultStocked,
                RedemptionAnswered,
                CurrencyExchanged,
                CreditRequested,
                CreditAnswered,
                PaymentCommitted,
                PaymentReturned,
                SettlementBooked {
    /** Whose book changed. */
    String operatorId();

    /** The settlement cycle that was open in that book. */
    long cycleId();

    @Override
    default String key() {
        return operatorId();
    }
}
