package org.dcep.auditor.book;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Every wallet that an event has named, in columns: a million of them take some 60 MB and no work of the garbage
 * collector. A wallet is known by its slot, which never changes.
 *
 * <p>Besides its balances a wallet has the number of its changes, which is the number of lines in its statement: two
 * views with the same number of changes must have the same balances.
 *
 * <p>Sums are kept modulo 2^64. That is exact for every sum that is an amount, whatever was added on the way to it; it
 * takes a thousand forged events to leave a {@code long}, and each of them is a change that the wallet's row has not had.
 */
public final class Wallets {
    /** Wallets are kept on disk in pages of this many. */
    public static final int PAGE = 1024;

    private static final int WALLET_BYTES = 4 * Long.BYTES + 5 * Integer.BYTES;

    private int size;
    private int[] table = new int[4 * PAGE];
    private long[] numbers = new long[PAGE];
    private long[] available = new long[PAGE];
    private long[] held = new long[PAGE];
    private long[] gasRest = new long[PAGE];
    private int[] changes = new int[PAGE];
    private int[] pending = new int[PAGE];
    private int[] returned = new int[PAGE];
    private int[] checked = new int[PAGE];
    private int[] forgiven = new int[PAGE];
    private final BitSet dirtyPages = new BitSet();

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The wallet's slot, or -1 if no event has named it. */
    public int find(long number) {
        for (int at = hash(number) & table.length - 1; table[at] != 0; at = at + 1 & table.length - 1) {
            if (numbers[table[at] - 1] == number) {
                return table[at] - 1;
            }
        }
        return -1;
    }

    /** The wallet's slot; a wallet that is new begins empty. */
    public int slot(long number) {
        int found = find(number);
        return found >= 0 ? found : add(number);
    }

    private int add(long number) {
        if (size == numbers.length) {
            grow();
        }
        numbers[size] = number;
        enter(size);
        touch(size);
        return size++;
    }

    private void enter(int slot) {
        int at = hash(numbers[slot]) & table.length - 1;
        while (table[at] != 0) {
            at = at + 1 & table.length - 1;
        }
        table[at] = slot + 1;
    }

    private void grow() {
        int capacity = numbers.length * 2;
        numbers = Arrays.copyOf(numbers, capacity);
        available = Arrays.copyOf(available, capacity);
        held = Arrays.copyOf(held, capacity);
        gasRest = Arrays.copyOf(gasRest, capacity);
        changes = Arrays.copyOf(changes, capacity);
        pending = Arrays.copyOf(pending, capacity);
        returned = Arrays.copyOf(returned, capacity);
        checked = Arrays.copyOf(checked, capacity);
        forgiven = Arrays.copyOf(forgiven, capacity);
        table = new int[capacity * 4];
        for (int slot = 0; slot < size; slot++) {
            enter(slot);
        }
    }

    /** One change: one line of the wallet's statement. */
    public void move(int slot, long availableFen, long heldFen) {
        available[slot] += availableFen;
        held[slot] += heldFen;
        changes[slot] = Math.incrementExact(changes[slot]);
        touch(slot);
    }

    /** A fee was charged for good: {@code microFen} is what it is above its exact price, or below if negative. */
    public void charge(int slot, long microFen) {
        gasRest[slot] += microFen;
        touch(slot);
    }

    /** Payments of this wallet that have neither been committed nor returned. */
    public void addPending(int slot, int more) {
        pending[slot] += more;
        touch(slot);
    }

    /** One of its payments came back: its gas was computed with a rest that counts no longer. */
    public void addReturned(int slot) {
        returned[slot]++;
        touch(slot);
    }

    /** Later payments have made up for those that came back. */
    public void forgetReturns(int slot) {
        returned[slot] = 0;
        touch(slot);
    }

    /** A wrong fee was told, and the rest goes on without these whole fen; {@link #mayForgive} was asked before. */
    public void forgive(int slot, int wholeFen) {
        forgiven[slot] = Math.addExact(forgiven[slot], wholeFen);
        touch(slot);
    }

    /** Whether so much more may be forgiven: all of it together is an {@code int}. */
    public boolean mayForgive(int slot, long wholeFen) {
        return Math.abs(wholeFen) <= Integer.MAX_VALUE && Math.abs(forgiven[slot] + wholeFen) <= Integer.MAX_VALUE;
    }

    /** The statement has been read up to the line with this number. */
    public void check(int slot, int line) {
        checked[slot] = line;
        touch(slot);
    }

    public long number(int slot) {
        return numbers[slot];
    }

    public long availableFen(int slot) {
        return available[slot];
    }

    public long heldFen(int slot) {
        return held[slot];
    }

    /** What its fees are above the exact prices so far, in micro-fen. */
    public long gasRestMicroFen(int slot) {
        return gasRest[slot];
    }

    /** The whole fen that the rest goes on without. */
    public int forgivenFen(int slot) {
        return forgiven[slot];
    }

    public int changes(int slot) {
        return changes[slot];
    }

    /** May be negative while an end is known before its beginning. */
    public int pending(int slot) {
        return pending[slot];
    }

    public int returned(int slot) {
        return returned[slot];
    }

    public int checked(int slot) {
        return checked[slot];
    }

    private void touch(int slot) {
        dirtyPages.set(slot / PAGE);
    }

    /** Pages that differ from what is on disk. */
    public int[] dirtyPages() {
        return dirtyPages.stream().toArray();
    }

    /** Everything is on disk. */
    public void stored() {
        dirtyPages.clear();
    }

    /** A page as bytes; the last one may be short. */
    public byte[] page(int page) {
        int end = Math.min(size, (page + 1) * PAGE);
        ByteBuffer bytes = ByteBuffer.allocate((end - page * PAGE) * WALLET_BYTES);
        for (int slot = page * PAGE; slot < end; slot++) {
            bytes.putLong(numbers[slot])
                    .putLong(available[slot])
                    .putLong(held[slot])
                    .putLong(gasRest[slot])
                    .putInt(changes[slot])
                    .putInt(pending[slot])
                    .putInt(returned[slot])
                    .putInt(checked[slot])
                    .putInt(forgiven[slot]);
        }
        return bytes.array();
    }

    /** Takes up the next page; pages come in their order. */
    public void resume(byte[] page) {
        ByteBuffer bytes = ByteBuffer.wrap(page);
        while (bytes.hasRemaining()) {
            int slot = add(bytes.getLong());
            available[slot] = bytes.getLong();
            held[slot] = bytes.getLong();
            gasRest[slot] = bytes.getLong();
            changes[slot] = bytes.getInt();
            pending[slot] = bytes.getInt();
            returned[slot] = bytes.getInt();
            checked[slot] = bytes.getInt();
            forgiven[slot] = bytes.getInt();
        }
    }

    /** Numbers of one bank differ in their last digits; the multiplier is that of Fibonacci hashing. */
    private static int hash(long number) {
        return (int) (number * 0x9E3779B97F4A7C15L >>> 32);
    }
}
