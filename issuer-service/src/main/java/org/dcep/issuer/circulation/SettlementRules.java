package org.dcep.issuer.circulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcep.issuer.book.Holder;

/**
 * Which obligations can be booked now. Nearly always all of them. One must wait when an operator redeemed currency that
 * it received in a cycle which is not settled yet: its coins are still registered to somebody else.
 */
final class SettlementRules {
    private SettlementRules() {}

    /**
     * First whatever fits by itself, in the order of arrival, as often as something fits; then, where only a gridlock
     * is left, the longest beginning of the queue that fits when it is offset multilaterally.
     *
     * @param outstandingFen what each holder has, zero where missing
     * @param queued in the order of arrival
     */
    static List<Obligation> bookable(Map<Holder, Long> outstandingFen, List<Obligation> queued) {
        Map<Holder, Long> balances = new HashMap<>(outstandingFen);
        List<Obligation> waiting = new ArrayList<>(queued);
        List<Obligation> booked = new ArrayList<>();
        List<Obligation> next = nextBookable(balances, waiting);
        while (!next.isEmpty()) {
            Obligation.netFen(next).forEach((holder, fen) -> balances.merge(holder, fen, Long::sum));
            booked.addAll(next);
            waiting.removeAll(next);
            next = nextBookable(balances, waiting);
        }
        return booked;
    }

    private static List<Obligation> nextBookable(Map<Holder, Long> balances, List<Obligation> waiting) {
        for (Obligation obligation : waiting) {
            if (fits(balances, List.of(obligation))) {
                return List.of(obligation);
            }
        }
        for (int size = waiting.size(); size > 1; size--) {
            List<Obligation> beginning = List.copyOf(waiting.subList(0, size));
            if (fits(balances, beginning)) {
                return beginning;
            }
        }
        return List.of();
    }

    private static boolean fits(Map<Holder, Long> balances, List<Obligation> together) {
        return Obligation.netFen(together).entrySet().stream()
                .allMatch(net -> balances.getOrDefault(net.getKey(), 0L) + net.getValue() >= 0);
    }
}
