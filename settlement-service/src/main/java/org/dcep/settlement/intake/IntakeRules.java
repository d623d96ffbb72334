package org.dcep.settlement.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.cycle.SettlementMode;
import org.dcep.settlement.reserve.SettlementId;

/** Decides which payments of a batch may be taken in, and what settles at once. */
final class IntakeRules {
    /** A cycle as the batch found it, locked against change. */
    record Cycle(CycleState state, SettlementMode mode) {}

    /** Every payment of the batch is in exactly one of the two lists, in the order of the batch. */
    record Sorted(List<PaymentCommitted> taken, List<Contradiction> contradictions) {}

    private IntakeRules() {}

    static Sorted sort(List<PaymentCommitted> payments, Map<Long, Cycle> cycles) {
        List<PaymentCommitted> taken = new ArrayList<>();
        List<Contradiction> contradictions = new ArrayList<>();
        for (PaymentCommitted payment : payments) {
            refusal(payment, cycles.get(payment.cycleId()))
                    .ifPresentOrElse(
                            reason -> contradictions.add(
                                    new Contradiction(payment, payment.operatorId(), payment.cycleId(), reason)),
                            () -> taken.add(payment));
        }
        return new Sorted(taken, contradictions);
    }

    private static Optional<String> refusal(PaymentCommitted payment, Cycle cycle) {
        if (cycle == null) {
            return Optional.of("the cycle was never opened");
        }
        if (!cycle.state().takesPayments()) {
            return Optional.of("the cycle is already " + cycle.state());
        }
        if (payment.amountFen() < 1 || payment.gasFeeFen() < 0 || payment.gasUnits() < 0) {
            return Optional.of("a payment moves at least 1 fen and has no negative gas");
        }
        return Optional.empty();
    }

    /**
     * In GROSS mode, one settlement per cycle of the batch, with a movement for each payment between operators; none
     * for cycles in which nothing crossed.
     */
    static List<PaymentsSettled> settledAtOnce(List<PaymentCommitted> taken, Map<Long, Cycle> cycles) {
        return cycles.entrySet().stream()
                .filter(cycle -> cycle.getValue().mode() == SettlementMode.GROSS)
                .map(Map.Entry::getKey)
                .sorted()
                .flatMap(cycleId -> settled(cycleId, crossing(taken, cycleId)).stream())
                .toList();
    }

    private static List<PaymentCommitted> crossing(List<PaymentCommitted> taken, long cycleId) {
        return taken.stream()
                .filter(payment -> payment.cycleId() == cycleId)
                .filter(payment -> !payment.operatorId().equals(payment.payeeOperatorId()))
                .toList();
    }

    /** The id follows from the first payment, which takes effect once and so begins one settlement only. */
    private static Optional<PaymentsSettled> settled(long cycleId, List<PaymentCommitted> payments) {
        if (payments.isEmpty()) {
            return Optional.empty();
        }
        UUID id = SettlementId.ofGross(cycleId, payments.get(0).paymentId());
        return Optional.of(new PaymentsSettled(
                id,
                cycleId,
                SettlementMode.GROSS.name(),
                "CURRENCY",
                payments.stream()
                        .map(payment -> new PaymentsSettled.Movement(
                                payment.operatorId(), payment.payeeOperatorId(), payment.amountFen()))
                        .toList()));
    }
}
