package org.dcep.wallet.payment;

import java.util.List;
import org.dcep.kernel.Money;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;

/** A payment moves its amount and its gas in the same entry, the gas under a purpose of its own. */
final class PaymentPostings {
    private PaymentPostings() {}

    /** Where amount and gas go; the same account for both while they are set aside. */
    record Destination(AccountId amount, AccountId gas) {
        static Destination both(AccountId account) {
            return new Destination(account, account);
        }
    }

    /** One posting for the amount and, unless it is free, one for the gas. */
    static List<Posting> of(AccountId from, Destination to, Money amount, Money gasFee, Purpose purpose) {
        Posting principal = new Posting(from, to.amount(), amount, purpose);
        return gasFee.isZero()
                ? List.of(principal)
                : List.of(principal, new Posting(from, to.gas(), gasFee, Purpose.GAS));
    }
}
