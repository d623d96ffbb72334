package org.dcep.settlement.notary;

import org.dcep.crypto.Subtree;

/**
 * Where a stored hash lies: 256 of a level side by side, as in the tiles of C2SP's tlog-tiles.
 *
 * @param level 0 for leaves, n for the roots of 256^n leaves
 * @param index from the left, from 0
 */
record TileId(int level, long index) {
    /** Levels of the tree per level of tiles. */
    static final int HEIGHT = 8;

    /** Hashes in a full tile. */
    static final int WIDTH = 1 << HEIGHT;

    /** The tile that holds what the subtree's hash is computed from. */
    static TileId of(Subtree subtree) {
        long firstHash = subtree.index() << subtree.level() % HEIGHT;
        return new TileId(subtree.level() / HEIGHT, firstHash / WIDTH);
    }

    /** Whether a hash of this level of the tree is stored and not computed. */
    static boolean stores(int level) {
        return level % HEIGHT == 0;
    }
}
