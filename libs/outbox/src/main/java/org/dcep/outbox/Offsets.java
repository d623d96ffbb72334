package org.dcep.outbox;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Where consumers stand. Blocking. */
@ApplicationScoped
class Offsets {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CREATE = "INSERT INTO consumer_offset (consumer, topic, partition, next_offset)"
            + " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    private static final String READ =
            "SELECT next_offset FROM consumer_offset WHERE consumer = $1 AND topic = $2 AND partition = $3";

    private final Pool pool;

    Offsets(Pool pool) {
        this.pool = pool;
    }

    /** The next offset to take; {@code first} is where a partition that nobody has read begins. */
    long next(Partition partition, long first) {
        Tuple row = Tuple.of(partition.consumer(), partition.topic().topicName(), partition.number(), first);
        Tuple key = Tuple.of(partition.consumer(), partition.topic().topicName(), partition.number());
        return pool.withConnection(connection -> connection
                        .preparedQuery(CREATE)
                        .execute(row)
                        .chain(() -> connection.preparedQuery(READ).execute(key))
                        .map(rows -> rows.iterator().next().getLong(0)))
                .await()
                .atMost(PATIENCE);
    }
}
