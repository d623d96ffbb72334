package org.dcep.outbox;

import io.quarkus.vertx.VertxContextSupport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.dcep.outbox.Intake.Taken;
import org.jboss.logging.Logger;

/**
 * The thread of one consumer. It asks the database where it stands in a partition, never Kafka; a failure pauses that
 * partition only and makes it start again from what the database says.
 */
final class ConsumerLoop implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Long enough for a broker that has records to send them. */
    private static final Duration ASK = Duration.ofMillis(2);

    private static final Duration POLL_WHILE_PAUSED = Duration.ofMillis(20);
    private static final Duration TRANSACTION_PATIENCE = Duration.ofSeconds(60);

    /**
     * Enough to leave the group. The client would also end its fetches in good order, but a broker hears that only when
     * the last of them is answered, which it holds as long as nothing comes.
     */
    private static final Duration PARTING = Duration.ofMillis(500);

    /** What the loop depends on. */
    record Surroundings(KafkaSettings kafka, Topics topics, Offsets offsets, Wake wake, ConsumerMetrics metrics) {}

    /** A partition that is read, or that waits to be. */
    private static final class Reading {
        private final Partition partition;
        private final Backoff backoff = new Backoff();
        private long next;
        private boolean positioned;
        private long notBefore = System.nanoTime();
        private boolean lost;

        private Reading(Partition partition) {
            this.partition = partition;
        }
    }

    private final Intake intake;
    private final Surroundings around;
    private final Map<TopicPartition, Reading> readings = new HashMap<>();
    private final Backoff connecting = new Backoff();
    private volatile boolean running = true;
    private volatile KafkaConsumer<byte[], byte[]> kafka;
    private volatile ConsumerState state = ConsumerState.STARTING;

    ConsumerLoop(Intake intake, Surroundings around) {
        this.intake = intake;
        this.around = around;
    }

    String name() {
        return intake.topic().topicName() + "/" + intake.name();
    }

    ConsumerState state() {
        return state;
    }

    void stop() {
        running = false;
        KafkaConsumer<byte[], byte[]> consumer = kafka;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        while (running) {
            try {
                around.topics.ensure();
                consume();
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | RuntimeException e) {
                if (running) {
                    waitAfter(e);
                }
            }
        }
    }

    private void waitAfter(Exception failure) {
        long millis = connecting.nextMillis();
        LOG.warnf("consumer %s waits %d ms and connects again: %s", name(), millis, Failures.describe(failure));
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void consume() {
        String topic = intake.topic().topicName();
        Map<String, Object> properties = around.kafka.consumer(intake.name(), topic);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties);
        try {
            kafka = consumer;
            consumer.subscribe(Set.of(topic), this);
            while (running) {
                boolean waiting = position();
                for (var batch : gather(waiting ? POLL_WHILE_PAUSED : POLL).entrySet()) {
                    take(batch.getKey(), batch.getValue());
                }
                report();
            }
        } finally {
            kafka = null;
            readings.clear();
            consumer.close(CloseOptions.timeout(PARTING));
        }
    }

    /** What has come, and what comes while the first of it waits as long as its consumer says that it may. */
    private Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> gather(Duration patience) {
        Gathered gathered = new Gathered();
        pollOn(poll(patience, gathered), gathered);
        long pause = intake.patience().toNanos();
        if (pause > 0 && !gathered.isEmpty() && !gathered.isEnough() && running) {
            LockSupport.parkNanos(pause);
            // The last poll had asked for more, and got what there was by then; only the next one asks for the rest.
            pollOn(true, gathered);
            pollOn(poll(ASK, gathered), gathered);
        }
        return gathered.batches();
    }

    /** Takes what the client holds already, as long as there is any and it is not enough. */
    private void pollOn(boolean found, Gathered gathered) {
        boolean more = found;
        while (more && !gathered.isEnough() && running) {
            more = poll(Duration.ZERO, gathered);
        }
    }

    private boolean poll(Duration patience, Gathered gathered) {
        try {
            boolean found = gathered.add(kafka.poll(patience));
            connecting.succeeded();
            return found;
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::lost);
        } catch (WakeupException e) {
            LOG.debugf("consumer %s stops", name());
        }
        return false;
    }

    /** Seeks where the database says, for every partition that waits for it; true if one has to wait longer. */
    private boolean position() {
        boolean waiting = false;
        for (var entry : readings.entrySet()) {
            Reading reading = entry.getValue();
            if (!reading.positioned && reading.notBefore - System.nanoTime() <= 0) {
                position(entry.getKey(), reading);
            }
            waiting |= !reading.positioned;
        }
        return waiting;
    }

    private void position(TopicPartition key, Reading reading) {
        try {
            reading.next = around.offsets.next(reading.partition, 0);
            kafka.seek(key, reading.next);
            kafka.resume(Set.of(key));
            reading.positioned = true;
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(key, reading, e);
        }
    }

    private void take(TopicPartition key, List<ConsumerRecord<byte[], byte[]>> messages) {
        Reading reading = readings.get(key);
        Iterator<ConsumerRecord<byte[], byte[]>> left = messages.iterator();
        // A partition that was given away meanwhile, even if it has come back, begins where the database says.
        while (reading != null && left.hasNext() && running && reading.positioned) {
            take(key, reading, left);
        }
    }

    /** Records are read on this thread, not on an event loop. */
    private List<Incoming> enough(Iterator<ConsumerRecord<byte[], byte[]>> left) {
        List<Incoming> records = new ArrayList<>();
        int events = 0;
        while (left.hasNext() && events < intake.eventsPerTransaction()) {
            Incoming next = Incoming.of(intake.topic(), left.next());
            records.add(next);
            events += next.size();
        }
        return records;
    }

    private void take(TopicPartition key, Reading reading, Iterator<ConsumerRecord<byte[], byte[]>> left) {
        try {
            List<Incoming> records = enough(left);
            Taken taken =
                    VertxContextSupport.subscribeAndAwait(() -> intake.take(reading.partition, reading.next, records)
                            .ifNoItem()
                            .after(TRANSACTION_PATIENCE)
                            .fail());
            reading.next = taken.nextOffset();
            reading.backoff.succeeded();
            reading.lost = false;
            around.metrics.took(taken);
            around.wake.nudge();
            if (taken.garbage() > 0) {
                LOG.errorf(
                        "%d records of %s were sent by no relay; see dead_letter", taken.garbage(), reading.partition);
            }
            tell(taken);
        } catch (Fenced e) {
            LOG.infof("%s; it is read again", e.getMessage());
            reposition(key, reading, 0);
        } catch (Throwable e) {
            failed(key, reading, e);
        }
    }

    private void tell(Taken taken) {
        try {
            taken.afterCommit().run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "consumer %s failed after its transaction, which stands", name());
        }
    }

    /** What was read ahead is forgotten: whether the transaction took effect after all, only the database knows. */
    private void failed(TopicPartition key, Reading reading, Throwable failure) {
        around.metrics.failed();
        long millis = reading.backoff.nextMillis();
        LOG.warnf(
                "%s failed %d times at offset %d, next try in %d ms: %s",
                reading.partition, reading.backoff.failures(), reading.next, millis, Failures.describe(failure));
        LOG.debug("the consumer failed", failure);
        reposition(key, reading, millis);
    }

    private void lost(TopicPartition key, long offset) {
        Reading reading = readings.get(key);
        reading.lost = true;
        LOG.errorf(
                "%s does not have offset %d: the topic was truncated or made anew, so events may be missing."
                        + " Nothing is skipped; see the reference on how to start the partition again",
                reading.partition, offset);
        around.metrics.failed();
        reposition(key, reading, 10_000);
    }

    private void reposition(TopicPartition key, Reading reading, long millis) {
        reading.positioned = false;
        reading.notBefore = System.nanoTime() + millis * 1_000_000;
        kafka.pause(Set.of(key));
    }

    private void report() {
        int failures = 0;
        boolean lost = false;
        for (Reading reading : readings.values()) {
            failures = Math.max(failures, reading.backoff.failures());
            lost |= reading.lost;
        }
        state = new ConsumerState(true, failures, lost, readings.size());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        for (TopicPartition key : assigned) {
            Reading reading = new Reading(new Partition(intake.name(), intake.topic(), key.partition()));
            readings.put(key, reading);
            kafka.seek(key, 0); // Any place will do: it is paused until the database has been asked.
            kafka.pause(Set.of(key));
        }
        report();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        readings.keySet().removeAll(revoked);
    }
}
