package org.dcep.clearing;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * Closes a cycle of deferred net settlement. Until then nothing of it is binding, so net debit caps are applied here: the
 * last obligations of whoever exceeds its cap go into the next cycle. Then every net debtor must be able to pay.
 */
final class NetSettlement {
    private final Clearing clearing;
    private final Shortfall shortfall;
    private final GroupDraft draft;

    NetSettlement(Clearing clearing, Shortfall shortfall) {
        this.clearing = clearing;
        this.shortfall = shortfall;
        this.draft = clearing.accounts.newDraft();
    }

    CycleOutcome close() {
        if (clearing.queue.size() == 0) {
            return new CycleOutcome.Empty();
        }
        PartialNetting capped = netting(new WithinCaps());
        List<Waiting> group = capped.remainder();
        SortedMap<OperatorId, Money> missing = missing();
        if (missing.isEmpty()) {
            return settle(group, missing);
        }
        if (shortfall == Shortfall.POSTPONE) {
            return new CycleOutcome.Postponed(missing);
        }
        return settle(netting(new WithinCapsAndFunds()).remainder(), missing);
    }

    private PartialNetting netting(Bearing bearing) {
        PartialNetting netting = new PartialNetting(draft, bearing, false);
        for (int payer = 0; payer < clearing.accounts.size(); payer++) {
            netting.add(payer, clearing.queue.of(payer));
        }
        return netting;
    }

    private CycleOutcome settle(List<Waiting> group, SortedMap<OperatorId, Money> missing) {
        if (group.isEmpty()) {
            return new CycleOutcome.Postponed(missing);
        }
        clearing.settle(GroupKind.NET, group, draft);
        List<SettledGroup> settled = clearing.takeGroups();
        return new CycleOutcome.Settled(settled.get(settled.size() - 1), clearing.queue.size());
    }

    private SortedMap<OperatorId, Money> missing() {
        SortedMap<OperatorId, Money> missing = new TreeMap<>();
        for (int i = 0; i < clearing.accounts.size(); i++) {
            long lacking = draft.netDebitFen(i) - clearing.accounts.get(i).spendableFen();
            if (draft.netDebitFen(i) > 0 && lacking > 0) {
                missing.put(clearing.accounts.get(i).id, new Money(lacking));
            }
        }
        return missing;
    }

    private class WithinCaps implements Bearing {
        @Override
        public boolean bears(GroupDraft group, int participant) {
            long debit = group.netDebitFen(participant);
            return debit <= 0
                    || clearing.accounts
                            .get(participant)
                            .terms
                            .netDebitCap()
                            .map(cap -> debit <= cap.fen())
                            .orElse(true);
        }

        @Override
        public boolean isToBlame(GroupDraft group, Waiting waiting) {
            return true;
        }
    }

    private final class WithinCapsAndFunds extends WithinCaps {
        @Override
        public boolean bears(GroupDraft group, int participant) {
            long debit = group.netDebitFen(participant);
            boolean funded =
                    debit <= 0 || debit <= clearing.accounts.get(participant).spendableFen();
            return funded && super.bears(group, participant);
        }
    }
}
