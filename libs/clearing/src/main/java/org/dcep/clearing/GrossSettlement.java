package org.dcep.clearing;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * The first algorithm: settles obligations one by one for as long as any payer can pay. Whoever has received something is
 * looked at again, in the order in which that happened.
 */
final class GrossSettlement {
    private final Clearing clearing;
    private final Deque<Integer> toVisit = new ArrayDeque<>();
    private final BitSet waitsForVisit = new BitSet();

    GrossSettlement(Clearing clearing) {
        this.clearing = clearing;
    }

    void fromAll() {
        for (int payer = 0; payer < clearing.accounts.size(); payer++) {
            visitLater(payer);
        }
        visitAll();
    }

    void from(int payer) {
        visitLater(payer);
        visitAll();
    }

    /** From all members of a group that has just settled, ascending. */
    void from(BitSet members) {
        members.stream().forEach(this::visitLater);
        visitAll();
    }

    private void visitLater(int payer) {
        if (!waitsForVisit.get(payer)) {
            waitsForVisit.set(payer);
            toVisit.add(payer);
        }
    }

    private void visitAll() {
        while (!toVisit.isEmpty()) {
            int payer = toVisit.remove();
            waitsForVisit.clear(payer);
            for (Waiting next = payable(payer); next != null; next = payable(payer)) {
                clearing.settle(next);
                visitLater(next.payee);
            }
        }
    }

    /** The first obligation that may leave and that its payer can pay alone, or null. */
    private Waiting payable(int payer) {
        WaitingLine foremost = clearing.queue.foremost(payer);
        if (foremost == null) {
            return null;
        }
        if (!clearing.queue.mayBypass(foremost)) {
            Waiting first = foremost.first();
            return clearing.accounts.bears(first) ? first : null;
        }
        long spendable = clearing.accounts.get(payer).spendableFen(Priority.NORMAL);
        Waiting next = foremost.firstUpTo(spendable);
        while (next != null && !clearing.accounts.bears(next)) {
            next = foremost.firstUpTo(spendable, next);
        }
        return next;
    }
}
