package org.dcep.clearing;

import java.util.List;

/** The third algorithm: the whole queue at once; or what of it everybody bears. */
final class MultilateralOffsetting {
    private final Clearing clearing;
    private final GrossSettlement gross;
    private final Offsetting offsetting;
    private final GroupDraft draft;

    MultilateralOffsetting(Clearing clearing, GrossSettlement gross, Offsetting offsetting) {
        this.clearing = clearing;
        this.gross = gross;
        this.offsetting = offsetting;
        this.draft = clearing.accounts.newDraft();
    }

    /** Settles one group and what that makes payable; false if there is none. */
    boolean settle() {
        boolean partial = offsetting.uses(Algorithm.MULTILATERAL_PARTIAL);
        boolean full = offsetting.uses(Algorithm.MULTILATERAL_FULL);
        if (clearing.queue.size() == 0 || !full && !partial) {
            return false;
        }
        PartialNetting netting = new PartialNetting(draft, clearing.accounts, offsetting.bypass());
        for (int payer = 0; payer < clearing.accounts.size(); payer++) {
            netting.add(payer, clearing.queue.of(payer));
        }
        if (full && clearing.accounts.bear(draft)) {
            return settle(GroupKind.MULTILATERAL_FULL, clearing.queue.all());
        }
        return partial && settle(GroupKind.MULTILATERAL_PARTIAL, netting.remainder());
    }

    private boolean settle(GroupKind kind, List<Waiting> group) {
        if (group.isEmpty()) {
            return false;
        }
        clearing.settle(kind, group, draft);
        gross.from(draft.members());
        return true;
    }
}
