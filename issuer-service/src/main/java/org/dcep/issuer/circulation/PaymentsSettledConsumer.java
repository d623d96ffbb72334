package org.dcep.issuer.circulation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.Topic;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;
import org.dcep.kernel.Money;
import org.dcep.outbox.EventConsumer;

/** Payments between operators are final: their currency changes hands in the register too. */
@ApplicationScoped
class PaymentsSettledConsumer implements EventConsumer<PaymentsSettled> {
    private final SettlementQueue queue;

    PaymentsSettledConsumer(SettlementQueue queue) {
        this.queue = queue;
    }

    @Override
    public Topic topic() {
        return Topic.PAYMENTS_SETTLED;
    }

    @Override
    public Uni<Void> apply(PaymentsSettled event) {
        List<Movement> movements = event.movements().stream()
                .map(movement -> Movement.between(
                        Holder.operator(movement.fromOperatorId()),
                        Holder.operator(movement.toOperatorId()),
                        Money.fen(movement.amountFen())))
                .toList();
        return queue.submit(new Obligation(Cause.PAYMENTS, event.settlementId(), movements));
    }
}
