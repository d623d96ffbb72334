package org.dcep.settlement.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.settlement.clearing.Arrival;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.reserve.SettlementId;

/** Decides which payments of a batch may be taken in, and what settles at once. */
final class IntakeRules {
    private static final Pattern OPERATOR = Pattern.compile(OperatorId.PATTERN);

    /**
     * A cycle as the batch found it, locked against change.
     *
     * @param complete everything that its books have told was here already
     */
    record Cycle(CycleState state, boolean complete, ClearingMode mode, SettlementAsset asset) {
        private boolean settlesCurrencyAtOnce() {
            return asset == SettlementAsset.CURRENCY && mode != ClearingMode.DEFERRED_NET;
        }
    }

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
        if (cycle.complete()) {
            return Optional.of("the cycle is already complete");
        }
        if (payment.amountFen() < 1 || payment.gasFeeFen() < 0 || payment.gasUnits() < 0) {
            return Optional.of("a payment moves at least 1 fen and has no negative gas");
        }
        if (payment.amountFen() > Money.MAX_FEN) {
            return Optional.of("a payment moves at most " + Money.MAX_FEN + " fen");
        }
        if (!OPERATOR.matcher(payment.operatorId()).matches()
                || !OPERATOR.matcher(payment.payeeOperatorId()).matches()) {
            return Optional.of("a payment is between operators with names");
        }
        return Optional.empty();
    }

    /**
     * Where issued currency settles and not in net, one settlement per cycle of the batch, with a movement for each payment
     * between operators; none for cycles in which nothing crossed. What moves is covered whatever the mode: it was in the
     * payer's wallet, and all wallets of an operator together never hold more than was placed with it or is on its way to
     * it. So nothing ever waits here, and there is nothing to offset.
     */
    static List<PaymentsSettled> settledAtOnce(List<PaymentCommitted> taken, Map<Long, Cycle> cycles) {
        return cycles.entrySet().stream()
                .filter(cycle -> cycle.getValue().settlesCurrencyAtOnce())
                .sorted(Map.Entry.comparingByKey())
                .flatMap(cycle ->
                        settled(cycle.getKey(), cycle.getValue().mode(), crossing(taken, cycle.getKey())).stream())
                .toList();
    }

    private static List<PaymentCommitted> crossing(List<PaymentCommitted> taken, long cycleId) {
        return taken.stream()
                .filter(payment -> payment.cycleId() == cycleId)
                .filter(IntakeRules::crosses)
                .toList();
    }

    private static boolean crosses(PaymentCommitted payment) {
        return !payment.operatorId().equals(payment.payeeOperatorId());
    }

    /**
     * Obligations that settle in reserves, in the order of the batch.
     *
     * @param submitted the engine decides them at once
     * @param collected their cycle settles in net, at its end
     */
    record Obligations(List<Arrival> submitted, List<Arrival> collected) {}

    static Obligations inReserves(List<PaymentCommitted> taken, Map<Long, Cycle> cycles) {
        List<Arrival> submitted = new ArrayList<>();
        List<Arrival> collected = new ArrayList<>();
        for (PaymentCommitted payment : taken) {
            Cycle cycle = cycles.get(payment.cycleId());
            if (cycle.asset() == SettlementAsset.RESERVES && crosses(payment)) {
                (cycle.mode() == ClearingMode.DEFERRED_NET ? collected : submitted).add(arrival(payment));
            }
        }
        return new Obligations(submitted, collected);
    }

    /** What obliges operators to one another and settles in issued currency, in the order of the batch. */
    static List<PaymentCommitted> inCurrency(List<PaymentCommitted> taken, Map<Long, Cycle> cycles) {
        return taken.stream()
                .filter(payment -> cycles.get(payment.cycleId()).asset() == SettlementAsset.CURRENCY)
                .filter(IntakeRules::crosses)
                .toList();
    }

    private static Arrival arrival(PaymentCommitted payment) {
        return new Arrival(
                payment.paymentId(),
                payment.cycleId(),
                OperatorId.of(payment.operatorId()),
                OperatorId.of(payment.payeeOperatorId()),
                new Money(payment.amountFen()));
    }

    /** The id follows from the first payment, which takes effect once and so begins one settlement only. */
    private static Optional<PaymentsSettled> settled(long cycleId, ClearingMode mode, List<PaymentCommitted> payments) {
        if (payments.isEmpty()) {
            return Optional.empty();
        }
        UUID id = SettlementId.ofGross(cycleId, payments.get(0).paymentId());
        return Optional.of(new PaymentsSettled(
                id,
                cycleId,
                mode.name(),
                SettlementAsset.CURRENCY.name(),
                payments.stream()
                        .map(payment -> new PaymentsSettled.Movement(
                                payment.operatorId(), payment.payeeOperatorId(), payment.amountFen()))
                        .toList()));
    }
}
