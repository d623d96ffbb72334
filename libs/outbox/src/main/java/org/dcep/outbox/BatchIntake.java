package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.contracts.Event;
import org.dcep.contracts.Topic;
import org.dcep.outbox.Incoming.Garbage;
import org.dcep.outbox.Incoming.Told;

/** One plain SQL transaction for many records of a partition. */
final class BatchIntake implements Intake {
    private static final String MOVE = "UPDATE consumer_offset SET next_offset = $1"
            + " WHERE consumer = $2 AND topic = $3 AND partition = $4 AND next_offset = $5";
    private static final String POSITIONS =
            "SELECT source, xid, id FROM consumer_position" + " WHERE consumer = $1 AND topic = $2 AND partition = $3";
    private static final String RAISE = "INSERT INTO consumer_position (consumer, topic, partition, source, xid, id)"
            + " VALUES ($1, $2, $3, $4, $5, $6)"
            + " ON CONFLICT (consumer, topic, partition, source) DO UPDATE SET xid = excluded.xid, id = excluded.id";
    private static final String BURY = "INSERT INTO dead_letter"
            + " (consumer, topic, partition, \"offset\", key, payload, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)"
            + " ON CONFLICT DO NOTHING";

    private final Pool pool;
    private final BatchedConsumer<Event> consumer;

    @SuppressWarnings("unchecked") // The topic names the type of its events.
    BatchIntake(Pool pool, BatchedConsumer<?> consumer) {
        this.pool = pool;
        this.consumer = (BatchedConsumer<Event>) consumer;
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
        return consumer.maxBatch();
    }

    @Override
    public Duration patience() {
        return consumer.patience();
    }

    @Override
    public Uni<Taken> take(Partition partition, long from, List<Incoming> incoming) {
        Records records = new Records(partition, from, incoming);
        Uni<Void> committed = consumer instanceof EventBatchConsumer<Event> applying
                ? pool.withTransaction(tx -> apply(applying, records, tx))
                : ((DeliveryConsumer<Event>) consumer).take(records);
        return committed.map(done -> records.taken(consumer));
    }

    private static Uni<Void> apply(EventBatchConsumer<Event> consumer, Records records, SqlConnection tx) {
        return records.begin(tx)
                .chain(events -> events.isEmpty() ? Uni.createFrom().voidItem() : consumer.apply(tx, events))
                .chain(() -> records.end(tx));
    }

    private static Uni<Void> move(SqlConnection tx, Partition partition, long from, long to) {
        Tuple arguments =
                Tuple.tuple(List.of(to, partition.consumer(), partition.topic().topicName(), partition.number(), from));
        return tx.preparedQuery(MOVE)
                .execute(arguments)
                .invoke(moved -> {
                    if (moved.rowCount() != 1) {
                        throw new Fenced(partition, from);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Map<UUID, Position>> positions(SqlConnection tx, Partition partition) {
        return tx.preparedQuery(POSITIONS)
                .execute(Tuple.of(partition.consumer(), partition.topic().topicName(), partition.number()))
                .map(BatchIntake::readPositions);
    }

    private static Map<UUID, Position> readPositions(RowSet<Row> rows) {
        Map<UUID, Position> known = new HashMap<>();
        for (Row row : rows) {
            known.put(row.getUUID(0), new Position(row.getLong(1), row.getLong(2)));
        }
        return known;
    }

    private static Uni<Void> raise(SqlConnection tx, Partition partition, Map<UUID, Position> raised) {
        List<Tuple> batch = new ArrayList<>();
        raised.forEach((source, position) -> batch.add(Tuple.tuple(List.of(
                partition.consumer(),
                partition.topic().topicName(),
                partition.number(),
                source,
                position.xid(),
                position.id()))));
        return batch.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(RAISE).executeBatch(batch).replaceWithVoid();
    }

    private static Uni<Void> bury(SqlConnection tx, Partition partition, List<Garbage> garbage) {
        List<Tuple> batch = new ArrayList<>();
        for (Garbage letter : garbage) {
            batch.add(Tuple.tuple()
                    .addString(partition.consumer())
                    .addString(partition.topic().topicName())
                    .addInteger(partition.number())
                    .addLong(letter.offset())
                    .addValue(buffer(letter.key()))
                    .addValue(buffer(letter.payload()))
                    .addString(letter.reason()));
        }
        return batch.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(BURY).executeBatch(batch).replaceWithVoid();
    }

    private static Buffer buffer(byte[] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    /** The records of a poll on their way into a transaction. */
    private static final class Records implements Delivery<Event> {
        private final Partition partition;
        private final long from;
        private final long next;
        private final List<Incoming> incoming;
        private Sorted sorted;

        private Records(Partition partition, long from, List<Incoming> incoming) {
            this.partition = partition;
            this.from = from;
            this.next = incoming.get(incoming.size() - 1).offset() + 1;
            this.incoming = incoming;
        }

        @Override
        public int size() {
            return incoming.stream().mapToInt(Incoming::size).sum();
        }

        @Override
        public Uni<List<Event>> begin(SqlConnection tx) {
            return Uni.combine()
                    .all()
                    .unis(move(tx, partition, from, next), positions(tx, partition))
                    .with((moved, known) -> {
                        sorted = new Sorted(incoming, known);
                        return List.copyOf(sorted.events);
                    });
        }

        @Override
        public Uni<Void> end(SqlConnection tx) {
            return raise(tx, partition, sorted.raised).chain(() -> bury(tx, partition, sorted.garbage));
        }

        private Taken taken(BatchedConsumer<Event> consumer) {
            List<Event> events = sorted.events;
            Runnable afterCommit = events.isEmpty() ? Taken.NOTHING : () -> consumer.committed(events);
            return new Taken(next, events.size(), sorted.duplicates, sorted.garbage.size(), afterCommit);
        }
    }

    /** The records of a poll: new events in order, duplicates counted, garbage aside. */
    private static final class Sorted {
        private final List<Event> events = new ArrayList<>();
        private final List<Garbage> garbage = new ArrayList<>();
        private final Map<UUID, Position> raised = new HashMap<>();
        private int duplicates;

        private Sorted(List<Incoming> incoming, Map<UUID, Position> known) {
            for (Incoming one : incoming) {
                if (one instanceof Garbage letter) {
                    garbage.add(letter);
                } else {
                    sort((Told) one, known);
                }
            }
        }

        private void sort(Told told, Map<UUID, Position> known) {
            UUID source = told.origin().source();
            Position position = told.origin().position();
            Position highest = raised.getOrDefault(source, known.getOrDefault(source, Position.START));
            if (position.compareTo(highest) > 0) {
                raised.put(source, position);
                events.addAll(told.events());
            } else {
                duplicates += told.size();
            }
        }
    }
}
