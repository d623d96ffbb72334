package org.dcep.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Proof that an entry is in a {@link MerkleTree} at a place (RFC 9162 section 2.1.3): the hashes beside the way from the
 * leaf to the root, no more than 63.
 *
 * <pre>{@code
 * InclusionProof proof = InclusionProof.of(3, 8, stored::get);
 * boolean inThere = proof.proves(MerkleTree.leafHash(entry), root);
 * }</pre>
 *
 * @param leafIndex the entry's place, from 0
 * @param treeSize how many entries the tree has
 * @param path from the leaf up; 32 bytes each, not to be changed
 */
public record InclusionProof(long leafIndex, long treeSize, List<byte[]> path) {
    /** A longer one is no proof for any tree. */
    public static final int MAX_HASHES = 63;

    public InclusionProof {
        requirePlace(leafIndex, treeSize);
        path = List.copyOf(path);
    }

    /**
     * The proof from stored hashes.
     *
     * @param hashes knows the full subtrees that {@link #needs} names
     * @throws IllegalArgumentException if there is no such place
     */
    public static InclusionProof of(long leafIndex, long treeSize, Function<Subtree, byte[]> hashes) {
        List<byte[]> path = path(leafIndex, treeSize).stream()
                .map(span -> span.hash(hashes))
                .toList();
        return new InclusionProof(leafIndex, treeSize, path);
    }

    /** The full subtrees whose hashes the proof is made of: at most twice as many as the tree is high. */
    public static Set<Subtree> needs(long leafIndex, long treeSize) {
        Set<Subtree> needed = new LinkedHashSet<>();
        path(leafIndex, treeSize).forEach(span -> span.collect(needed));
        return needed;
    }

    /** PATH(m, D_n) of section 2.1.3.1, from the leaf up. */
    private static List<Span> path(long leafIndex, long treeSize) {
        requirePlace(leafIndex, treeSize);
        List<Span> fromTheRoot = new ArrayList<>();
        Span tree = new Span(0, treeSize);
        while (tree.size() > 1) {
            boolean goesLeft = leafIndex < tree.left().end();
            fromTheRoot.add(goesLeft ? tree.right() : tree.left());
            tree = goesLeft ? tree.left() : tree.right();
        }
        Collections.reverse(fromTheRoot);
        return fromTheRoot;
    }

    /** Whether the entry with this leaf hash is where the proof says in the tree with this root; section 2.1.3.2. */
    public boolean proves(byte[] leafHash, byte[] root) {
        long node = leafIndex;
        long last = treeSize - 1;
        byte[] hash = leafHash;
        for (byte[] beside : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleTree.nodeHash(beside, hash);
                int skipped = Long.numberOfTrailingZeros(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                hash = MerkleTree.nodeHash(hash, beside);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    private static void requirePlace(long leafIndex, long treeSize) {
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new IllegalArgumentException("no entry " + leafIndex + " in a tree of " + treeSize);
        }
    }
}
