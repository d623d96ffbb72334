package org.dcep.settlement.treasury;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.kernel.Money;
import org.dcep.ledger.Beneficiary;
import org.dcep.ledger.RevenueSplit;

/**
 * A cycle's gas on its way from the operators to the beneficiaries.
 *
 * @param collected fen by operator; operators without gas are not named
 * @param shares one per beneficiary, with the same sum
 */
record GasRevenue(SortedMap<String, Long> collected, List<RevenueSplit.Share> shares) {

    static final GasRevenue NONE = new GasRevenue(new TreeMap<>(), List.of());

    static GasRevenue of(Map<String, Long> gasFenByOperator, List<Beneficiary> beneficiaries) {
        SortedMap<String, Long> collected = new TreeMap<>(gasFenByOperator);
        collected.values().removeIf(fen -> fen == 0);
        return new GasRevenue(collected, RevenueSplit.split(new Money(total(collected)), beneficiaries));
    }

    static long total(Map<String, Long> gasFenByOperator) {
        return gasFenByOperator.values().stream().reduce(0L, Math::addExact);
    }

    /** A share that rounded to nothing is no revenue and is not told. */
    GasRevenueSettled event(UUID settlementId, long cycleId) {
        List<GasRevenueSettled.Collected> from = collected.entrySet().stream()
                .map(entry -> new GasRevenueSettled.Collected(entry.getKey(), entry.getValue()))
                .toList();
        List<GasRevenueSettled.Share> to = shares.stream()
                .filter(share -> !share.amount().isZero())
                .map(share -> new GasRevenueSettled.Share(
                        share.beneficiary().name(),
                        share.beneficiary().basisPoints(),
                        share.amount().fen()))
                .toList();
        return new GasRevenueSettled(settlementId, cycleId, from, to);
    }
}
