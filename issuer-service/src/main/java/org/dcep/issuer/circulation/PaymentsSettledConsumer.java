package org.dcep.issuer.circulation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.Topic;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;
import org.dcep.kernel.Money;
import org.dcep.outbox.EventConsumer;

/**
 * Payments between operators are final. If currency settled them, it changes hands in the register too. If reserves did,
 * they have changed hands in settlement accounts, of which the book knows the sum only: nothing moves here, and that it
 * happened is recorded.
 */
@ApplicationScoped
class PaymentsSettledConsumer implements EventConsumer<PaymentsSettled> {
    private static final String CURRENCY = "CURRENCY";
    private static final String RESERVES = "RESERVES";

    private final SettlementQueue queue;
    private final Clock clock;

    PaymentsSettledConsumer(SettlementQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.PAYMENTS_SETTLED;
    }

    @Override
    public Uni<Void> apply(PaymentsSettled event) {
        return switch (event.asset()) {
            case CURRENCY -> moveCurrency(event);
            case RESERVES -> recordOnly(event);
            // The event comes again until a version that knows the asset is there.
            default -> throw new IllegalArgumentException("payments settled in an unknown asset: " + event.asset());
        };
    }

    private Uni<Void> moveCurrency(PaymentsSettled event) {
        List<Movement> movements = event.movements().stream()
                .map(movement -> Movement.between(
                        Holder.operator(movement.fromOperatorId()),
                        Holder.operator(movement.toOperatorId()),
                        Money.fen(movement.amountFen())))
                .toList();
        return queue.submit(new Obligation(Cause.PAYMENTS, event.settlementId(), movements));
    }

    private Uni<Void> recordOnly(PaymentsSettled event) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return ReserveSettlementRow.count("settlementId", event.settlementId())
                .chain(known -> known > 0
                        ? Uni.createFrom().voidItem()
                        : new ReserveSettlementRow(event, now).persist().replaceWithVoid());
    }
}
