package org.dcep.wallet.finality;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.outbox.Outbox;

/**
 * Moves CLEARING in the books of those who paid and received between operators: against ISSUED if currency settled what
 * they owed, against RESERVES if reserves did.
 */
@ApplicationScoped
class PaymentsSettledConsumer implements EventBatchConsumer<PaymentsSettled> {
    private final SettlementBooks books;
    private final Outbox outbox;

    PaymentsSettledConsumer(SettlementBooks books, Outbox outbox) {
        this.books = books;
        this.outbox = outbox;
    }

    @Override
    public Topic topic() {
        return Topic.PAYMENTS_SETTLED;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PaymentsSettled> settlements) {
        List<SettlementBooks.Share> shares = new ArrayList<>();
        settlements.forEach(settlement -> shares.addAll(shares(settlement)));
        return books.take(tx, shares);
    }

    @Override
    public void committed(List<PaymentsSettled> settlements) {
        outbox.wake();
    }

    /** One per operator that appears in a movement, even if what it owes and is owed cancels out. */
    static List<SettlementBooks.Share> shares(PaymentsSettled settlement) {
        SettledAsset asset = SettledAsset.named(settlement.asset());
        Map<String, Long> clearing = new TreeMap<>();
        for (PaymentsSettled.Movement movement : settlement.movements()) {
            clearing.merge(movement.fromOperatorId(), movement.amountFen(), Math::addExact);
            clearing.merge(movement.toOperatorId(), -movement.amountFen(), Math::addExact);
        }
        List<SettlementBooks.Share> shares = new ArrayList<>();
        clearing.forEach((operatorId, fen) -> shares.add(
                new SettlementBooks.Share(settlement.settlementId(), settlement.cycleId(), operatorId, asset, fen, 0)));
        return shares;
    }
}
