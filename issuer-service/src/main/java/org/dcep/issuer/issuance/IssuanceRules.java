package org.dcep.issuer.issuance;

import java.util.Optional;
import org.dcep.kernel.Money;

/** Decides about an issuance, from the locked balance and nothing else. */
final class IssuanceRules {
    private IssuanceRules() {}

    /** Every fen of currency needs a fen of free reserves. */
    static Optional<IssuanceRefusal> decide(IssuanceOrder order, Money free) {
        return free.isLessThan(order.amount()) ? Optional.of(IssuanceRefusal.INSUFFICIENT_RESERVES) : Optional.empty();
    }
}
