package org.dcep.simulator.explain;

import java.util.Arrays;
import java.util.List;
import org.dcep.crypto.MerkleTree;

/** Leads from a leaf of a Merkle tree to its root. Source: RFC 9162 section 2.1.3.2. */
record InclusionPath(long leafIndex, long treeSize, List<byte[]> hashes) {
    InclusionPath {
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new IllegalArgumentException("there is no leaf " + leafIndex + " among " + treeSize);
        }
        hashes = List.copyOf(hashes);
    }

    /** Whether it leads from {@code leafHash} to {@code root}, using every hash. */
    boolean leads(byte[] leafHash, byte[] root) {
        long node = leafIndex;
        long last = treeSize - 1;
        byte[] hash = leafHash;
        for (byte[] beside : hashes) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleTree.nodeHash(beside, hash);
                // A node at the right edge without a sibling is its own parent.
                int levels = Long.numberOfTrailingZeros(node);
                node >>= levels;
                last >>= levels;
            } else {
                hash = MerkleTree.nodeHash(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }
}
