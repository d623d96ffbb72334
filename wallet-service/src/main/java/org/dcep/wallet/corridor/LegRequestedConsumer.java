package org.dcep.wallet.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dcep.contracts.LegRequested;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventBatchConsumer;

/** Keeps the legs that settlement asks for. A payment has a transaction of its own, so it is not made in this one. */
@ApplicationScoped
class LegRequestedConsumer implements EventBatchConsumer<LegRequested> {
    private final Clock clock;

    LegRequestedConsumer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.LEG_REQUESTED;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LegRequested> legs) {
        return LegStore.keep(tx, legs, clock.instant());
    }
}
