package org.dcep.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.Topic;

/**
 * Plays the other services on Kafka: publishes events as a relay does, and sees every event since the topics were made,
 * whoever published it.
 *
 * <pre>{@code
 * try (KafkaProbe kafka = KafkaProbe.open()) {
 *     kafka.publish(TestMint.issuance("bank-a", 1_000_000, 3));
 *     VaultStocked stocked = kafka.await(VaultStocked.class, event -> event.operatorId().equals("bank-a"));
 * }
 * }</pre>
 */
public final class KafkaProbe implements AutoCloseable {
    /** The record header that names the database which an event comes from. */
    public static final String SOURCE_HEADER = "dcep-source";

    /** The record header with the event's place in that database: transaction, colon, row. */
    public static final String POSITION_HEADER = "dcep-position";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final Clock clock;
    private final KafkaProducer<String, String> producer;
    private final Map<Topic, TopicReader> readers = new EnumMap<>(Topic.class);
    private final String source = UUID.randomUUID().toString();
    private final AtomicLong position = new AtomicLong();

    private KafkaProbe(String bootstrap, Clock clock) {
        this.bootstrap = bootstrap;
        this.clock = clock;
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** On the broker of {@link TestServers}. */
    public static KafkaProbe open() {
        return open(Clock.systemUTC());
    }

    /** The same with records that carry the time of {@code clock}, for readers that go by it. */
    public static KafkaProbe open(Clock clock) {
        TestTopics.ensure(TestServers.kafka());
        return new KafkaProbe(TestServers.kafka(), clock);
    }

    /**
     * A record as it was sent, to be sent again.
     *
     * @param source what {@link #SOURCE_HEADER} says, or empty for no header
     * @param position what {@link #POSITION_HEADER} says, or empty for no header
     */
    public record Sent(Topic topic, String key, String payload, String source, String position) {}

    /** Publishes {@code event} as a new one; returns when the broker has stored it. */
    public Sent publish(Event event) {
        long number = position.incrementAndGet();
        return send(new Sent(event.topic(), event.key(), EventJson.write(event), source, number + ":" + number));
    }

    /** Publishes any text with any headers: a repetition that must have no effect, or something that is no event. */
    public Sent send(Sent record) {
        ProducerRecord<String, String> outgoing =
                new ProducerRecord<>(record.topic().topicName(), null, clock.millis(), record.key(), record.payload());
        if (!record.source().isEmpty()) {
            outgoing.headers().add(SOURCE_HEADER, record.source().getBytes(StandardCharsets.UTF_8));
        }
        if (!record.position().isEmpty()) {
            outgoing.headers().add(POSITION_HEADER, record.position().getBytes(StandardCharsets.UTF_8));
        }
        try {
            producer.send(outgoing).get();
            return record;
        } catch (ExecutionException e) {
            throw new AssertionError("not published: " + record, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while publishing", e);
        }
    }

    /** Publishes a text without the headers that every relay adds. */
    public Sent publishForeign(Topic topic, String key, String payload) {
        return send(new Sent(topic, key, payload, "", ""));
    }

    /**
     * The first event of {@code type} that is {@code wanted}, waiting up to 30 seconds for it.
     *
     * @throws AssertionError if none comes, with what came instead
     */
    public <E extends Event> E await(Class<E> type, Predicate<? super E> wanted) {
        return awaitCount(1, type, wanted).get(0);
    }

    /**
     * All events of {@code type} that are {@code wanted}, as soon as there are {@code count} of them or more.
     *
     * @throws AssertionError if fewer come within 30 seconds, with what came instead
     */
    public synchronized <E extends Event> List<E> awaitCount(int count, Class<E> type, Predicate<? super E> wanted) {
        TopicReader reader = reader(type);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<E> found = matching(reader.seen(), type, wanted);
            if (found.size() >= count) {
                return found;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for " + count + " "
                        + type.getSimpleName() + " and found " + found.size() + " among " + reader.seen());
            }
            reader.poll();
        }
    }

    /** All events of {@code type} that have been published until now. */
    public synchronized <E extends Event> List<E> published(Class<E> type) {
        TopicReader reader = reader(type);
        reader.catchUp(PATIENCE);
        return matching(reader.seen(), type, event -> true);
    }

    private static <E extends Event> List<E> matching(List<Event> events, Class<E> type, Predicate<? super E> wanted) {
        return events.stream().map(type::cast).filter(wanted).toList();
    }

    private TopicReader reader(Class<? extends Event> type) {
        Topic topic = Arrays.stream(Topic.values())
                .filter(candidate -> candidate.eventType() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " has no topic of its own"));
        return readers.computeIfAbsent(topic, missing -> new TopicReader(bootstrap, missing));
    }

    @Override
    public synchronized void close() {
        readers.values().forEach(TopicReader::close);
        producer.close(Duration.ofSeconds(5));
    }
}
