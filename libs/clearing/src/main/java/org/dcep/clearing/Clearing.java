package org.dcep.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the algorithms share: the standings, the queue, and the groups that have settled since the caller's call began. */
final class Clearing {
    final Accounts accounts;
    final CentralQueue queue;
    private Instant at;
    private long nextGroup;
    private List<SettledGroup> groups = new ArrayList<>();

    Clearing(Accounts accounts, CentralQueue queue, Instant at, long nextGroup) {
        this.accounts = accounts;
        this.queue = queue;
        this.at = at;
        this.nextGroup = nextGroup;
    }

    Instant at() {
        return at;
    }

    long nextGroup() {
        return nextGroup;
    }

    /**
     * @throws IllegalArgumentException if time runs backwards
     */
    void advanceTo(Instant now) {
        if (now.isBefore(at)) {
            throw new IllegalArgumentException("time runs backwards, from " + at + " to " + now);
        }
        at = now;
    }

    /** Makes one obligation final. */
    void settle(Waiting waiting) {
        queue.remove(waiting);
        accounts.settle(waiting);
        groups.add(new SettledGroup(nextGroup++, GroupKind.GROSS, at, List.of(waiting.queued)));
    }

    /** Makes a group final whose sums are in {@code draft}. */
    void settle(GroupKind kind, List<Waiting> group, GroupDraft draft) {
        group.forEach(queue::remove);
        accounts.settle(draft, group);
        List<Queued> obligations = group.stream().map(waiting -> waiting.queued).toList();
        groups.add(new SettledGroup(nextGroup++, kind, at, obligations));
    }

    /** The groups since the last call of this method. */
    List<SettledGroup> takeGroups() {
        List<SettledGroup> taken = List.copyOf(groups);
        groups = new ArrayList<>();
        return taken;
    }
}
