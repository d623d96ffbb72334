package org.dcep.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.dcep.contracts.Event;
import org.dcep.contracts.Topic;
import org.dcep.outbox.Incoming.Garbage;
import org.dcep.outbox.Incoming.Told;
import org.hibernate.reactive.mutiny.Mutiny;

/** One Panache transaction per record. */
final class SingleIntake implements Intake {
    private static final String MOVE = "UPDATE consumer_offset SET next_offset = ?1"
            + " WHERE consumer = ?2 AND topic = ?3 AND partition = ?4 AND next_offset = ?5";
    private static final String RAISE = "INSERT INTO consumer_position AS known"
            + " (consumer, topic, partition, source, xid, id) VALUES (?1, ?2, ?3, CAST(?4 AS uuid), ?5, ?6)"
            + " ON CONFLICT (consumer, topic, partition, source) DO UPDATE SET xid = excluded.xid, id = excluded.id"
            + " WHERE (known.xid, known.id) < (excluded.xid, excluded.id)";
    private static final String BURY = "INSERT INTO dead_letter"
            + " (consumer, topic, partition, \"offset\", key, payload, reason) VALUES (?1, ?2, ?3, ?4,"
            + " decode(NULLIF(?5, '-'), 'base64'), decode(NULLIF(?6, '-'), 'base64'), ?7) ON CONFLICT DO NOTHING";

    private final EventConsumer<Event> consumer;

    @SuppressWarnings("unchecked") // The topic names the type of its events.
    SingleIntake(EventConsumer<?> consumer) {
        this.consumer = (EventConsumer<Event>) consumer;
    }

    @Override
    public Topic topic() {
        return consumer.topic();
    }

    @Override
    public String name() {
        return consumer.name();
    }

    @Override
    public int eventsPerTransaction() {
        return 1;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public Uni<Taken> take(Partition partition, long from, List<Incoming> records) {
        Incoming incoming = records.get(0);
        return Panache.withTransaction(() -> Panache.getSession()
                .call(session -> move(session, partition, from, incoming.offset() + 1))
                .chain(session -> take(session, partition, incoming)));
    }

    private Uni<Taken> take(Mutiny.Session session, Partition partition, Incoming incoming) {
        long next = incoming.offset() + 1;
        if (incoming instanceof Garbage garbage) {
            return bury(session, partition, garbage).replaceWith(new Taken(next, 0, 0, 1, Taken.NOTHING));
        }
        Told told = (Told) incoming;
        return raise(session, partition, told)
                .chain(isNew -> isNew
                        ? applyAll(told.events()).replaceWith(new Taken(next, told.size(), 0, 0, Taken.NOTHING))
                        : Uni.createFrom().item(new Taken(next, 0, told.size(), 0, Taken.NOTHING)));
    }

    private Uni<Void> applyAll(List<Event> events) {
        Uni<Void> applied = Uni.createFrom().voidItem();
        for (Event event : events) {
            applied = applied.chain(() -> consumer.apply(event));
        }
        return applied;
    }

    private static Uni<Void> move(Mutiny.Session session, Partition partition, long from, long to) {
        return session.createNativeQuery(MOVE)
                .setParameter(1, to)
                .setParameter(2, partition.consumer())
                .setParameter(3, partition.topic().topicName())
                .setParameter(4, partition.number())
                .setParameter(5, from)
                .executeUpdate()
                .invoke(moved -> {
                    if (moved != 1) {
                        throw new Fenced(partition, from);
                    }
                })
                .replaceWithVoid();
    }

    /** False for a duplicate. */
    private static Uni<Boolean> raise(Mutiny.Session session, Partition partition, Told told) {
        return session.createNativeQuery(RAISE)
                .setParameter(1, partition.consumer())
                .setParameter(2, partition.topic().topicName())
                .setParameter(3, partition.number())
                .setParameter(4, told.origin().source())
                .setParameter(5, told.origin().position().xid())
                .setParameter(6, told.origin().position().id())
                .executeUpdate()
                .map(raised -> raised == 1);
    }

    private static Uni<Void> bury(Mutiny.Session session, Partition partition, Garbage garbage) {
        return session.createNativeQuery(BURY)
                .setParameter(1, partition.consumer())
                .setParameter(2, partition.topic().topicName())
                .setParameter(3, partition.number())
                .setParameter(4, garbage.offset())
                .setParameter(5, base64(garbage.key()))
                .setParameter(6, base64(garbage.payload()))
                .setParameter(7, garbage.reason())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** As text with a sign for null, because a null has no type of its own in a native query. */
    private static String base64(byte[] bytes) {
        return bytes == null ? "-" : Base64.getEncoder().encodeToString(bytes);
    }
}
