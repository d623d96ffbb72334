package org.dcep.auditor.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** How far each partition has been read, and the newest row of each sender in it. Kept with what was computed. */
public final class Progress {
    private final Map<TopicPartition, Reading> readings = new HashMap<>();
    private final Set<TopicPartition> changed = new HashSet<>();

    /** One partition. */
    public static final class Reading {
        private long next;
        private final Map<UUID, Origin> newest = new HashMap<>();

        private Reading(long next) {
            this.next = next;
        }

        /** The offset that has not been read yet. */
        public long next() {
            return next;
        }

        /** The newest row of each sender. */
        public Map<UUID, Origin> newest() {
            return newest;
        }
    }

    /** A partition that nobody has read begins at offset 0, whatever the log still has. */
    public Reading of(TopicPartition partition) {
        return readings.computeIfAbsent(partition, unread -> new Reading(0));
    }

    /** Takes up what an earlier run had read. */
    public void resume(TopicPartition partition, long next, Map<UUID, Origin> newest) {
        Reading reading = new Reading(next);
        reading.newest.putAll(newest);
        readings.put(partition, reading);
    }

    /** The record at {@code offset} has been looked at. */
    public void passed(TopicPartition partition, long offset) {
        of(partition).next = offset + 1;
        changed.add(partition);
    }

    /** Whether a sender's row is new in this partition; it is known from then on. */
    public boolean isNew(TopicPartition partition, Origin origin) {
        Map<UUID, Origin> newest = of(partition).newest;
        Origin before = newest.get(origin.source());
        if (before != null && !origin.isAfter(before)) {
            return false;
        }
        newest.put(origin.source(), origin);
        return true;
    }

    /** What has moved since {@link #stored}. */
    public Set<TopicPartition> changed() {
        return Set.copyOf(changed);
    }

    /** Everything that has moved is on disk. */
    public void stored() {
        changed.clear();
    }
}
