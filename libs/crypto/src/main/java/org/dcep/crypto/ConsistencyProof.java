package org.dcep.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Proof that a {@link MerkleTree} begins with all entries of an earlier one, in the same order (RFC 9162 section 2.1.4).
 * Every tree begins with the tree without entries, and with itself: these two proofs are empty.
 *
 * @param fromSize entries of the earlier tree
 * @param toSize entries of the later tree, at least as many
 * @param path 32 bytes each, not to be changed
 */
public record ConsistencyProof(long fromSize, long toSize, List<byte[]> path) {
    /** A longer one is no proof for any two trees. */
    public static final int MAX_HASHES = 64;

    public ConsistencyProof {
        requireOrder(fromSize, toSize);
        path = List.copyOf(path);
    }

    /**
     * The proof from stored hashes.
     *
     * @param hashes knows the full subtrees that {@link #needs} names
     * @throws IllegalArgumentException if the sizes are negative or not in order
     */
    public static ConsistencyProof of(long fromSize, long toSize, Function<Subtree, byte[]> hashes) {
        List<byte[]> path =
                path(fromSize, toSize).stream().map(span -> span.hash(hashes)).toList();
        return new ConsistencyProof(fromSize, toSize, path);
    }

    /** The full subtrees whose hashes the proof is made of: at most twice as many as the tree is high. */
    public static Set<Subtree> needs(long fromSize, long toSize) {
        Set<Subtree> needed = new LinkedHashSet<>();
        path(fromSize, toSize).forEach(span -> span.collect(needed));
        return needed;
    }

    /** PROOF(m, D_n) of section 2.1.4.1. */
    private static List<Span> path(long fromSize, long toSize) {
        requireOrder(fromSize, toSize);
        List<Span> fromTheRoot = new ArrayList<>();
        if (fromSize == 0 || fromSize == toSize) {
            return fromTheRoot;
        }
        Span tree = new Span(0, toSize);
        boolean isWholeEarlierTree = true;
        while (tree.end() != fromSize) {
            boolean goesLeft = fromSize <= tree.left().end();
            fromTheRoot.add(goesLeft ? tree.right() : tree.left());
            isWholeEarlierTree &= goesLeft;
            tree = goesLeft ? tree.left() : tree.right();
        }
        if (!isWholeEarlierTree) {
            fromTheRoot.add(tree);
        }
        Collections.reverse(fromTheRoot);
        return fromTheRoot;
    }

    /** Whether the tree with {@code toRoot} begins with the one with {@code fromRoot}; section 2.1.4.2. */
    public boolean proves(byte[] fromRoot, byte[] toRoot) {
        if (fromSize == toSize) {
            return path.isEmpty() && Arrays.equals(fromRoot, toRoot);
        }
        if (fromSize == 0) {
            return path.isEmpty() && Arrays.equals(fromRoot, MerkleTree.emptyRoot());
        }
        List<byte[]> hashes = new ArrayList<>(path);
        if (Long.bitCount(fromSize) == 1) {
            hashes.add(0, fromRoot);
        }
        return !hashes.isEmpty() && climbs(hashes, fromRoot, toRoot);
    }

    private boolean climbs(List<byte[]> hashes, byte[] fromRoot, byte[] toRoot) {
        int skipped = Long.numberOfTrailingZeros(fromSize);
        long node = fromSize - 1 >>> skipped;
        long last = toSize - 1 >>> skipped;
        byte[] from = hashes.get(0);
        byte[] to = hashes.get(0);
        for (byte[] beside : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                from = MerkleTree.nodeHash(beside, from);
                to = MerkleTree.nodeHash(beside, to);
                int more = Long.numberOfTrailingZeros(node);
                node >>>= more;
                last >>>= more;
            } else {
                to = MerkleTree.nodeHash(to, beside);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(from, fromRoot) && Arrays.equals(to, toRoot);
    }

    private static void requireOrder(long fromSize, long toSize) {
        if (fromSize < 0 || fromSize > toSize) {
            throw new IllegalArgumentException("no earlier tree of " + fromSize + " entries in one of " + toSize);
        }
    }
}
