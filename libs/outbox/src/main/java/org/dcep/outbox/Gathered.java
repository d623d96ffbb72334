package org.dcep.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What a consumer has read and not applied yet. A consumer that is behind could read much more than its memory holds: it
 * has enough when a transaction has enough, counted in bytes, because records are of very different sizes.
 */
final class Gathered {
    /** Some 2,500 payments, a little more than a transaction takes at most. */
    static final long ENOUGH_BYTES = 1024 * 1024;

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batches = new HashMap<>();
    private long bytes;

    /**
     * @return whether there was anything to add
     */
    boolean add(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> more = records.records(partition);
            batches.computeIfAbsent(partition, first -> new ArrayList<>()).addAll(more);
            more.forEach(record -> bytes += Math.max(0, record.serializedValueSize()));
        }
        return !records.isEmpty();
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    boolean isEnough() {
        return bytes >= ENOUGH_BYTES;
    }

    /** Per partition, in order. */
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batches() {
        return batches;
    }
}
