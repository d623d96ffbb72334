package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import org.dcep.contracts.Topic;

/** How a kind of consumer takes records into the database. */
interface Intake {
    /** The result of one transaction. */
    record Taken(long nextOffset, int applied, int duplicates, int garbage, Runnable afterCommit) {
        static final Runnable NOTHING = () -> {};
    }

    Topic topic();

    String name();

    /** One transaction takes records until it has this many events; never more than one record beyond. */
    int eventsPerTransaction();

    /** How long a record may wait for others to share a transaction with. */
    Duration patience();

    /**
     * One transaction: moves the offset row from {@code from} behind the last of {@code records} and applies what is
     * new among them.
     *
     * @return fails with {@link Fenced} if the row is not at {@code from}
     */
    Uni<Taken> take(Partition partition, long from, List<Incoming> records);
}
