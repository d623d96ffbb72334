package org.dcep.crypto;

/**
 * A full subtree of a {@link MerkleTree}: the entries from {@code index * 2^level}, 2^level of them. Its hash never
 * changes once they are there.
 *
 * @param level 0 for a leaf, at most 62
 * @param index counted from the left among the subtrees of this level, from 0
 */
public record Subtree(int level, long index) {
    private static final int HIGHEST_LEVEL = Long.SIZE - 2;

    public Subtree {
        if (level < 0 || level > HIGHEST_LEVEL || index < 0 || index > Long.MAX_VALUE >>> level) {
            throw new IllegalArgumentException("no subtree " + index + " of level " + level);
        }
    }

    /** The half with the earlier entries, of a subtree that is no leaf. */
    public Subtree left() {
        return new Subtree(level - 1, 2 * index);
    }

    /** The half with the later entries, of a subtree that is no leaf. */
    public Subtree right() {
        return new Subtree(level - 1, 2 * index + 1);
    }
}
