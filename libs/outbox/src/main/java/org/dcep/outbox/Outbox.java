package org.dcep.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where events are written in the transaction that caused them; the relay sends them once it has committed. An event
 * that cannot travel (larger than {@link #MAX_PAYLOAD_BYTES}) fails the transaction instead of blocking the relay.
 */
@ApplicationScoped
public class Outbox {
    /** The largest event, as UTF-8 JSON. */
    public static final int MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;

    private static final String INSERT_ONE = "INSERT INTO outbox (topic, key, payload) VALUES (?1, ?2, ?3)";
    private static final String INSERT_MANY = "INSERT INTO outbox (topic, key, payload)"
            + " SELECT topic, key, payload FROM unnest($1::text[], $2::text[], $3::text[])"
            + " WITH ORDINALITY AS event (topic, key, payload, n) ORDER BY n";

    private final Wake wake;

    Outbox(Wake wake) {
        this.wake = wake;
    }

    /**
     * Appends {@code event} to the running Panache transaction.
     *
     * @return fails with {@link IllegalStateException} if no transaction is running
     */
    public Uni<Void> append(Event event) {
        String payload = payload(event);
        return Panache.getSession()
                .invoke(Outbox::requireTransaction)
                .chain(session -> insert(session, event, payload));
    }

    /** Appends {@code events} in their order to the running Panache transaction. */
    public Uni<Void> append(List<? extends Event> events) {
        Uni<Void> appended = Uni.createFrom().voidItem();
        for (Event event : events) {
            appended = appended.chain(() -> append(event));
        }
        return appended;
    }

    /**
     * Appends {@code events} with one statement to the transaction that is open on {@code tx}. Those of one topic and
     * key keep their order and share records, see {@link Packing}.
     */
    public Uni<Void> append(SqlClient tx, List<? extends Event> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Packing.Packet> packets = Packing.of(events, Outbox::payload);
        String[] topics = new String[packets.size()];
        String[] keys = new String[packets.size()];
        String[] payloads = new String[packets.size()];
        for (int i = 0; i < topics.length; i++) {
            Packing.Packet packet = packets.get(i);
            topics[i] = packet.topic().topicName();
            keys[i] = packet.key();
            payloads[i] = packet.payload();
        }
        return tx.preparedQuery(INSERT_MANY)
                .execute(Tuple.tuple(List.of(topics, keys, payloads)))
                .replaceWithVoid();
    }

    /**
     * Tells the relay that a transaction with events has committed, which saves it some milliseconds of waiting. Safe
     * from every thread, at any time, and never needed.
     */
    public void wake() {
        wake.nudge();
    }

    private static void requireTransaction(Mutiny.Session session) {
        if (session.currentTransaction() == null) {
            throw new IllegalStateException("an event may only be appended in the transaction that causes it");
        }
    }

    private static Uni<Void> insert(Mutiny.Session session, Event event, String payload) {
        return session.createNativeQuery(INSERT_ONE)
                .setParameter(1, event.topic().topicName())
                .setParameter(2, event.key())
                .setParameter(3, payload)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static String payload(Event event) {
        String payload = EventJson.write(event);
        // A char takes at most three bytes, so most events need no second look.
        if (payload.length() > MAX_PAYLOAD_BYTES / 3
                && payload.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("event is too large to travel: " + event.topic());
        }
        return payload;
    }
}
