package org.dcep.issuer.circulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;

/**
 * Movements that take effect together or not at all.
 *
 * @param cause PAYMENTS, GAS or REDEMPTION
 * @param movements may be empty: a cycle without payments settles nothing
 */
public record Obligation(Cause cause, UUID causeId, List<Movement> movements) {
    public Obligation {
        movements = List.copyOf(movements);
    }

    /** What each holder gains or loses by all of these together. */
    static Map<Holder, Long> netFen(List<Obligation> obligations) {
        Map<Holder, Long> net = new HashMap<>();
        for (Obligation obligation : obligations) {
            for (Movement movement : obligation.movements()) {
                long fen = movement.amount().fen();
                net.merge(movement.from(), -fen, Math::addExact);
                movement.to().ifPresent(receiver -> net.merge(receiver, fen, Math::addExact));
            }
        }
        return net;
    }
}
