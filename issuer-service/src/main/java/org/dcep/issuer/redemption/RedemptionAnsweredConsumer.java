package org.dcep.issuer.redemption;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.Topic;
import org.dcep.issuer.circulation.SettlementQueue;
import org.dcep.outbox.EventConsumer;
import org.jboss.logging.Logger;

/** The operator's book gave currency up, or could not. */
@ApplicationScoped
class RedemptionAnsweredConsumer implements EventConsumer<RedemptionAnswered> {
    private static final Logger LOG = Logger.getLogger(RedemptionAnsweredConsumer.class);

    private final SettlementQueue queue;
    private final Clock clock;

    RedemptionAnsweredConsumer(SettlementQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.REDEMPTION_ANSWERED;
    }

    @Override
    public Uni<Void> apply(RedemptionAnswered event) {
        return RedemptionRow.<RedemptionRow>findById(event.redemptionId(), LockModeType.PESSIMISTIC_WRITE)
                .chain(redemption -> apply(redemption, event));
    }

    private Uni<Void> apply(RedemptionRow redemption, RedemptionAnswered event) {
        if (redemption == null) {
            LOG.errorf("redemption %s was answered but never requested here", event.redemptionId());
            return Uni.createFrom().voidItem();
        }
        if (redemption.state() != RedemptionState.REQUESTED) {
            return Uni.createFrom().voidItem();
        }
        if (!event.released()) {
            redemption.refuse(
                    RedemptionRefusal.INSUFFICIENT_VAULT, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return Uni.createFrom().voidItem();
        }
        redemption.release();
        return queue.submit(redemption.obligation());
    }
}
