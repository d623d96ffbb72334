package org.dcep.clearing;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.kernel.OperatorId;

/**
 * Obligations that became final in the same instant, all of them or none, each at full value. Balances change by
 * {@link #netFen()}.
 *
 * @param number counted by the engine from 1
 * @param obligations at least one, in the order of their submission
 */
public record SettledGroup(long number, GroupKind kind, Instant at, List<Queued> obligations) {
    /**
     * @throws IllegalArgumentException if there is no obligation
     */
    public SettledGroup {
        obligations = List.copyOf(obligations);
        if (obligations.isEmpty()) {
            throw new IllegalArgumentException("a group has at least one obligation");
        }
    }

    /** The value of all obligations, in fen. */
    public long valueFen() {
        return obligations.stream()
                .mapToLong(queued -> queued.obligation().amount().fen())
                .reduce(0, Math::addExact);
    }

    /** What each participant of the group receives more than it pays, in fen; the values add up to zero. */
    public SortedMap<OperatorId, Long> netFen() {
        SortedMap<OperatorId, Long> net = new TreeMap<>();
        for (Queued queued : obligations) {
            Obligation obligation = queued.obligation();
            net.merge(obligation.payer(), -obligation.amount().fen(), Math::addExact);
            net.merge(obligation.payee(), obligation.amount().fen(), Math::addExact);
        }
        return Collections.unmodifiableSortedMap(net);
    }
}
