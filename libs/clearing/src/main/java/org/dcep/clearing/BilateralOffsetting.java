package org.dcep.clearing;

import java.util.Arrays;
import java.util.List;

/**
 * The second algorithm: two participants settle what they owe each other, without the last obligations of the one that
 * would be short. Pairs are tried in ascending order.
 *
 * <p>Whether a pair can settle depends on nothing but the standings and queues of the two, so a pair that could not is
 * tried again only after one of them has changed.
 */
final class BilateralOffsetting {
    private final Clearing clearing;
    private final GrossSettlement gross;
    private final boolean bypass;
    private final GroupDraft draft;

    /** By the two numbers, the sum of the changes of both when the pair was last found unable to settle. */
    private final long[][] unableSince;

    BilateralOffsetting(Clearing clearing, GrossSettlement gross, boolean bypass) {
        this.clearing = clearing;
        this.gross = gross;
        this.bypass = bypass;
        this.draft = clearing.accounts.newDraft();
        this.unableSince = new long[clearing.accounts.size()][];
    }

    /** Settles the first pair that can, and what that makes payable; false if no pair can. */
    boolean settleOnePair() {
        for (int one = 0; one < clearing.accounts.size(); one++) {
            for (Waiting first : clearing.queue.firstToEach(one)) {
                if (first.payee > one && hasChanged(one, first.payee) && settle(one, first.payee)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Remembers, too: a pair that settles has changed by that. */
    private boolean hasChanged(int one, int other) {
        if (unableSince[one] == null) {
            unableSince[one] = new long[clearing.accounts.size()];
            Arrays.fill(unableSince[one], -1);
        }
        long changes = clearing.accounts.get(one).changes + clearing.accounts.get(other).changes;
        boolean changed = unableSince[one][other] != changes;
        unableSince[one][other] = changes;
        return changed;
    }

    private boolean settle(int one, int other) {
        List<Waiting> back = clearing.queue.leavable(other, one, Integer.MAX_VALUE);
        if (back.isEmpty()) {
            return false;
        }
        PartialNetting netting = new PartialNetting(draft, clearing.accounts, bypass);
        netting.add(one, clearing.queue.leavable(one, other, Integer.MAX_VALUE));
        netting.add(other, back);
        List<Waiting> group = netting.remainder();
        if (group.isEmpty()) {
            return false;
        }
        clearing.settle(GroupKind.BILATERAL, group, draft);
        gross.from(draft.members());
        return true;
    }
}
