package org.dcep.settlement.notary;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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

    /** The full subtrees of a log of {@code size} entries, from left to right. */
    static List<Subtree> fullSubtrees(long size) {
        List<Subtree> found = new ArrayList<>();
        long start = 0;
        for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
            int level = Long.numberOfTrailingZeros(Long.highestOneBit(rest));
            found.add(new Subtree(level, start >>> level));
            start += Long.highestOneBit(rest);
        }
        return found;
    }

    /**
     * The root over the first {@code size} entries.
     *
     * @throws Damaged if a tile is missing or too short
     */
    byte[] root(long size) {
        ByteArrayOutputStream edge = new ByteArrayOutputStream();
        fullSubtrees(size).forEach(subtree -> edge.writeBytes(hash(subtree)));
        return MerkleTree.resume(size, edge.toByteArray()).root();
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
