package org.dcep.crypto;

import java.util.ArrayDeque;
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
 */
public final class MerkleTree {
    public static final int HASH_BYTES = 32;

    /** What tells a leaf from a node, so that nobody can present an inner node as an entry. */
    private static final byte LEAF = 0x00;

    private static final byte NODE = 0x01;

    private final Deque<byte[]> fullSubtrees = new ArrayDeque<>();
    private long size;

    /** Adds an entry at the end. */
    public void append(byte[] entry) {
        byte[] subtree = leafHash(entry);
        for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
            subtree = nodeHash(fullSubtrees.pop(), subtree);
        }
        fullSubtrees.push(subtree);
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
            return hash();
        }
        byte[] root = fromTheRight.next().clone();
        while (fromTheRight.hasNext()) {
            root = nodeHash(fromTheRight.next(), root);
        }
        return root;
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
