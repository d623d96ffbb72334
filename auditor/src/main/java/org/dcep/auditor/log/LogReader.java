package org.dcep.auditor.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics outside any consumer group: nothing is committed to Kafka, and no other reader notices. Partitions are
 * read side by side: none runs more than {@link #MAX_LEAD_MILLIS} ahead of another by the time of its records, so that
 * what belongs together is met at about the same time, however long the history.
 *
 * <p>Not thread-safe.
 */
public final class LogReader implements AutoCloseable {
    static final long MAX_LEAD_MILLIS = 5_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> topics;
    private final Set<String> optional;
    private final Map<TopicPartition, Long> reached = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();

    /** A partition whose log no longer begins, or no longer ends, where it should. */
    public record Cut(TopicPartition partition, long expectedOffset, long firstOffset, long endOffset) {}

    /** What one look brought. */
    public record Look(List<ConsumerRecord<byte[], byte[]>> records, List<Cut> cuts) {}

    /**
     * @param topics must be there
     * @param optional may be there
     */
    public LogReader(String bootstrap, Set<String> topics, Set<String> optional) {
        this.topics = Set.copyOf(topics);
        this.optional = Set.copyOf(optional);
        this.consumer =
                new KafkaConsumer<>(settings(bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> settings(String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return settings;
    }

    /**
     * Takes up partitions that are there and not read yet, each where {@code progress} says.
     *
     * @return whether every topic is there that must be
     */
    public boolean open(Progress progress) {
        Map<String, List<PartitionInfo>> there = consumer.listTopics(PATIENCE);
        Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
        List<TopicPartition> fresh = new ArrayList<>();
        Set<String> wanted = new HashSet<>(topics);
        wanted.addAll(optional);
        for (String topic : wanted) {
            for (PartitionInfo info : there.getOrDefault(topic, List.of())) {
                TopicPartition partition = new TopicPartition(info.topic(), info.partition());
                if (assigned.add(partition)) {
                    fresh.add(partition);
                }
            }
        }
        if (!fresh.isEmpty()) {
            consumer.assign(assigned);
            fresh.forEach(
                    partition -> consumer.seek(partition, progress.of(partition).next()));
            consumer.pause(paused);
        }
        return there.keySet().containsAll(topics);
    }

    /** Whether a topic is read. */
    public boolean reads(String topic) {
        return consumer.assignment().stream()
                .anyMatch(partition -> partition.topic().equals(topic));
    }

    /** The next records, waiting up to {@code patience} for the first; partitions that were cut are set behind the cut. */
    public Look look(Duration patience) {
        if (consumer.assignment().isEmpty()) {
            // Nothing to ask for yet; whoever asks again at once would keep a processor from those who make the topics.
            LockSupport.parkNanos(patience.toNanos());
            return new Look(List.of(), List.of());
        }
        try {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(patience)) {
                records.add(message);
                reached.put(new TopicPartition(message.topic(), message.partition()), message.timestamp());
            }
            keepSideBySide();
            return new Look(records, List.of());
        } catch (OffsetOutOfRangeException e) {
            return new Look(List.of(), cuts(e.offsetOutOfRangePartitions()));
        }
    }

    /** Goes on where the log is again: at its beginning if it was cut in front, at its end if it was cut behind. */
    private List<Cut> cuts(Map<TopicPartition, Long> outOfRange) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(outOfRange.keySet(), PATIENCE);
        Map<TopicPartition, Long> end = consumer.endOffsets(outOfRange.keySet(), PATIENCE);
        List<Cut> cuts = new ArrayList<>();
        outOfRange.forEach((partition, expected) -> {
            cuts.add(new Cut(partition, expected, first.get(partition), end.get(partition)));
            consumer.seek(partition, expected < first.get(partition) ? first.get(partition) : end.get(partition));
        });
        return cuts;
    }

    /** Where every log begins now. What was there and is gone can be proved to nobody any more. */
    public Map<TopicPartition, Long> beginnings() {
        return consumer.beginningOffsets(consumer.assignment(), PATIENCE);
    }

    private void keepSideBySide() {
        long slowest = Long.MAX_VALUE;
        for (TopicPartition partition : consumer.assignment()) {
            if (isBehind(partition)) {
                slowest = Math.min(slowest, reached.getOrDefault(partition, Long.MIN_VALUE));
            }
        }
        Set<TopicPartition> ahead = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            Long at = reached.get(partition);
            if (at != null && slowest != Long.MAX_VALUE && at - MAX_LEAD_MILLIS > slowest) {
                ahead.add(partition);
            }
        }
        if (!ahead.equals(paused)) {
            consumer.resume(paused);
            consumer.pause(ahead);
            paused.clear();
            paused.addAll(ahead);
        }
    }

    /**
     * Everything that was sent before the answer has been read: {@code now} itself where nothing is left to read, else
     * the time of the newest record of the partition that is furthest behind. The broker is asked, because what it has
     * told with the records may be old.
     *
     * @param now the time before the question
     */
    public Instant readUpTo(Instant now) {
        long slowest = Long.MAX_VALUE;
        for (TopicPartition partition : unread()) {
            slowest = Math.min(slowest, reached.getOrDefault(partition, 0L));
        }
        return slowest == Long.MAX_VALUE ? now : Instant.ofEpochMilli(slowest);
    }

    /** Whether everything that is in the logs now has been read. */
    public boolean isRead() {
        return unread().isEmpty();
    }

    private Set<TopicPartition> unread() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
        Set<TopicPartition> unread = new HashSet<>();
        ends.forEach((partition, end) -> {
            if (consumer.position(partition, PATIENCE) < end) {
                unread.add(partition);
            }
        });
        return unread;
    }

    private boolean isBehind(TopicPartition partition) {
        OptionalLong lag = consumer.currentLag(partition);
        return lag.isEmpty() || lag.getAsLong() > 0;
    }

    /** Records that are in the logs and not read yet, as far as the broker has told. */
    public long lag() {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            sum += Math.max(0, consumer.currentLag(partition).orElse(1));
        }
        return sum;
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
