package org.dcep.settlement.netting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.contracts.PaymentsSettled.Movement;

/**
 * Multilateral netting: one figure per operator against all others. The result depends on the obligations only, not on
 * the order in which they are listed, so two replicas that net the same cycle decide the same.
 */
public final class Netting {
    private Netting() {}

    /** The position of every operator that is named, ascending by operator; their nets add up to zero. */
    public static List<NetPosition> positions(Collection<GrossPosition> gross) {
        SortedMap<String, NetPosition> positions = new TreeMap<>();
        for (GrossPosition each : gross) {
            NetPosition payer = positions.computeIfAbsent(each.payerOperatorId(), Netting::flat);
            positions.computeIfAbsent(each.payeeOperatorId(), Netting::flat);
            if (each.crossesOperators()) {
                positions.put(each.payerOperatorId(), payer.owing(each.amountFen()));
                positions.computeIfPresent(
                        each.payeeOperatorId(), (operator, position) -> position.owed(each.amountFen()));
            }
        }
        return List.copyOf(positions.values());
    }

    /**
     * Movements from net debtors to net creditors that bring every position to zero: fewer than there are operators.
     * Debtors and creditors are met in ascending order of their ids.
     *
     * @throws IllegalArgumentException if the nets do not add up to zero
     */
    public static List<Movement> movements(Collection<NetPosition> positions) {
        List<Open> debtors = open(positions, -1);
        List<Open> creditors = open(positions, 1);
        List<Movement> movements = new ArrayList<>();
        int debtor = 0;
        int creditor = 0;
        while (debtor < debtors.size() && creditor < creditors.size()) {
            Open from = debtors.get(debtor);
            Open to = creditors.get(creditor);
            long fen = Math.min(from.fen, to.fen);
            movements.add(new Movement(from.operatorId, to.operatorId, fen));
            from.fen -= fen;
            to.fen -= fen;
            debtor += from.fen == 0 ? 1 : 0;
            creditor += to.fen == 0 ? 1 : 0;
        }
        if (debtor < debtors.size() || creditor < creditors.size()) {
            throw new IllegalArgumentException("net positions must add up to zero");
        }
        return movements;
    }

    private static NetPosition flat(String operatorId) {
        return new NetPosition(operatorId, 0, 0);
    }

    private static List<Open> open(Collection<NetPosition> positions, int sign) {
        SortedMap<String, Open> open = new TreeMap<>();
        for (NetPosition position : positions) {
            if (Long.signum(position.netFen()) == sign) {
                open.put(position.operatorId(), new Open(position.operatorId(), Math.abs(position.netFen())));
            }
        }
        return new ArrayList<>(open.values());
    }

    /** What is left to move of one operator's net position. */
    private static final class Open {
        private final String operatorId;
        private long fen;

        private Open(String operatorId, long fen) {
            this.operatorId = operatorId;
            this.fen = fen;
        }
    }
}
