package org.dcep.issuer.reserve;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventConsumer;

/** An operator took reserves out of its settlement account: they are free again. */
@ApplicationScoped
class LiquidityReturnedConsumer implements EventConsumer<LiquidityReturned> {
    private final LiquidityBooks books;

    LiquidityReturnedConsumer(LiquidityBooks books) {
        this.books = books;
    }

    @Override
    public Topic topic() {
        return Topic.LIQUIDITY_RETURNED;
    }

    @Override
    public Uni<Void> apply(LiquidityReturned event) {
        return books.takeBack(event);
    }
}
