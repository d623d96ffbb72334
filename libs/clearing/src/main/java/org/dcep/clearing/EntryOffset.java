package org.dcep.clearing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The check on entry: an obligation that has just been submitted, and that its payer cannot fund, settles together with
 * the first one, two, three … obligations that its payee has queued in return, the fewest that do.
 */
final class EntryOffset {
    private final Clearing clearing;
    private final GrossSettlement gross;
    private final int depth;
    private final GroupDraft draft;

    EntryOffset(Clearing clearing, GrossSettlement gross, int depth) {
        this.clearing = clearing;
        this.gross = gross;
        this.depth = depth;
        this.draft = clearing.accounts.newDraft();
    }

    void tryFor(Waiting submitted) {
        if (!clearing.queue.mayLeave(submitted)) {
            return;
        }
        draft.clear();
        draft.add(submitted);
        List<Waiting> group = new ArrayList<>();
        for (Waiting back : clearing.queue.leavable(submitted.payee, submitted.payer, depth)) {
            draft.add(back);
            group.add(back);
            if (clearing.accounts.bear(draft)) {
                group.add(submitted);
                group.sort(Comparator.comparingLong(Waiting::sequence));
                clearing.settle(GroupKind.ENTRY_OFFSET, group, draft);
                gross.from(draft.members());
                return;
            }
        }
    }
}
