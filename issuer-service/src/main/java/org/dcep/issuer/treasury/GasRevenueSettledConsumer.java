package org.dcep.issuer.treasury;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.Topic;
import org.dcep.issuer.circulation.Obligation;
import org.dcep.issuer.circulation.SettlementQueue;
import org.dcep.outbox.EventConsumer;

/** A cycle's gas leaves the operators: its currency goes to the treasury's beneficiaries. */
@ApplicationScoped
class GasRevenueSettledConsumer implements EventConsumer<GasRevenueSettled> {
    private final SettlementQueue queue;

    GasRevenueSettledConsumer(SettlementQueue queue) {
        this.queue = queue;
    }

    @Override
    public Topic topic() {
        return Topic.GAS_REVENUE_SETTLED;
    }

    @Override
    public Uni<Void> apply(GasRevenueSettled event) {
        Obligation obligation = GasRevenue.obligation(event);
        return isKnown(event)
                .chain(known -> known ? Uni.createFrom().voidItem() : record(event))
                .chain(() -> queue.submit(obligation));
    }

    /** Either list may be empty. */
    private static Uni<Boolean> isKnown(GasRevenueSettled event) {
        return TreasuryEntryRow.count("settlementId", event.settlementId())
                .chain(entries -> TreasuryCollectionRow.count("settlementId", event.settlementId())
                        .map(collections -> entries + collections > 0));
    }

    private static Uni<Void> record(GasRevenueSettled event) {
        Object[] entries = event.shares().stream()
                .map(share -> new TreasuryEntryRow(event, share))
                .toArray();
        Object[] collections = event.collected().stream()
                .map(collected -> new TreasuryCollectionRow(event, collected))
                .toArray();
        return Panache.getSession()
                .chain(session -> session.persistAll(entries).chain(() -> session.persistAll(collections)));
    }
}
