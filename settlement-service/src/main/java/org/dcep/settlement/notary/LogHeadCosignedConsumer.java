package org.dcep.settlement.notary;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.Topic;
import org.dcep.outbox.OneByOneConsumer;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.contradiction.Contradictions;

/**
 * Adds the central bank's signature to the head. A signature over a log that was never sealed here is kept apart, unless
 * the log here begins with that one: then the head was lost with an old copy of the database, and the log was not.
 */
@ApplicationScoped
class LogHeadCosignedConsumer implements OneByOneConsumer<LogHeadCosigned> {
    private final WitnessKey witness;
    private final Contradictions contradictions;

    LogHeadCosignedConsumer(WitnessKey witness, Contradictions contradictions) {
        this.witness = witness;
        this.contradictions = contradictions;
    }

    @Override
    public Topic topic() {
        return Topic.LOG_HEAD_COSIGNED;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public Uni<Void> applyOne(SqlConnection tx, LogHeadCosigned event) {
        if (!witness.signed(event)) {
            return contradict(tx, event, "the central bank did not sign this head");
        }
        return NotaryStore.cosign(tx, event)
                .chain(found -> found ? Uni.createFrom().item(true) : begins(tx, event))
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : contradict(tx, event, "the central bank signed a log that was not sealed here"));
    }

    /** Whether the operator's log, as it lies here, begins with the one that was signed. */
    private static Uni<Boolean> begins(SqlConnection tx, LogHeadCosigned event) {
        return NotaryStore.tiles(tx, event.operatorId(), Tiles.holding(Tiles.fullSubtrees(event.size())))
                .map(tiles -> HexFormat.of().formatHex(tiles.root(event.size())).equals(event.root()))
                .onFailure(Tiles.Damaged.class)
                .recoverWithItem(false);
    }

    private Uni<Void> contradict(SqlConnection tx, LogHeadCosigned event, String reason) {
        return contradictions.keep(tx, List.of(new Contradiction(event, event.operatorId(), 0, reason)));
    }
}
