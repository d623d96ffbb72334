package org.dcep.wallet.finality;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.outbox.Outbox;

/** Moves a cycle's GAS against ISSUED, whatever settles its payments: gas reaches the treasury as currency. */
@ApplicationScoped
class GasRevenueSettledConsumer implements EventBatchConsumer<GasRevenueSettled> {
    private final SettlementBooks books;
    private final Outbox outbox;

    GasRevenueSettledConsumer(SettlementBooks books, Outbox outbox) {
        this.books = books;
        this.outbox = outbox;
    }

    @Override
    public Topic topic() {
        return Topic.GAS_REVENUE_SETTLED;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<GasRevenueSettled> settlements) {
        List<SettlementBooks.Share> shares = new ArrayList<>();
        for (GasRevenueSettled settlement : settlements) {
            for (GasRevenueSettled.Collected collected : settlement.collected()) {
                shares.add(new SettlementBooks.Share(
                        settlement.settlementId(),
                        settlement.cycleId(),
                        collected.operatorId(),
                        SettledAsset.CURRENCY,
                        0,
                        collected.gasFeeFen()));
            }
        }
        return books.take(tx, shares);
    }

    @Override
    public void committed(List<GasRevenueSettled> settlements) {
        outbox.wake();
    }
}
