package org.dcep.auditor.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A part of a partition, to be read a second time: from {@code first} to before {@code end}. */
public record LogStretch(TopicPartition partition, long first, long end) {
    /** Reads as much of it as is still there. */
    public void read(String bootstrap, Consumer<ConsumerRecord<byte[], byte[]>> take) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long begin = Math.max(
                    first, consumer.beginningOffsets(List.of(partition)).get(partition));
            long last = Math.min(end, consumer.endOffsets(List.of(partition)).get(partition));
            consumer.seek(partition, begin);
            while (consumer.position(partition) < last) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    if (message.offset() < last) {
                        take.accept(message);
                    }
                }
            }
        } catch (OffsetOutOfRangeException e) {
            // Cut while it was read: that is told where it is noticed, by the first reading.
        }
    }
}
