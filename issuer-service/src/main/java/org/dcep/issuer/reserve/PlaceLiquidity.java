package org.dcep.issuer.reserve;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.outbox.Outbox;

/** Moves free reserves of an operator into its settlement account, so that they can pay what it owes to others. */
@ApplicationScoped
class PlaceLiquidity {
    private final LiquidityBooks books;
    private final Outbox outbox;

    PlaceLiquidity(LiquidityBooks books, Outbox outbox) {
        this.books = books;
        this.outbox = outbox;
    }

    Uni<LiquidityBooks.Placed> place(UUID id, OperatorId operatorId, Money amount) {
        return books.place(id, operatorId, amount).invoke(() -> outbox.wake());
    }
}
