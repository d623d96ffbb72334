package org.dcep.crypto;

import java.util.Collection;
import java.util.function.Function;

/** The entries from {@code begin} until before {@code end}, as RFC 9162 writes D[begin:end]; at least one. */
record Span(long begin, long end) {
    Span {
        if (begin < 0 || begin >= end) {
            throw new IllegalArgumentException("no entries from " + begin + " to " + end);
        }
    }

    long size() {
        return end - begin;
    }

    /** The larger, full part: as many entries as the largest power of two below the size. */
    Span left() {
        return new Span(begin, begin + Long.highestOneBit(size() - 1));
    }

    /** What is left of it. */
    Span right() {
        return new Span(begin + Long.highestOneBit(size() - 1), end);
    }

    /**
     * The hash over the entries. The spans of proofs begin at a multiple of the size of their full subtrees, so it comes
     * from as many of these as the size has bits.
     */
    byte[] hash(Function<Subtree, byte[]> hashes) {
        return isFull() ? hashes.apply(subtree()) : MerkleTree.nodeHash(left().hash(hashes), right().hash(hashes));
    }

    /** Adds the full subtrees that {@link #hash} asks for. */
    void collect(Collection<Subtree> subtrees) {
        if (isFull()) {
            subtrees.add(subtree());
        } else {
            left().collect(subtrees);
            right().collect(subtrees);
        }
    }

    private boolean isFull() {
        return Long.bitCount(size()) == 1;
    }

    private Subtree subtree() {
        int level = Long.numberOfTrailingZeros(size());
        return new Subtree(level, begin >>> level);
    }
}
