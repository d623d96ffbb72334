package org.dcep.settlement.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Queued;
import org.dcep.clearing.SettledGroup;
import org.dcep.kernel.OperatorId;

/** What one transaction has changed in the books and must store. */
final class Changes {
    /** An obligation that came into the queue; {@code collected} is its number if it was stored before. */
    record Submitted(Queued queued, long cycleId, OptionalLong collected) {}

    /** An obligation that became final; {@code after} is the newest sequence at that moment. */
    record Settled(Queued queued, long cycleId, long group, GroupKind kind, Instant at, long after) {}

    /** Why liquidity came or left. */
    enum Reason {
        PLACED,
        RETURNED,
        LENT,
        REPAID
    }

    /** Liquidity that came, or left if negative. */
    record Movement(Reason reason, Optional<UUID> transferId, OperatorId operator, long fen, long after, Instant at) {}

    /** One operator's part of what another has been paid today. */
    record Pair(OperatorId payer, OperatorId payee) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byPayer = payer.compareTo(other.payer);
            return byPayer != 0 ? byPayer : payee.compareTo(other.payee);
        }
    }

    final List<Submitted> submitted = new ArrayList<>();
    final List<Arrival> withoutRoom = new ArrayList<>();
    final SortedMap<Long, Settled> settled = new TreeMap<>();
    final SortedSet<OperatorId> accounts = new TreeSet<>();
    final SortedSet<OperatorId> limits = new TreeSet<>();
    final SortedSet<Pair> pairs = new TreeSet<>();
    final List<Movement> movements = new ArrayList<>();
    final List<OvernightLoan> loans = new ArrayList<>();
    boolean dayBegun;

    void settled(SettledGroup group, Queued queued, long cycleId, long after) {
        OperatorId payer = queued.obligation().payer();
        OperatorId payee = queued.obligation().payee();
        settled.put(queued.sequence(), new Settled(queued, cycleId, group.number(), group.kind(), group.at(), after));
        accounts.add(payer);
        accounts.add(payee);
        pairs.add(new Pair(payer, payee));
    }

    void moved(Movement movement) {
        movements.add(movement);
        accounts.add(movement.operator());
    }

    /** What limits have counted is forgotten. */
    void beginDay() {
        dayBegun = true;
        pairs.clear();
    }

    boolean isEmpty() {
        return submitted.isEmpty()
                && withoutRoom.isEmpty()
                && settled.isEmpty()
                && accounts.isEmpty()
                && limits.isEmpty()
                && movements.isEmpty()
                && loans.isEmpty()
                && !dayBegun;
    }
}
