package org.dcep.clearing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves obligations out of a group until everybody bears the rest. Whoever does not bear its part loses its last
 * obligation, again and again; what its payee no longer receives may then break the payee.
 *
 * <p>If only the last one may be left out, the result is the largest group that keeps the order of every payer, and does
 * not depend on who is looked at first: no group without shortage can contain an obligation that was left out, because its
 * payer would have received even less there. Source: Bech and Soramäki (S-12 in docs/sources.md).
 */
final class PartialNetting {
    private final GroupDraft draft;
    private final Bearing bearing;
    private final boolean bypass;
    private final Map<Integer, List<Waiting>> byPayer = new HashMap<>();

    /**
     * @param draft is made empty, and holds the result afterwards
     * @param bypass whether an obligation before the last may be left out, where the last is not to blame
     */
    PartialNetting(GroupDraft draft, Bearing bearing, boolean bypass) {
        this.draft = draft;
        this.bearing = bearing;
        this.bypass = bypass;
        draft.clear();
    }

    /** Adds what {@code payer} would settle, in the order of the queue. */
    void add(int payer, Collection<Waiting> inOrder) {
        byPayer.put(payer, new ArrayList<>(inOrder));
        inOrder.forEach(draft::add);
    }

    /** The group that remains, in the order of submission; empty if nobody bears anything. */
    List<Waiting> remainder() {
        BitSet toCheck = (BitSet) draft.members().clone();
        for (int i = toCheck.nextSetBit(0); i >= 0; i = toCheck.nextSetBit(0)) {
            toCheck.clear(i);
            while (!bearing.bears(draft, i)) {
                toCheck.set(leaveOutOneOf(i).payee);
            }
        }
        return byPayer.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Waiting::sequence))
                .toList();
    }

    private Waiting leaveOutOneOf(int payer) {
        List<Waiting> own = byPayer.get(payer);
        int last = own.size() - 1;
        int blamed = last;
        while (bypass && blamed > 0 && !bearing.isToBlame(draft, own.get(blamed))) {
            blamed--;
        }
        Waiting leaving = own.remove(blamed);
        draft.leaveOut(leaving);
        return leaving;
    }
}
