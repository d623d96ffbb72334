package org.dcep.settlement.finality;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clearing.ObligationStore;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.contradiction.Contradictions;
import org.dcep.settlement.cycle.CycleRow;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.cycle.CycleStore;
import org.dcep.settlement.intake.GrossPositionRow;
import org.dcep.settlement.intake.IntakeStore;
import org.dcep.settlement.intake.OperatorIntakeRow;
import org.dcep.settlement.netting.GrossPosition;
import org.dcep.settlement.netting.Netting;
import org.dcep.settlement.policy.GasPolicyRow;
import org.dcep.settlement.policy.PolicyRegister;
import org.dcep.settlement.reserve.Obligations;
import org.dcep.settlement.reserve.Reserves;
import org.dcep.settlement.reserve.SettlementId;
import org.dcep.settlement.treasury.Treasury;

/**
 * Moves a cycle as far as it can go now. Everything is decided from what is stored, under the lock of the cycle's row,
 * and each step is one transaction with the events that tell it: called again after any interruption, it goes on where
 * the last commit left off, and called once too often it does nothing.
 */
@ApplicationScoped
public class AdvanceCycle {
    @Inject
    CycleStore cycles;

    @Inject
    MarkerStore markers;

    @Inject
    IntakeStore intake;

    @Inject
    Contradictions contradictions;

    @Inject
    Reserves reserves;

    @Inject
    ObligationStore obligations;

    @Inject
    Treasury treasury;

    @Inject
    PolicyRegister policies;

    @Inject
    Outbox outbox;

    @Inject
    BusinessTime time;

    /** In a transaction of its own. */
    @WithTransaction
    public Uni<Void> advance(long cycleId) {
        return cycles.lock(cycleId).chain(this::advance);
    }

    /** In the running transaction, which has locked {@code cycle}. */
    Uni<Void> advance(CycleRow cycle) {
        return Panache.getSession().chain(session -> session.flush()).chain(() -> switch (cycle.state()) {
            case OPEN, SETTLED -> Uni.createFrom().voidItem();
            case CLOSING -> cycle.isDecided() ? net(cycle) : netIfComplete(cycle);
            case NETTED -> settleIfBooked(cycle);
        });
    }

    /** What a closing cycle waits for, ascending by operator; nothing for a cycle in another state. */
    public Uni<List<FinalityRules.Wait>> waits(CycleRow cycle) {
        if (cycle.state() != CycleState.CLOSING) {
            return Uni.createFrom().item(List.of());
        }
        long id = cycle.cycleId();
        return markers.expected(id)
                .chain(expected -> markers.later(id)
                        .chain(later -> markers.ofCycle(id)
                                .chain(marked -> intake.operators(id, id)
                                        .map(taken -> FinalityRules.waits(
                                                expected, later, claimsOf(marked), claimsIn(taken))))));
    }

    private static Map<String, Claim> claimsOf(List<MarkerRow> markers) {
        return markers.stream().collect(Collectors.toMap(MarkerRow::operatorId, MarkerRow::claim));
    }

    private static Map<String, Claim> claimsIn(List<OperatorIntakeRow> intake) {
        return intake.stream().collect(Collectors.toMap(OperatorIntakeRow::operatorId, Claim::of));
    }

    private Uni<Void> netIfComplete(CycleRow cycle) {
        return contradictions
                .stopping()
                .chain(stopping -> stopping > 0
                        ? Uni.createFrom().voidItem()
                        : waits(cycle)
                                .chain(waits -> waits.isEmpty()
                                        ? complete(cycle)
                                        : Uni.createFrom().voidItem()));
    }

    /** Where there are settlement accounts, the engine decides first, in a transaction that it does not share. */
    private Uni<Void> complete(CycleRow cycle) {
        return engineDecides(cycle).chain(decides -> {
            if (!decides) {
                return net(cycle);
            }
            if (!cycle.isComplete()) {
                cycle.complete(time.now());
            }
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Boolean> engineDecides(CycleRow cycle) {
        return cycle.asset() == SettlementAsset.RESERVES ? Uni.createFrom().item(true) : obligations.hasAccounts();
    }

    /** Waits for the gas policy too, if there is gas: it must be known who receives it. */
    private Uni<Void> net(CycleRow cycle) {
        long id = cycle.cycleId();
        return intake.operators(id, id)
                .map(AdvanceCycle::gas)
                .chain(gas -> policies.gas(cycle.closedAt().orElseThrow())
                        .chain(policy -> Treasury.canShare(gas, policy)
                                ? decide(cycle, gas, policy)
                                : Uni.createFrom().voidItem()));
    }

    private static SortedMap<String, Long> gas(List<OperatorIntakeRow> intake) {
        SortedMap<String, Long> gas = new TreeMap<>();
        intake.forEach(row -> gas.put(row.operatorId(), row.gasFeeFen()));
        return gas;
    }

    private Uni<Void> decide(CycleRow cycle, SortedMap<String, Long> gas, GasPolicyRow policy) {
        long id = cycle.cycleId();
        cycle.net(time.now(), policy == null ? null : policy.version());
        return settlePayments(cycle)
                .chain(() -> treasury.sweep(SettlementId.ofGas(id), id, gas, policy))
                .chain(() -> Panache.getSession().chain(session -> session.flush()))
                .chain(() -> tellIfFinal(cycle))
                .chain(() -> settleIfBooked(cycle));
    }

    /** Tells that all obligations are final, unless some wait: then whoever settles the last one tells it. */
    private Uni<Void> tellIfFinal(CycleRow cycle) {
        Uni<Void> alone =
                cycle.isDecided() ? obligations.lock() : Uni.createFrom().voidItem();
        return alone.chain(() -> obligations.unsettled(cycle.cycleId()))
                .chain(unsettled -> unsettled == 0
                        ? outbox.append(new CycleSettled(cycle.cycleId()))
                        : Uni.createFrom().voidItem());
    }

    /**
     * Reserves are settled by the engine, and issued currency by the intake, payment by payment, unless the mode is net.
     * Nothing to move is told as well: it is final.
     */
    private Uni<Void> settlePayments(CycleRow cycle) {
        if (cycle.asset() == SettlementAsset.RESERVES || cycle.mode() != ClearingMode.DEFERRED_NET) {
            return Uni.createFrom().voidItem();
        }
        long id = cycle.cycleId();
        return intake.pairs(id, id)
                .map(rows -> settled(id, rows))
                .chain(settled -> reserves.oblige(Obligations.of(settled)).chain(() -> outbox.append(settled)));
    }

    private static PaymentsSettled settled(long cycleId, List<GrossPositionRow> rows) {
        List<GrossPosition> gross =
                rows.stream().map(GrossPositionRow::position).toList();
        return new PaymentsSettled(
                SettlementId.ofPayments(cycleId),
                cycleId,
                ClearingMode.DEFERRED_NET.name(),
                SettlementAsset.CURRENCY.name(),
                Netting.movements(Netting.positions(gross)));
    }

    /** In this order: once no obligation waits, every booking that will ever be missing is there to be seen. */
    private Uni<Void> settleIfBooked(CycleRow cycle) {
        return obligations
                .unsettled(cycle.cycleId())
                .chain(unsettled ->
                        unsettled > 0 ? Uni.createFrom().item(unsettled) : reserves.missing(cycle.cycleId()))
                .invoke(missing -> {
                    if (missing == 0) {
                        cycle.settle(time.now());
                    }
                })
                .replaceWithVoid();
    }
}
