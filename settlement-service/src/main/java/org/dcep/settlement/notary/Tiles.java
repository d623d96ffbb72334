package org.dcep.settlement.notary;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcep.crypto.MerkleTree;
import org.dcep.crypto.Subtree;

/** Tiles of one log as they were read. Pure. */
record Tiles(Map<TileId, byte[]> hashes) {
    /** A log from which something is missing that it once had. */
    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Damaged(Subtree subtree) {
            super("the log has no hash for " + subtree, null, false, false);
        }
    }

    /** Those that are needed for the hashes of {@code subtrees}. */
    static Set<TileId> holding(Collection<Subtree> subtrees) {
        return subtrees.stream().map(TileId::of).collect(Collectors.toSet());
    }

    /**
     * The hash of a full subtree.
     *
     * @throws Damaged if its tile is missing or too short
     */
    byte[] hash(Subtree subtree) {
        if (!TileId.stores(subtree.level())) {
            return MerkleTree.nodeHash(hash(subtree.left()), hash(subtree.right()));
        }
        byte[] tile = hashes.get(TileId.of(subtree));
        int at = (int) (subtree.index() % TileId.WIDTH) * MerkleTree.HASH_BYTES;
        if (tile == null || tile.length < at + MerkleTree.HASH_BYTES) {
            throw new Damaged(subtree);
        }
        return Arrays.copyOfRange(tile, at, at + MerkleTree.HASH_BYTES);
    }
}
