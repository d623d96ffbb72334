package org.dcep.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of the Kafka clients. Those on which correctness rests cannot be configured from outside. */
@ApplicationScoped
class KafkaSettings {
    private static final String PREFIX = "kafka.";
    /** Above the largest event with its key and headers. */
    static final int MAX_RECORD_BYTES = Outbox.MAX_PAYLOAD_BYTES + 64 * 1024;

    /** A poll cannot be bounded by bytes, so it takes few records, and {@link Gathered} says how often. */
    private static final int RECORDS_PER_POLL = 16;

    /** What the client keeps ahead, compressed; a larger record comes all the same. */
    private static final int FETCH_BYTES = 1024 * 1024;

    private final Config config;
    private final ConsumerSettings settings;
    private final String application;

    KafkaSettings(
            Config config,
            ConsumerSettings settings,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "dcep") String application) {
        this.config = config;
        this.settings = settings;
        this.application = application;
    }

    /**
     * One request in flight and no expiry: with the relay closing the producer at the first failure, nothing can be
     * sent behind a record that was not.
     */
    Map<String, Object> producer() {
        Map<String, Object> properties = common();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    /** Offsets come from the database, so nothing is committed to Kafka and nothing is ever reset silently. */
    Map<String, Object> consumer(String consumerName, String topicName) {
        Map<String, Object> properties = common();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group(consumerName, topicName));
        settings.instance().ifPresent(instance -> properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        // A broker answers as soon as there is something; asking twice a second for nothing cost a quiet sandbox
        // most of its CPU.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 2_000);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    Map<String, Object> admin() {
        Map<String, Object> properties = common();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return properties;
    }

    /** A group per consumer: a rebalance of one topic does not stop the others. */
    private String group(String consumerName, String topicName) {
        String prefix = settings.group().orElse(application);
        return prefix + "." + topicName + (consumerName.equals("main") ? "" : "." + consumerName);
    }

    /** Connection and security settings come from the configuration: {@code kafka.bootstrap.servers} and the like. */
    private Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            String key = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (key.startsWith("security.") || key.startsWith("sasl.") || key.startsWith("ssl.")) {
                Optional<String> value = config.getOptionalValue(name, String.class);
                value.ifPresent(text -> properties.put(key, text));
            }
        }
        properties.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.getValue("kafka.bootstrap.servers", String.class));
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 100);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 50);
        return properties;
    }
}
