package org.dcep.auditor.head;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The Merkle tree of a log (RFC 9162, section 2.1: SHA-256, leaves behind a byte 0, nodes behind a byte 1), as far as it
 * is needed to go on: the roots of its complete subtrees, one per binary digit of its size.
 */
public final class LogTree {
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest sha256 = newSha256();
    /** From the largest subtree to the smallest. */
    private final List<byte[]> subtrees = new ArrayList<>();

    private long size;

    /** An empty log. */
    public LogTree() {}

    /** Goes on with a log of {@code size} entries that had these subtrees. */
    public LogTree(long size, List<String> subtrees) {
        if (Long.bitCount(size) != subtrees.size()) {
            throw new IllegalArgumentException(
                    "a log of " + size + " entries has " + Long.bitCount(size) + " subtrees");
        }
        this.size = size;
        subtrees.forEach(hash -> this.subtrees.add(HEX.parseHex(hash)));
    }

    /** The hash of an entry, by which it is appended. */
    public static byte[] leafHash(byte[] entry) {
        MessageDigest sha256 = newSha256();
        sha256.update((byte) 0);
        return sha256.digest(entry);
    }

    /** Appends an entry by its hash. */
    public void append(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            hash = node(subtrees.remove(subtrees.size() - 1), hash);
        }
        subtrees.add(hash);
        size = Math.incrementExact(size);
    }

    /** How many entries there are. */
    public long size() {
        return size;
    }

    /** 64 hexadecimal digits; of the empty log the hash of nothing. */
    public String root() {
        if (subtrees.isEmpty()) {
            return HEX.formatHex(sha256.digest("".getBytes(StandardCharsets.US_ASCII)));
        }
        byte[] root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = node(subtrees.get(i), root);
        }
        return HEX.formatHex(root);
    }

    /** What {@link #LogTree(long, List)} goes on with. */
    public List<String> subtrees() {
        return subtrees.stream().map(HEX::formatHex).toList();
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
