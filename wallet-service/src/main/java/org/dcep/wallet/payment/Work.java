package org.dcep.wallet.payment;

import java.util.List;

/**
 * What is decided in one transaction.
 *
 * @param orders of payers
 * @param credits batches of them that have come with events
 */
record Work(List<Submission> orders, List<Credits> credits) {
    static Work of(List<Submission> orders) {
        return new Work(orders, List.of());
    }

    static Work of(Credits credits) {
        return new Work(List.of(), List.of(credits));
    }

    boolean isEmpty() {
        return orders.isEmpty() && credits.isEmpty();
    }

    /** How many orders and credits there are at most. */
    int size() {
        return orders.size() + credits.stream().mapToInt(Credits::size).sum();
    }
}
