package org.dcep.settlement.notary;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.crypto.ConsistencyProof;
import org.dcep.crypto.MerkleTree;
import org.dcep.crypto.Subtree;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;

/**
 * Seals every log that has grown: signs its head and sends it to the central bank with the proof that nothing before has
 * changed. A log that cannot prove it is signed nevertheless, without a proof: to judge that is the central bank's part.
 */
@ApplicationScoped
public class SealLogs {
    private final Pool pool;
    private final NotaryKeys keys;
    private final Outbox outbox;
    private final BusinessTime time;

    SealLogs(Pool pool, NotaryKeys keys, Outbox outbox, BusinessTime time) {
        this.pool = pool;
        this.keys = keys;
        this.outbox = outbox;
        this.time = time;
    }

    @Scheduled(every = "${dcep.notary.seal-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return NotaryStore.grown(pool)
                .onItem()
                .transformToMulti(logs -> Multi.createFrom().iterable(logs))
                .onItem()
                .transformToUniAndConcatenate(log -> Uni.createFrom()
                        .deferred(() -> seal(log))
                        .onFailure()
                        .invoke(failure ->
                                Log.errorf(failure, "the log of operator %s could not be sealed", log.operatorId()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> seal(NotaryStore.Log log) {
        MerkleTree tree = log.edge().tree();
        LogState state = new LogState(tree.size(), HexFormat.of().formatHex(tree.root()));
        return proof(log, state)
                .chain(proof -> sign(log, state)
                        .chain(signed -> pool.withTransaction(tx -> NotaryStore.keep(tx, log, signed)
                                .chain(kept -> kept
                                        ? outbox.append(tx, List.of(event(signed, proof)))
                                        : Uni.createFrom().voidItem()))))
                .invoke(outbox::wake);
    }

    /**
     * Tells the central bank a log that is not the one of the head before: evidence against ourselves, which is not kept
     * among the heads.
     */
    Uni<Void> accuse(NotaryStore.Log log, LogState found) {
        return sign(log, found)
                .chain(signed -> pool.withTransaction(tx -> outbox.append(tx, List.of(event(signed, List.of())))))
                .invoke(outbox::wake);
    }

    private Uni<SealedHead> sign(NotaryStore.Log log, LogState state) {
        return keys.sign(new LogHead(log.operatorId(), state, log.head(), time.now(), keys.keyId()));
    }

    private Uni<List<String>> proof(NotaryStore.Log log, LogState state) {
        long from = log.head().size();
        Set<Subtree> needed = ConsistencyProof.needs(from, state.size());
        return NotaryStore.tiles(pool, log.operatorId(), Tiles.holding(needed))
                .map(tiles -> ConsistencyProof.of(from, state.size(), tiles::hash).path().stream()
                        .map(HexFormat.of()::formatHex)
                        .toList())
                .onFailure(Tiles.Damaged.class)
                .recoverWithItem(damage -> {
                    Log.errorf("the log of operator %s is damaged: %s", log.operatorId(), damage.getMessage());
                    return List.of();
                });
    }

    private static LogHeadSealed event(SealedHead signed, List<String> proof) {
        LogHead head = signed.head();
        return new LogHeadSealed(
                head.operatorId(),
                head.log().size(),
                head.log().root(),
                head.previous().size(),
                head.previous().root(),
                head.sealedAt(),
                head.keyId(),
                signed.signature(),
                signed.mlDsa().map(SealedHead.MlDsa::keyId).orElse(""),
                signed.mlDsa().map(SealedHead.MlDsa::signature).orElse(""),
                proof);
    }
}
