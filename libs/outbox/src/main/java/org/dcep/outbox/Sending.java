package org.dcep.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.dcep.outbox.OutboxRows.Outgoing;

/**
 * Sends rows to Kafka such that of every partition a prefix arrives, never a record behind one that is missing: a
 * consumer that has seen a position drops everything below it. The first failure ends this object.
 */
final class Sending implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final UUID source;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Sending(Map<String, Object> properties, UUID source) {
        this.producer = new KafkaProducer<>(properties);
        this.source = source;
    }

    /**
     * Blocks until all rows are acknowledged.
     *
     * @param running looked at now and then while waiting
     * @return false if it stopped waiting because {@code running} said so
     * @throws IllegalStateException if it failed; some rows may have arrived
     */
    boolean send(List<Outgoing> rows, BooleanSupplier running) throws InterruptedException {
        CountDownLatch unacknowledged = new CountDownLatch(rows.size());
        for (Outgoing row : rows) {
            requireNoFailure();
            producer.send(record(row), (metadata, problem) -> answered(metadata, problem, unacknowledged));
        }
        while (!unacknowledged.await(100, TimeUnit.MILLISECONDS)) {
            requireNoFailure();
            if (!running.getAsBoolean()) {
                return false;
            }
        }
        requireNoFailure();
        return true;
    }

    /** Closing at once keeps the sender from going on with the records behind the one that failed. */
    private void answered(RecordMetadata metadata, Exception problem, CountDownLatch unacknowledged) {
        if (problem != null && failure.compareAndSet(null, problem)) {
            producer.close(Duration.ZERO);
        }
        unacknowledged.countDown();
    }

    private void requireNoFailure() {
        if (failure.get() != null) {
            throw new IllegalStateException("Kafka did not take an event", failure.get());
        }
    }

    private ProducerRecord<byte[], byte[]> record(Outgoing row) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                row.topic(),
                row.key().getBytes(StandardCharsets.UTF_8),
                row.payload().getBytes(StandardCharsets.UTF_8));
        new Position.Origin(source, row.position()).writeTo(message.headers());
        return message;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
