package org.dcep.clearing;

import java.util.List;

/**
 * The second algorithm: two participants settle what they owe each other, without the last obligations of the one that
 * would be short. Pairs are tried in ascending order.
 */
final class BilateralOffsetting {
    private final Clearing clearing;
    private final GrossSettlement gross;
    private final boolean bypass;
    private final GroupDraft draft;

    BilateralOffsetting(Clearing clearing, GrossSettlement gross, boolean bypass) {
        this.clearing = clearing;
        this.gross = gross;
        this.bypass = bypass;
        this.draft = clearing.accounts.newDraft();
    }

    /** Settles the first pair that can, and what that makes payable; false if no pair can. */
    boolean settleOnePair() {
        for (int one = 0; one < clearing.accounts.size(); one++) {
            for (Waiting first : clearing.queue.firstToEach(one)) {
                if (first.payee > one && settle(one, first.payee)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean settle(int one, int other) {
        List<Waiting> back = clearing.queue.leavable(other, one, Integer.MAX_VALUE);
        if (back.isEmpty()) {
            return false;
        }
        PartialNetting netting = new PartialNetting(draft, clearing.accounts.size(), clearing.accounts, bypass);
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
