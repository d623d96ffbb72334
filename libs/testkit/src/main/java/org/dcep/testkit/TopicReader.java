package org.dcep.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.Topic;

/** Reads all partitions of one topic from their beginning, outside any consumer group. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Topic topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<Event> seen = new ArrayList<>();

    TopicReader(String bootstrap, Topic topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Events seen so far, in order within a partition; what is no event is left out. */
    List<Event> seen() {
        return Collections.unmodifiableList(seen);
    }

    void poll() {
        for (ConsumerRecord<byte[], byte[]> incoming : consumer.poll(POLL)) {
            if (incoming.value() != null) {
                remember(incoming.value());
            }
        }
    }

    /** Reads to where the topic ends now. */
    void catchUp(Duration patience) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + patience.toNanos();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("could not read " + topic.topicName() + " to its end");
            }
            poll();
        }
    }

    private void remember(byte[] payload) {
        try {
            seen.addAll(EventJson.readAll(topic, payload));
        } catch (IOException notAnEvent) {
            // Tests publish such records on purpose, for others to refuse: this one only has to survive them.
        }
    }

    /** In no group it has nobody to tell; and to end a fetch in good order takes until the fetch is answered. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
