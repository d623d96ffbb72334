package org.dcep.settlement.notary;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.contracts.Topic;
import org.dcep.outbox.OneByOneConsumer;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.contradiction.Contradictions;

/**
 * Stops sealing the log of a frozen shard, and goes on from where the central bank says. What was paid before the freeze
 * is still appended: the log tells what happened.
 */
@ApplicationScoped
class ShardFreezeConsumer implements OneByOneConsumer<ShardFreezeChanged> {
    private final WitnessKey witness;
    private final Contradictions contradictions;

    ShardFreezeConsumer(WitnessKey witness, Contradictions contradictions) {
        this.witness = witness;
        this.contradictions = contradictions;
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
    public Uni<Void> applyOne(SqlConnection tx, ShardFreezeChanged event) {
        return witness.signed(event)
                ? NotaryStore.change(tx, event)
                : contradictions.keep(
                        tx,
                        List.of(new Contradiction(
                                event, event.operatorId(), 0, "the central bank did not sign this freeze")));
    }
}
