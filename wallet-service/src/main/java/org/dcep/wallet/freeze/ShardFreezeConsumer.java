package org.dcep.wallet.freeze;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.contracts.Topic;
import org.dcep.outbox.OneByOneConsumer;
import org.dcep.wallet.book.BookFreeze;
import org.dcep.wallet.keys.CentralBankKey;
import org.jboss.logging.Logger;

/** Freezes books and opens them again. What the central bank did not sign has no effect. */
@ApplicationScoped
class ShardFreezeConsumer implements OneByOneConsumer<ShardFreezeChanged> {
    private static final Logger LOG = Logger.getLogger(ShardFreezeConsumer.class);
    private static final String REJECTED = "dcep.freeze.rejected";

    private final CentralBankKey centralBank;
    private final MeterRegistry metrics;

    ShardFreezeConsumer(CentralBankKey centralBank, MeterRegistry metrics) {
        this.centralBank = centralBank;
        this.metrics = metrics;
        metrics.counter(REJECTED);
    }

    @Override
    public Topic topic() {
        return Topic.SHARD_FREEZE_CHANGED;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public Uni<Void> applyOne(SqlConnection tx, ShardFreezeChanged decision) {
        if (!centralBank.signed(decision)) {
            LOG.errorf("a freeze of operator %s is not signed by the central bank", decision.operatorId());
            metrics.counter(REJECTED).increment();
            return Uni.createFrom().voidItem();
        }
        LOG.warnf(
                "the shard of operator %s is %s: %s",
                decision.operatorId(), decision.frozen() ? "frozen" : "open again", decision.reason());
        return BookFreeze.change(tx, decision);
    }
}
