package org.dcep.clearing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All obligations that wait, by payer, priority and place, and the rule of who may leave before whom: a payer's URGENT
 * and HIGH ones leave in the order of the queue, NORMAL ones after them, and among NORMAL ones the order holds too unless
 * there is bypass. A group keeps the rule if its obligations, one payer's at a time, are such that nothing they may not
 * overtake is left behind.
 */
final class CentralQueue {
    private static final Comparator<Waiting> BY_SEQUENCE = Comparator.comparingLong(Waiting::sequence);

    private final boolean bypass;
    private final WaitingLine[][] lines;

    /** By payer and payee, what may overtake; it takes as much memory as the lines, so nothing else is in it. */
    private final List<SortedMap<Integer, LinkedHashMap<Long, Waiting>>> normalByPayee = new ArrayList<>();

    private int size;
    private long valueFen;

    CentralQueue(int participants, boolean bypass) {
        this.bypass = bypass;
        this.lines = new WaitingLine[participants][Priority.values().length];
        for (WaitingLine[] ofPayer : lines) {
            for (int i = 0; i < ofPayer.length; i++) {
                ofPayer[i] = new WaitingLine();
            }
            normalByPayee.add(new TreeMap<>());
        }
    }

    int size() {
        return size;
    }

    long valueFen() {
        return valueFen;
    }

    void add(Waiting waiting) {
        valueFen = Math.addExact(valueFen, waiting.fen);
        size++;
        line(waiting).add(waiting);
        if (mayOvertake(waiting)) {
            normalByPayee
                    .get(waiting.payer)
                    .computeIfAbsent(waiting.payee, payee -> new LinkedHashMap<>())
                    .put(waiting.sequence(), waiting);
        }
    }

    void remove(Waiting waiting) {
        line(waiting).remove(waiting);
        if (mayOvertake(waiting)) {
            LinkedHashMap<Long, Waiting> pair = normalByPayee.get(waiting.payer).get(waiting.payee);
            pair.remove(waiting.sequence());
            if (pair.isEmpty()) {
                normalByPayee.get(waiting.payer).remove(waiting.payee);
            }
        }
        size--;
        valueFen -= waiting.fen;
    }

    /** The line whose first obligation {@code payer} must settle next, or null if nothing of it waits. */
    WaitingLine foremost(int payer) {
        for (WaitingLine line : lines[payer]) {
            if (!line.isEmpty()) {
                return line;
            }
        }
        return null;
    }

    /** Whether obligations of the payer's foremost line may overtake one another. */
    boolean mayBypass(WaitingLine foremost) {
        return mayOvertake(foremost.first());
    }

    private boolean mayOvertake(Waiting waiting) {
        return bypass && waiting.priority == Priority.NORMAL;
    }

    /** Whether nothing of its payer has to leave before {@code waiting}. */
    boolean mayLeave(Waiting waiting) {
        WaitingLine foremost = foremost(waiting.payer);
        return foremost == line(waiting) && (mayBypass(foremost) || foremost.first() == waiting);
    }

    /** What {@code payer} owes {@code payee} and may leave together, nothing else of the payer leaving; up to {@code most}. */
    List<Waiting> leavable(int payer, int payee, int most) {
        List<Waiting> found = new ArrayList<>();
        for (WaitingLine line : lines[payer]) {
            for (Waiting next = line.first(); next != null; next = line.after(next)) {
                if (mayOvertake(next)) {
                    addNormal(payer, payee, most, found);
                    return found;
                }
                if (next.payee != payee || found.size() == most) {
                    return found;
                }
                found.add(next);
            }
        }
        return found;
    }

    private void addNormal(int payer, int payee, int most, List<Waiting> found) {
        LinkedHashMap<Long, Waiting> pair = normalByPayee.get(payer).get(payee);
        if (pair != null) {
            pair.values().stream().limit(most - found.size()).forEach(found::add);
        }
    }

    /** The first obligation that may leave to each payee, ascending by payee. */
    List<Waiting> firstToEach(int payer) {
        WaitingLine foremost = foremost(payer);
        if (foremost == null) {
            return List.of();
        }
        if (!mayBypass(foremost)) {
            return List.of(foremost.first());
        }
        return normalByPayee.get(payer).values().stream()
                .map(pair -> pair.values().iterator().next())
                .toList();
    }

    /** All obligations of {@code payer} in the order of the queue: by priority, then by submission. */
    List<Waiting> of(int payer) {
        List<Waiting> all = new ArrayList<>();
        for (WaitingLine line : lines[payer]) {
            for (Waiting next = line.first(); next != null; next = line.after(next)) {
                all.add(next);
            }
        }
        return all;
    }

    /** Everything, in the order of submission. */
    List<Waiting> all() {
        List<Waiting> all = new ArrayList<>(size);
        for (int payer = 0; payer < lines.length; payer++) {
            all.addAll(of(payer));
        }
        all.sort(BY_SEQUENCE);
        return Collections.unmodifiableList(all);
    }

    private WaitingLine line(Waiting waiting) {
        return lines[waiting.payer][waiting.priority.ordinal()];
    }
}
