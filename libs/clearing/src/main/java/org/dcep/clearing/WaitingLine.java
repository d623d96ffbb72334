package org.dcep.clearing;

import java.util.Arrays;

/**
 * Obligations of one payer and one priority in the order of submission. Finds the first that does not exceed an amount
 * in logarithmic time: a tree over the places holds the least amount below each node. Without it, every payment that a
 * participant receives would look at all that it has queued.
 */
final class WaitingLine {
    private static final int LEAST_CAPACITY = 8;
    private static final long NOTHING = Long.MAX_VALUE;

    private Waiting[] slots = new Waiting[LEAST_CAPACITY];
    private long[] least = emptyTree(LEAST_CAPACITY);
    private int end;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Appends; what is added must have been submitted after everything in the line. */
    void add(Waiting waiting) {
        if (end == slots.length) {
            rebuild();
        }
        place(waiting, end++);
        size++;
    }

    void remove(Waiting waiting) {
        slots[waiting.slot] = null;
        update(waiting.slot, NOTHING);
        waiting.slot = -1;
        size--;
    }

    /** The first in the line, or null if it is empty. */
    Waiting first() {
        return firstUpTo(NOTHING - 1, 0);
    }

    /** The one behind {@code waiting}, or null if it is the last. */
    Waiting after(Waiting waiting) {
        return firstUpTo(NOTHING - 1, waiting.slot + 1);
    }

    /** The first of at most {@code fen} behind {@code waiting}, or null. */
    Waiting firstUpTo(long fen, Waiting waiting) {
        return firstUpTo(fen, waiting.slot + 1);
    }

    /** The first of at most {@code fen}, or null. */
    Waiting firstUpTo(long fen) {
        return firstUpTo(fen, 0);
    }

    private Waiting firstUpTo(long fen, int from) {
        if (from >= slots.length) {
            return null;
        }
        int node = slots.length + from;
        while (least[node] > fen) {
            while ((node & 1) == 1) {
                node >>= 1; // A right child: whatever follows is to the right of its parent.
            }
            if (node == 0) {
                return null;
            }
            node++;
        }
        while (node < slots.length) {
            node = least[2 * node] <= fen ? 2 * node : 2 * node + 1;
        }
        return slots[node - slots.length];
    }

    private void place(Waiting waiting, int slot) {
        slots[slot] = waiting;
        waiting.slot = slot;
        update(slot, waiting.fen);
    }

    private void update(int slot, long fen) {
        int node = slots.length + slot;
        least[node] = fen;
        while (node > 1) {
            node >>= 1;
            least[node] = Math.min(least[2 * node], least[2 * node + 1]);
        }
    }

    /** Closes the gaps and leaves at least as much room as there are obligations; shrinks where few are left. */
    private void rebuild() {
        Waiting[] old = slots;
        int capacity = LEAST_CAPACITY;
        while (capacity < 2 * size) {
            capacity *= 2;
        }
        slots = new Waiting[capacity];
        least = emptyTree(capacity);
        end = 0;
        for (Waiting waiting : old) {
            if (waiting != null) {
                slots[end] = waiting;
                waiting.slot = end;
                least[capacity + end++] = waiting.fen;
            }
        }
        for (int node = capacity - 1; node > 0; node--) {
            least[node] = Math.min(least[2 * node], least[2 * node + 1]);
        }
    }

    private static long[] emptyTree(int capacity) {
        long[] tree = new long[2 * capacity];
        Arrays.fill(tree, NOTHING);
        return tree;
    }
}
