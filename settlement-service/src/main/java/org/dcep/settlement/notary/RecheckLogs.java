package org.dcep.settlement.notary;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.dcep.crypto.MerkleTree;
import org.dcep.kernel.LogState;

/**
 * Computes every log again from its leaves, at the start and now and then, and compares the last head. A log that is not
 * what was signed is told to the central bank, which then has two heads that disagree and freezes the shard.
 */
@ApplicationScoped
class RecheckLogs {
    private static final int TILES_AT_ONCE = 32;

    private final Pool pool;
    private final SealLogs sealLogs;

    RecheckLogs(Pool pool, SealLogs sealLogs) {
        this.pool = pool;
        this.sealLogs = sealLogs;
    }

    /** The first time right after the start. */
    @Scheduled(every = "${dcep.notary.recheck-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return NotaryStore.all(pool)
                .onItem()
                .transformToMulti(logs -> Multi.createFrom().iterable(logs))
                .filter(log -> !log.frozen() && log.head().size() <= log.edge().size())
                .onItem()
                .transformToUniAndConcatenate(log -> Uni.createFrom()
                        .deferred(() -> recheck(log))
                        .onFailure()
                        .invoke(failure -> Log.errorf(
                                failure, "the log of operator %s could not be computed again", log.operatorId()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> recheck(NotaryStore.Log log) {
        return rebuild(log).chain(tree -> {
            LogState found = new LogState(tree.size(), HexFormat.of().formatHex(tree.root()));
            if (found.equals(log.head())) {
                return Uni.createFrom().voidItem();
            }
            Log.errorf(
                    "the log of operator %s is not what was signed: %s instead of %s",
                    log.operatorId(), found, log.head());
            return sealLogs.accuse(log, found);
        });
    }

    /** As far as the head, or as far as there are leaves. */
    private Uni<MerkleTree> rebuild(NotaryStore.Log log) {
        MerkleTree tree = new MerkleTree();
        return Multi.createBy()
                .repeating()
                .uni(() -> addTiles(log, tree))
                .whilst(mayFollow -> mayFollow)
                .collect()
                .last()
                .replaceWith(tree);
    }

    private Uni<Boolean> addTiles(NotaryStore.Log log, MerkleTree tree) {
        long first = tree.size() / TileId.WIDTH;
        return NotaryStore.leafTiles(pool, log.operatorId(), first, TILES_AT_ONCE)
                .map(tiles -> add(tree, first, tiles, log.head().size()));
    }

    /** True if the tiles were all there and full, and the head is beyond them: the next ones may follow. */
    private static boolean add(MerkleTree tree, long first, Map<Long, byte[]> tiles, long upTo) {
        for (long index = first; index < first + TILES_AT_ONCE; index++) {
            byte[] tile = tiles.getOrDefault(index, new byte[0]);
            for (int at = 0; at < tile.length && tree.size() < upTo; at += MerkleTree.HASH_BYTES) {
                tree.appendLeaf(Arrays.copyOfRange(tile, at, at + MerkleTree.HASH_BYTES), (subtree, hash) -> {});
            }
            if (tree.size() == upTo || tile.length < TileId.WIDTH * MerkleTree.HASH_BYTES) {
                return false;
            }
        }
        return true;
    }
}
