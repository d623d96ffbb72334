package org.dcep.settlement.clearing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.SettlementAsset;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.settlement.netting.GrossPosition;
import org.dcep.settlement.netting.Netting;
import org.dcep.settlement.reserve.SettlementId;

/**
 * What has become final in one transaction, as the books are told: one event per cycle, each participant paying or receiving
 * one net amount. So an event has fewer movements than there are operators, however many obligations it is about.
 */
final class SettledEvents {
    private SettledEvents() {}

    /** The cycles of which something became final, ascending. */
    static SortedMap<Long, List<Changes.Settled>> byCycle(Collection<Changes.Settled> settled) {
        SortedMap<Long, List<Changes.Settled>> cycles = new TreeMap<>();
        settled.forEach(each -> cycles.computeIfAbsent(each.cycleId(), cycle -> new ArrayList<>())
                .add(each));
        return cycles;
    }

    /** @param mode the mode of a cycle, by its number */
    static List<PaymentsSettled> of(SortedMap<Long, List<Changes.Settled>> cycles, LongFunction<String> mode) {
        return cycles.entrySet().stream()
                .map(cycle -> event(cycle.getKey(), cycle.getValue(), mode.apply(cycle.getKey())))
                .toList();
    }

    /** The id follows from the first group, which settles once. */
    private static PaymentsSettled event(long cycleId, List<Changes.Settled> settled, String mode) {
        long firstGroup =
                settled.stream().mapToLong(Changes.Settled::group).min().orElseThrow();
        List<GrossPosition> gross =
                settled.stream().map(each -> gross(each.queued().obligation())).toList();
        return new PaymentsSettled(
                SettlementId.ofGroup(cycleId, firstGroup),
                cycleId,
                mode,
                SettlementAsset.RESERVES.name(),
                Netting.movements(Netting.positions(gross)));
    }

    private static GrossPosition gross(Obligation obligation) {
        return new GrossPosition(
                obligation.payer().value(),
                obligation.payee().value(),
                1,
                obligation.amount().fen());
    }
}
