package org.dcep.settlement.reserve;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.PaymentsSettled;

/**
 * What a settlement asks of the operators' books.
 *
 * @param dues one per operator concerned, ascending by operator
 */
public record Obligations(UUID settlementId, long cycleId, Kind kind, List<Due> dues) {
    /** What was settled. */
    public enum Kind {
        PAYMENTS,
        GAS
    }

    /**
     * What one book moves to ISSUED.
     *
     * @param clearingFen from CLEARING, signed: positive for an operator that paid more than it received
     * @param gasFen from GAS
     */
    public record Due(String operatorId, long clearingFen, long gasFen) {}

    public Obligations {
        dues = List.copyOf(dues);
    }

    public static Obligations of(PaymentsSettled settled) {
        SortedMap<String, Long> clearing = new TreeMap<>();
        for (PaymentsSettled.Movement movement : settled.movements()) {
            clearing.merge(movement.fromOperatorId(), movement.amountFen(), Math::addExact);
            clearing.merge(movement.toOperatorId(), -movement.amountFen(), Math::addExact);
        }
        List<Due> dues = clearing.entrySet().stream()
                .map(due -> new Due(due.getKey(), due.getValue(), 0))
                .toList();
        return new Obligations(settled.settlementId(), settled.cycleId(), Kind.PAYMENTS, dues);
    }

    public static Obligations of(GasRevenueSettled settled) {
        List<Due> dues = settled.collected().stream()
                .map(collected -> new Due(collected.operatorId(), 0, collected.gasFeeFen()))
                .toList();
        return new Obligations(settled.settlementId(), settled.cycleId(), Kind.GAS, dues);
    }
}
