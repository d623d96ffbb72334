package org.dcep.issuer.treasury;

import java.util.ArrayList;
import java.util.List;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;
import org.dcep.issuer.circulation.Movement;
import org.dcep.issuer.circulation.Obligation;
import org.dcep.kernel.Money;

/** Turns collected gas and shares into movements of currency. */
final class GasRevenue {
    private GasRevenue() {}

    /**
     * Fills the shares one after another from the collections one after another, both in the event's order. Which
     * operator's fen reaches which beneficiary has no meaning; only the sums do.
     *
     * @throws IllegalArgumentException if collections and shares differ in their sums
     */
    static Obligation obligation(GasRevenueSettled event) {
        List<Movement> movements = new ArrayList<>();
        int share = 0;
        long missing = 0;
        for (GasRevenueSettled.Collected collected : event.collected()) {
            long left = collected.gasFeeFen();
            while (left > 0) {
                while (missing == 0 && share < event.shares().size()) {
                    missing = event.shares().get(share++).amountFen();
                }
                long moved = Math.min(left, missing);
                requireEqualSums(moved > 0, event);
                movements.add(Movement.between(
                        Holder.operator(collected.operatorId()),
                        Holder.beneficiary(event.shares().get(share - 1).beneficiary()),
                        Money.fen(moved)));
                left -= moved;
                missing -= moved;
            }
        }
        long rest = event.shares().subList(share, event.shares().size()).stream()
                .mapToLong(GasRevenueSettled.Share::amountFen)
                .sum();
        requireEqualSums(missing + rest == 0, event);
        return new Obligation(Cause.GAS, event.settlementId(), movements);
    }

    private static void requireEqualSums(boolean equal, GasRevenueSettled event) {
        if (!equal) {
            throw new IllegalArgumentException(
                    "collected gas and shares differ in their sums: settlement " + event.settlementId());
        }
    }
}
