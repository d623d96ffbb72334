package org.dcep.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalKafkaTest {
    private static Path base;
    private static LocalKafka kafka;

    @BeforeAll
    static void start() throws IOException {
        base = Files.createTempDirectory("local-kafka");
        kafka = LocalKafka.start(base.resolve("data"), LocalKafka.Options.defaults());
    }

    @AfterAll
    static void stop() throws IOException {
        kafka.close();
        Trees.delete(base);
    }

    @Test
    void keepsAcknowledgedRecordsWhenKilled() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("crash", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (var producer = producer(Duration.ofMinutes(1))) {
            producer.send(new ProducerRecord<>("crash", "key", "acknowledged")).get();
            kafka.kill();
            kafka = LocalKafka.start(
                    base.resolve("data"), LocalKafka.Options.defaults().withPort(kafka.port()));
            producer.send(new ProducerRecord<>("crash", "key", "afterwards")).get();
        }
        assertThat(read("crash", 2)).containsExactly("acknowledged", "afterwards");
    }

    @Test
    void makesNoTopicByItself() {
        try (var producer = producer(Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("mistyped", "key", "value"))
                            .get())
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    private static KafkaProducer<String, String> producer(Duration patience) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrap(), "max.block.ms", patience.toMillis(), "acks", "all");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<String> read(String topic, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
