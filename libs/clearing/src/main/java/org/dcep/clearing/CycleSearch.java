package org.dcep.clearing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for rings: a participant owes a second, the second a third, and the last the first. Of each pair only the first
 * obligation that may leave is tried. Rings begin at their lowest participant and are tried in ascending order, so the
 * first one found is always the same.
 */
final class CycleSearch {
    private final Clearing clearing;
    private final GrossSettlement gross;
    private final Offsetting offsetting;
    private final GroupDraft draft;
    private int stepsLeft;

    CycleSearch(Clearing clearing, GrossSettlement gross, Offsetting offsetting) {
        this.clearing = clearing;
        this.gross = gross;
        this.offsetting = offsetting;
        this.draft = clearing.accounts.newDraft();
    }

    /** Makes the whole budget of steps available again. */
    void replenish() {
        stepsLeft = offsetting.maxCycleSteps();
    }

    /** Settles the first ring that everybody in it bears, and what that makes payable; false if none was found. */
    boolean settleOne() {
        for (int start = 0; start < clearing.accounts.size() && stepsLeft > 0; start++) {
            BitSet visited = new BitSet();
            visited.set(0, start + 1);
            if (extend(start, start, new ArrayList<>(), visited)) {
                return true;
            }
        }
        return false;
    }

    private boolean extend(int start, int from, List<Waiting> path, BitSet visited) {
        for (Waiting next : clearing.queue.firstToEach(from)) {
            if (stepsLeft-- <= 0) {
                return false;
            }
            path.add(next);
            boolean settled = next.payee == start
                    ? settle(path)
                    : !visited.get(next.payee) && isWorthwhile(path) && extendBeyond(start, next.payee, path, visited);
            if (settled) {
                return true;
            }
            path.remove(path.size() - 1);
        }
        return false;
    }

    private boolean extendBeyond(int start, int through, List<Waiting> path, BitSet visited) {
        visited.set(through);
        boolean settled = extend(start, through, path, visited);
        visited.clear(through);
        return settled;
    }

    /** Whether the ring may grow, and its last payer can pay from what it has and receives. */
    private boolean isWorthwhile(List<Waiting> path) {
        if (path.size() >= offsetting.maxCycleLength()) {
            return false;
        }
        if (path.size() == 1) {
            return true; // What the first payer receives is not known yet.
        }
        Waiting last = path.get(path.size() - 1);
        long debit = last.fen - path.get(path.size() - 2).fen;
        return debit <= 0 || debit <= clearing.accounts.get(last.payer).spendableFen(last.priority);
    }

    private boolean settle(List<Waiting> ring) {
        draft.clear();
        ring.forEach(draft::add);
        if (!clearing.accounts.bear(draft)) {
            return false;
        }
        List<Waiting> group = ring.stream()
                .sorted(Comparator.comparingLong(Waiting::sequence))
                .toList();
        clearing.settle(GroupKind.CYCLE, group, draft);
        gross.from(draft.members());
        return true;
    }
}
