package org.dcep.crypto;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * A Merkle tree of RFC 9162 section 2.1 with SHA-256, of which only the right edge is kept: for n entries the roots of
 * as many full subtrees as n has bits, so it never grows beyond 63 of them. For one thread.
 *
 * <pre>{@code
 * MerkleTree log = new MerkleTree();
 * entries.forEach(log::append);
 * byte[] root = log.root();
 * }</pre>
 *
 * <p>{@link InclusionProof} and {@link ConsistencyProof} need hashes that the edge has forgotten; whoever wants them
 * later keeps what {@link #appendLeaf(byte[], Completed)} tells.
 */
public final class MerkleTree {
    public static final int HASH_BYTES = 32;

    /** What tells a leaf from a node, so that nobody can present an inner node as an entry. */
    private static final byte LEAF = 0x00;

    private static final byte NODE = 0x01;

    private final Deque<byte[]> fullSubtrees = new ArrayDeque<>();
    private long size;

    /** Is told of every subtree that has just become full, leaves included; none is told twice. */
    @FunctionalInterface
    public interface Completed {
        void subtree(Subtree subtree, byte[] hash);
    }

    /**
     * A tree that goes on where {@link #edge} was asked.
     *
     * @throws IllegalArgumentException if a tree of {@code size} entries has no such edge
     */
    public static MerkleTree resume(long size, byte[] edge) {
        if (size < 0 || edge.length != Long.bitCount(size) * HASH_BYTES) {
            throw new IllegalArgumentException("not the edge of a tree of " + size + " entries");
        }
        MerkleTree tree = new MerkleTree();
        tree.size = size;
        for (int at = 0; at < edge.length; at += HASH_BYTES) {
            tree.fullSubtrees.push(Arrays.copyOfRange(edge, at, at + HASH_BYTES));
        }
        return tree;
    }

    /** Adds an entry at the end. */
    public void append(byte[] entry) {
        appendLeaf(leafHash(entry), (subtree, hash) -> {});
    }

    /** Adds the entry of this {@link #leafHash} at the end. */
    public void appendLeaf(byte[] leafHash, Completed completed) {
        byte[] hash = leafHash;
        int level = 0;
        completed.subtree(new Subtree(level, size), hash);
        for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
            hash = nodeHash(fullSubtrees.pop(), hash);
            level++;
            completed.subtree(new Subtree(level, size >>> level), hash);
        }
        fullSubtrees.push(hash);
        size++;
    }

    /** How many entries there are. */
    public long size() {
        return size;
    }

    /** The hash of all entries in their order; of no entries the hash of nothing. */
    public byte[] root() {
        Iterator<byte[]> fromTheRight = fullSubtrees.iterator();
        if (!fromTheRight.hasNext()) {
            return emptyRoot();
        }
        byte[] root = fromTheRight.next().clone();
        while (fromTheRight.hasNext()) {
            root = nodeHash(fromTheRight.next(), root);
        }
        return root;
    }

    /** The roots of the full subtrees from left to right, 32 bytes each: all that {@link #resume} needs. */
    public byte[] edge() {
        ByteArrayOutputStream edge = new ByteArrayOutputStream(fullSubtrees.size() * HASH_BYTES);
        fullSubtrees.descendingIterator().forEachRemaining(edge::writeBytes);
        return edge.toByteArray();
    }

    /** The root of a tree without entries: SHA-256 of nothing. */
    public static byte[] emptyRoot() {
        return hash();
    }

    /** The 32 bytes that stand for an entry in the tree. */
    public static byte[] leafHash(byte[] entry) {
        return hash(new byte[] {LEAF}, entry);
    }

    /** The 32 bytes above two subtrees. */
    public static byte[] nodeHash(byte[] left, byte[] right) {
        return hash(new byte[] {NODE}, left, right);
    }

    private static byte[] hash(byte[]... parts) {
        SHA256Digest sha256 = new SHA256Digest();
        for (byte[] part : parts) {
            sha256.update(part, 0, part.length);
        }
        byte[] digest = new byte[HASH_BYTES];
        sha256.doFinal(digest, 0);
        return digest;
    }
}
