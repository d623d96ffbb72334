package org.dcep.issuer.reserve;

import java.util.Optional;
import org.dcep.issuer.book.Totals;
import org.dcep.kernel.Money;
import org.dcep.kernel.WalletId;

/** Decides about reserves, from what is known and nothing else. */
final class ReserveRules {
    private ReserveRules() {}

    /** Whether a bank with this number may come in with these reserves. */
    static Optional<ReserveRefusal> admit(int number, Totals totals, Money reserve) {
        if (number > WalletId.MAX_OPERATOR) {
            return Optional.of(ReserveRefusal.OPERATOR_NUMBERS_EXHAUSTED);
        }
        return add(totals, reserve);
    }

    /** What is placed for settlement must be free: reserves behind currency cannot pay for anything else. */
    static Optional<ReserveRefusal> place(Money free, Money amount) {
        return free.isLessThan(amount) ? Optional.of(ReserveRefusal.INSUFFICIENT_RESERVES) : Optional.empty();
    }

    /** All reserves together stay an amount, so that no sum that anybody shows can overflow. */
    static Optional<ReserveRefusal> add(Totals totals, Money amount) {
        return totals.fundedFen() > Money.MAX_FEN - amount.fen()
                ? Optional.of(ReserveRefusal.RESERVES_EXCEED_MAXIMUM)
                : Optional.empty();
    }
}
