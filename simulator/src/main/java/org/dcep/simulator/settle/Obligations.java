package org.dcep.simulator.settle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.Priority;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * The obligations of a file in the order of their times, those of one time in the order of the file. Kept in columns of
 * numbers, about 30 bytes each, because a file is played many times.
 */
public final class Obligations {
    /** Midnight at the beginning of day 1. Files have days and times of day only; a date makes them instants. */
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static final int LEAST_CAPACITY = 1_024;

    private final SortedMap<OperatorId, Integer> numbers;
    private final List<OperatorId> participants;
    private final long[] atMillis;
    private final int[] payers;
    private final int[] payees;
    private final long[] amountsFen;
    private final byte[] priorities;
    private final int[] lines;

    private Obligations(Collector collected, long[] order) {
        int size = order.length;
        numbers = collected.numbers;
        participants = List.copyOf(collected.participants);
        atMillis = new long[size];
        payers = new int[size];
        payees = new int[size];
        amountsFen = new long[size];
        priorities = new byte[size];
        lines = new int[size];
        for (int i = 0; i < size; i++) {
            int from = (int) (order[i] & Collector.INDEX_MASK);
            atMillis[i] = collected.atMillis[from];
            payers[i] = collected.payers[from];
            payees[i] = collected.payees[from];
            amountsFen[i] = collected.amountsFen[from];
            priorities[i] = collected.priorities[from];
            lines[i] = collected.lines[from];
        }
    }

    public int size() {
        return lines.length;
    }

    /** Everybody who pays or receives, ascending. */
    public List<OperatorId> participants() {
        return List.copyOf(numbers.keySet());
    }

    /** The number of the last day that has an obligation, counted from 1. */
    public int days() {
        return size() == 0 ? 1 : day(size() - 1);
    }

    int day(int index) {
        return 1 + (int) (atMillis[index] / Fields.DAY_MILLIS);
    }

    long millisOfDay(int index) {
        return atMillis[index] % Fields.DAY_MILLIS;
    }

    Instant at(int index) {
        return BEGINNING.plusMillis(atMillis[index]);
    }

    /** Where in the file it stands, the header being line 1. */
    int line(int index) {
        return lines[index];
    }

    OperatorId payer(int index) {
        return participants.get(payers[index]);
    }

    OperatorId payee(int index) {
        return participants.get(payees[index]);
    }

    long fen(int index) {
        return amountsFen[index];
    }

    /** As the engine takes it; its id is its line. */
    Obligation obligation(int index) {
        return new Obligation(
                Integer.toString(lines[index]),
                payer(index),
                payee(index),
                new Money(amountsFen[index]),
                Priority.values()[priorities[index]]);
    }

    /** Takes obligations in the order of the file. */
    static final class Collector {
        private static final int INDEX_BITS = 24;
        private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

        /** More are refused, so that memory stays below some 450 MB while reading, and 150 MB afterwards. */
        static final int MAX_SIZE = 5_000_000;

        private final SortedMap<OperatorId, Integer> numbers = new TreeMap<>();
        private final List<OperatorId> participants = new ArrayList<>();
        private long[] atMillis = new long[LEAST_CAPACITY];
        private int[] payers = new int[LEAST_CAPACITY];
        private int[] payees = new int[LEAST_CAPACITY];
        private long[] amountsFen = new long[LEAST_CAPACITY];
        private byte[] priorities = new byte[LEAST_CAPACITY];
        private int[] lines = new int[LEAST_CAPACITY];
        private int size;

        int size() {
            return size;
        }

        int participants() {
            return participants.size();
        }

        void add(int line, ObligationFormat.Line read, long millisOfDay) {
            if (size == lines.length) {
                grow();
            }
            atMillis[size] = (read.day() - 1) * Fields.DAY_MILLIS + millisOfDay;
            payers[size] = number(read.payer());
            payees[size] = number(read.payee());
            amountsFen[size] = read.fen();
            priorities[size] = (byte) read.priority().ordinal();
            lines[size++] = line;
        }

        /** Makes all of them NORMAL. */
        void forgetPriorities() {
            Arrays.fill(priorities, (byte) Priority.NORMAL.ordinal());
        }

        boolean allHaveOnePriority() {
            for (int i = 1; i < size; i++) {
                if (priorities[i] != priorities[0]) {
                    return false;
                }
            }
            return true;
        }

        Obligations inOrder() {
            long[] order = new long[size];
            for (int i = 0; i < size; i++) {
                order[i] = atMillis[i] << INDEX_BITS | i;
            }
            Arrays.sort(order);
            return new Obligations(this, order);
        }

        private int number(OperatorId id) {
            Integer number = numbers.get(id);
            if (number == null) {
                number = participants.size();
                numbers.put(id, number);
                participants.add(id);
            }
            return number;
        }

        private void grow() {
            int capacity = 2 * lines.length;
            atMillis = Arrays.copyOf(atMillis, capacity);
            payers = Arrays.copyOf(payers, capacity);
            payees = Arrays.copyOf(payees, capacity);
            amountsFen = Arrays.copyOf(amountsFen, capacity);
            priorities = Arrays.copyOf(priorities, capacity);
            lines = Arrays.copyOf(lines, capacity);
        }
    }
}
