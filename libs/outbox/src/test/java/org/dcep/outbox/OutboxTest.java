package org.dcep.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.Topic;
import org.dcep.outbox.OutboxRows.Outgoing;
import org.dcep.outbox.Position.Origin;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of an event from a transaction to its effect, with everything being killed on the way. */
@QuarkusTest
@QuarkusTestResource(Stores.class)
class OutboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final String TOPIC = Topic.POLICY_PUBLISHED.topicName();

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    @Inject
    Relay relay;

    @Inject
    RelayState relayState;

    @Inject
    RelaySettings relaySettings;

    @Inject
    Topics topics;

    @Inject
    KafkaSettings kafka;

    @Inject
    Offsets offsets;

    @Inject
    MeterRegistry registry;

    @Inject
    PrometheusMeterRegistry prometheus;

    @Inject
    @Readiness
    ConsumerReadiness consumerReadiness;

    @Inject
    @Readiness
    RelayReadiness relayReadiness;

    @Inject
    Vertx vertx;

    private static int runs;
    private String run;

    @BeforeEach
    void nameEvents() {
        run = "run-" + ++runs + "-";
    }

    @Test
    void eventsOfATransactionTakeEffectOnceInEveryConsumer() {
        inTransaction(() -> outbox.append(List.of(event("a"), event("b"), event("c"))));
        inPlainTransaction("d", "e");
        awaitApplied("single", "a", "b", "c", "d", "e");
        awaitApplied("batch", "a", "b", "c", "d", "e");
        until(() -> ApplyInBatches.COMMITTED.contains(run + "e"));
    }

    @Test
    void eventsOfARolledBackTransactionNeverAppear() {
        assertThatThrownBy(() -> inTransaction(() -> outbox.append(event("never"))
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("rolled back")))))
                .hasMessageContaining("rolled back");
        inPlainTransaction("after");
        awaitApplied("single", "after");
    }

    @Test
    void appendingOutsideATransactionFails() {
        assertThatThrownBy(() -> await(() -> Panache.withSession(() -> outbox.append(event("lost")))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> await(() -> outbox.append(event("lost")))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void eventThatIsTooLargeFailsItsTransaction() {
        String huge = "x".repeat(Outbox.MAX_PAYLOAD_BYTES);
        assertThatThrownBy(() -> inTransaction(() -> outbox.append(event(huge))))
                .isInstanceOf(IllegalArgumentException.class);
        String large = "y".repeat(2_000_000);
        inTransaction(() -> outbox.append(event(large)));
        awaitApplied("single", large);
    }

    @Test
    void rowThatCommitsLateIsNeverSkipped() throws Exception {
        inPlainTransaction("before");
        awaitApplied("single", "before");
        try (Connection slow = Stores.postgres.connect(Stores.DATABASE);
                Connection quick = Stores.postgres.connect(Stores.DATABASE)) {
            slow.setAutoCommit(false);
            long lowerId = insertRow(slow, "slow");
            long higherId = insertRow(quick, "quick");
            assertThat(lowerId).isLessThan(higherId);

            List<Long> naive = idsAfter(lowerId - 1);
            assertThat(naive).containsExactly(higherId);
            // The relay must not pass the running transaction either: "quick" has to wait.
            outbox.wake();
            Awaitility.await()
                    .during(Duration.ofMillis(500))
                    .atMost(PATIENCE)
                    .until(() -> applied("single").stream().noneMatch("quick"::equals));
            slow.commit();
            // What looked only above the highest id it had seen would never see the row with the lower id.
            assertThat(idsAfter(higherId)).doesNotContain(lowerId);
        }
        awaitApplied("single", "before", "slow", "quick");
        awaitApplied("batch", "before", "slow", "quick");
    }

    @Test
    void whatIsSentAgainAfterACrashIsDropped() throws Exception {
        inPlainTransaction("a", "b", "c");
        awaitApplied("single", "a", "b", "c");
        awaitApplied("batch", "a", "b", "c");
        double before = duplicates();
        // As if the relay had died between the acknowledgement of Kafka and the update of its position.
        sql("UPDATE outbox_relay SET xid = 0, id = 0, epoch = epoch + 1");
        inPlainTransaction("d");
        awaitApplied("single", "a", "b", "c", "d");
        awaitApplied("batch", "a", "b", "c", "d");
        sendAgain(Stores.kafka.bootstrap());
        inPlainTransaction("e");
        awaitApplied("single", "a", "b", "c", "d", "e");
        awaitApplied("batch", "a", "b", "c", "d", "e");
        assertThat(duplicates()).isGreaterThan(before);
    }

    @Test
    void offsetRowFencesAConsumerThatHasLostItsPartition() {
        BatchIntake batch = new BatchIntake(pool, new ApplyInBatches());
        SingleIntake single = new SingleIntake(new ApplySingly());
        for (Intake intake : List.of(batch, single)) {
            Partition partition = new Partition("zombie-" + intake.name(), Topic.POLICY_PUBLISHED, 0);
            UUID source = UUID.randomUUID();
            String winner = "winner-" + intake.name();
            assertThat(offsets.next(partition, 0)).isZero();
            await(() -> intake.take(partition, 0, List.of(message(0, source, 1, winner))));
            assertThatThrownBy(() ->
                            await(() -> intake.take(partition, 0, List.of(message(0, UUID.randomUUID(), 1, "zombie")))))
                    .isInstanceOf(Fenced.class);
            assertThat(offsets.next(partition, 0)).isEqualTo(1);
            // The same record at a later offset: the row lets it pass, the high-water mark does not.
            Intake.Taken again = await(() -> intake.take(partition, 1, List.of(message(5, source, 1, winner))));
            assertThat(again.applied()).isZero();
            assertThat(again.duplicates()).isEqualTo(1);
            assertThat(offsets.next(partition, 0)).isEqualTo(6);
        }
        assertThat(applied("single")).containsOnlyOnce("winner-main").doesNotContain("zombie");
        assertThat(applied("batch")).containsOnlyOnce("winner-batch").doesNotContain("zombie");
    }

    @Test
    void duplicatesInsideABatchTakeEffectOnce() {
        Intake intake = new BatchIntake(pool, new ApplyInBatches());
        Partition partition = new Partition("inside", Topic.POLICY_PUBLISHED, 0);
        offsets.next(partition, 0);
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Intake.Taken taken = await(() -> intake.take(
                partition,
                0,
                List.of(
                        message(0, one, 5, "x"),
                        message(1, one, 5, "x"),
                        message(2, other, 5, "y"),
                        message(3, one, 4, "old"),
                        message(4, one, 6, "z"))));
        assertThat(taken.applied()).isEqualTo(3);
        assertThat(taken.duplicates()).isEqualTo(2);
        assertThat(applied("batch")).containsExactly("x", "y", "z");
    }

    @Test
    void recordOfManyEventsIsTakenOnceAndAsAWhole() {
        for (Intake intake :
                List.of(new BatchIntake(pool, new ApplyInBatches()), new SingleIntake(new ApplySingly()))) {
            Partition partition = new Partition("packed-" + intake.name(), Topic.POLICY_PUBLISHED, 0);
            offsets.next(partition, 0);
            UUID source = UUID.randomUUID();
            String last = intake.name() + "-3";
            Incoming packed = message(0, source, 1, intake.name() + "-1", intake.name() + "-2", last);
            ApplyInBatches.FAILURES.put(run + last, new AtomicInteger(1));
            ApplySingly.FAILURES.put(run + last, new AtomicInteger(1));
            assertThatThrownBy(() -> await(() -> intake.take(partition, 0, List.of(packed))))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(await(() -> intake.take(partition, 0, List.of(packed))).applied())
                    .isEqualTo(3);
            assertThat(await(() -> intake.take(partition, 1, List.of(message(1, source, 1, last))))
                            .duplicates())
                    .isEqualTo(1);
        }
        assertThat(applied("single")).containsExactly("main-1", "main-2", "main-3");
        assertThat(applied("batch")).containsExactly("batch-1", "batch-2", "batch-3");
    }

    @Test
    void deliveryTakesEffectOnceInWhicheverTransactionIsCommitted() {
        Intake intake = new BatchIntake(pool, new ApplyAtSecondAttempt(pool));
        Partition partition = new Partition("delivered", Topic.POLICY_PUBLISHED, 0);
        offsets.next(partition, 0);
        UUID source = UUID.randomUUID();
        List<Incoming> records =
                List.of(message(0, source, 5, "x"), message(1, source, 5, "x"), message(2, source, 6, "y"));
        Intake.Taken taken = await(() -> intake.take(partition, 0, records));
        assertThat(taken.nextOffset()).isEqualTo(3);
        assertThat(taken.applied()).isEqualTo(2);
        assertThat(taken.duplicates()).isEqualTo(1);
        assertThatThrownBy(() -> await(() -> intake.take(partition, 0, records)))
                .isInstanceOf(Fenced.class);
        assertThat(await(() -> intake.take(partition, 3, List.of(message(3, source, 6, "y"))))
                        .applied())
                .isZero();
        assertThat(applied("delivery")).containsExactly("x", "y");
    }

    @Test
    void garbageIsKeptAsideAndDoesNotStopThePartition() throws Exception {
        inPlainTransaction("a");
        awaitApplied("single", "a");
        int before = deadLetters();
        try (var producer = new KafkaProducer<byte[], byte[]>(kafka.producer())) {
            producer.send(new ProducerRecord<>(TOPIC, bytes("key"), bytes("garbage")))
                    .get();
            producer.send(new ProducerRecord<>(TOPIC, bytes("key"), bytes(EventJson.write(event("forged")))))
                    .get();
            producer.send(new ProducerRecord<>(TOPIC, bytes("key"), null)).get();
        }
        inPlainTransaction("b");
        awaitApplied("single", "a", "b");
        awaitApplied("batch", "a", "b");
        assertThat(deadLetters() - before).isEqualTo(6);
    }

    @Test
    void failingEventIsTriedAgainAndAppliedOnce() {
        ApplySingly.FAILURES.put(run + "bad", new AtomicInteger(3));
        ApplyInBatches.FAILURES.put(run + "bad", new AtomicInteger(3));
        inPlainTransaction("good", "bad", "next");
        awaitApplied("single", "good", "bad", "next");
        awaitApplied("batch", "good", "bad", "next");
        assertThat(registry.counter("dcep.consumer.failures", "topic", TOPIC).count())
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void consumerThatKeepsFailingIsReportedAndRecovers() {
        until(() -> consumerReadiness.call().getStatus() == HealthCheckResponse.Status.UP);
        AtomicInteger failures = new AtomicInteger(1_000);
        ApplySingly.FAILURES.put(run + "stuck", failures);
        inPlainTransaction("stuck");
        until(() -> consumerReadiness.call().getStatus() == HealthCheckResponse.Status.DOWN);
        failures.set(0);
        until(() -> consumerReadiness.call().getStatus() == HealthCheckResponse.Status.UP);
        awaitApplied("single", "stuck");
    }

    @Test
    void eventsSurviveTheEndOfTheRelay() throws Exception {
        relay.stop(null);
        inPlainTransaction("while-away");
        assertThat(relayState.phase()).isNotNull();
        relay.start(null);
        awaitApplied("single", "while-away");
    }

    @Test
    void secondRelayWaitsUntilTheFirstIsGone() throws Exception {
        RelayState second = new RelayState(new SimpleMeterRegistry());
        Wake wake = new Wake();
        Relay other = new Relay(pool, kafka, relaySettings, topics, wake, second);
        other.start(null);
        try {
            until(() -> second.phase() == RelayState.Phase.STANDBY);
            relay.stop(null);
            inPlainTransaction("taken-over");
            awaitApplied("single", "taken-over");
            // It says so once it has noted what it sent, which may be after others have applied it.
            until(() -> second.phase() == RelayState.Phase.SENDING);
        } finally {
            other.stop(null);
            relay.start(null);
        }
        inPlainTransaction("back");
        awaitApplied("single", "taken-over", "back");
    }

    @Test
    void eventsSurviveACrashOfPostgres() {
        inPlainTransaction("before");
        Stores.crashPostgres();
        untilItWorks(() -> inPlainTransaction("after"));
        awaitApplied("batch", "before", "after");
        awaitApplied("single", "before", "after");
    }

    @Test
    void serviceWorksWithoutKafkaAndEventsArriveLater() {
        Stores.killKafka();
        try {
            inPlainTransaction("meanwhile");
            until(() -> relayState.ageSeconds() > 1);
            assertThat(relayReadiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(consumerReadiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        } finally {
            Stores.startKafka();
        }
        awaitApplied("single", "meanwhile");
        awaitApplied("batch", "meanwhile");
        until(() -> relayState.ageSeconds() == 0);
    }

    @Test
    void nothingArrivesBehindARecordThatKafkaRefuses() throws Exception {
        String narrow = "narrow-" + UUID.randomUUID();
        try (Admin admin = Admin.create(kafka.admin())) {
            admin.createTopics(
                            List.of(new NewTopic(narrow, 1, (short) 1).configs(Map.of("max.message.bytes", "300000"))))
                    .all()
                    .get();
        }
        String noise = IntStream.range(0, 20_000)
                .mapToObj(n -> UUID.randomUUID().toString())
                .collect(Collectors.joining());
        List<Outgoing> rows = List.of(
                new Outgoing(new Position(1, 1), narrow, "key", "first"),
                new Outgoing(new Position(1, 2), narrow, "key", noise),
                new Outgoing(new Position(1, 3), narrow, "key", "third"));
        try (Sending sending = new Sending(kafka.producer(), UUID.randomUUID())) {
            assertThatThrownBy(() -> sending.send(rows, () -> true)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> sending.send(rows.subList(2, 3), () -> true))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(payloads(narrow)).containsExactly("first");
    }

    @Test
    void metricsHaveTheirDocumentedNames() {
        inPlainTransaction("a");
        awaitApplied("single", "a");
        until(() -> prometheus.scrape().contains("dcep_outbox_published_total{topic=\"" + TOPIC + "\""));
        assertThat(prometheus.scrape())
                .contains("dcep_outbox_age_seconds ")
                .contains("dcep_consumer_applied_total{topic=\"" + TOPIC + "\"")
                .contains("dcep_consumer_duplicates_total{topic=\"" + TOPIC + "\"")
                .contains("dcep_consumer_failures_total{topic=\"" + TOPIC + "\"");
    }

    @Test
    void sentRowsAreDeleted() {
        inPlainTransaction("a", "b");
        awaitApplied("single", "a", "b");
        until(() -> count("SELECT count(*) FROM outbox") == 0);
    }

    @Test
    void manyEventsKeepTheirOrder() {
        List<String> names = IntStream.range(0, 10_000).mapToObj(n -> "n" + n).toList();
        inPlainTransaction(names.toArray(String[]::new));
        awaitApplied("batch", names.toArray(String[]::new));
    }

    @Test
    void databaseThatForgetsIsRefused() throws Exception {
        Stores.postgres.createDatabase("forgetful");
        try (Connection connection = Stores.postgres.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE forgetful SET synchronous_commit = off");
        }
        Pool forgetful = Pool.pool(
                vertx,
                new PgConnectOptions()
                        .setHost(Stores.postgres.host())
                        .setPort(Stores.postgres.port())
                        .setDatabase("forgetful")
                        .setUser(Stores.postgres.superuser())
                        .setPassword(Stores.postgres.password()),
                new PoolOptions().setMaxSize(1));
        try {
            assertThatThrownBy(() -> new DurabilityGuard(forgetful, false).start(null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("synchronous_commit=off");
            new DurabilityGuard(forgetful, true).start(null);
            assertThat(new DurabilityGuard(pool, false).weaknesses()).isEmpty();
        } finally {
            forgetful.closeAndAwait();
        }
    }

    // ---- words of these tests

    private PolicyPublished event(String name) {
        return new PolicyPublished("GAS", 1, Instant.EPOCH, run + name, "key", "signature");
    }

    private void inPlainTransaction(String... names) {
        List<PolicyPublished> events = Arrays.stream(names).map(this::event).toList();
        await(() -> pool.withTransaction(tx -> outbox.append(tx, events)));
        outbox.wake();
    }

    private static void inTransaction(Supplier<Uni<Void>> work) {
        await(() -> Panache.withTransaction(work));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    private static void untilItWorks(Runnable work) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            work.run();
            return true;
        });
    }

    private void awaitApplied(String consumer, String... names) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(applied(consumer)).containsExactly(names));
    }

    /** The effects of this test's events, in the order of application. */
    private List<String> applied(String consumer) {
        List<String> names = new ArrayList<>();
        try (Connection connection = Stores.postgres.connect(Stores.DATABASE);
                var query = connection.prepareStatement(
                        "SELECT what FROM applied WHERE consumer = ? AND starts_with(what, ?) ORDER BY id")) {
            query.setString(1, consumer);
            query.setString(2, run);
            var rows = query.executeQuery();
            while (rows.next()) {
                names.add(rows.getString(1).substring(run.length()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    private long insertRow(Connection connection, String name) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO outbox (topic, key, payload) VALUES (?, 'key', ?) RETURNING id")) {
            insert.setString(1, TOPIC);
            insert.setString(2, EventJson.write(event(name)));
            var row = insert.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** What a poller would do that takes ids for a commit order. */
    private static List<Long> idsAfter(long last) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = Stores.postgres.connect(Stores.DATABASE);
                var query = connection.prepareStatement("SELECT id FROM outbox WHERE id > ? ORDER BY id")) {
            query.setLong(1, last);
            var rows = query.executeQuery();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = Stores.postgres.connect(Stores.DATABASE);
                var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    private static int count(String query) throws SQLException {
        try (Connection connection = Stores.postgres.connect(Stores.DATABASE);
                var execution = connection.createStatement()) {
            var row = execution.executeQuery(query);
            row.next();
            return row.getInt(1);
        }
    }

    private static int deadLetters() throws SQLException {
        return count("SELECT count(*) FROM dead_letter");
    }

    private double duplicates() {
        return registry.counter("dcep.consumer.duplicates", "topic", TOPIC).count();
    }

    /** Sends every event of the topic once more, as a relay would that has lost its position. */
    private void sendAgain(String bootstrap) throws Exception {
        assertThat(bootstrap).isEqualTo(Stores.kafka.bootstrap());
        try (var producer = new KafkaProducer<byte[], byte[]>(kafka.producer())) {
            for (ConsumerRecord<byte[], byte[]> message : messages(TOPIC)) {
                if (Origin.readFrom(message.headers()).isPresent()) {
                    producer.send(new ProducerRecord<>(TOPIC, 0, message.key(), message.value(), message.headers()))
                            .get();
                }
            }
        }
    }

    private List<String> payloads(String topic) {
        return messages(topic).stream()
                .map(message -> new String(message.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> messages(String topic) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                Stores.kafka.bootstrap(),
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class,
                "auto.offset.reset",
                "earliest");
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        try (var consumer = new KafkaConsumer<byte[], byte[]>(properties)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(messages::add);
            }
        }
        return messages;
    }

    private Incoming message(long offset, UUID source, long id, String... names) {
        RecordHeaders headers = new RecordHeaders();
        new Origin(source, new Position(1_000, id)).writeTo(headers);
        byte[] payload = bytes(
                Arrays.stream(names).map(name -> EventJson.write(event(name))).collect(Collectors.joining("\n")));
        return Incoming.of(
                Topic.POLICY_PUBLISHED,
                new ConsumerRecord<>(
                        TOPIC,
                        0,
                        offset,
                        0L,
                        TimestampType.CREATE_TIME,
                        3,
                        payload.length,
                        bytes("key"),
                        payload,
                        headers,
                        java.util.Optional.empty()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
