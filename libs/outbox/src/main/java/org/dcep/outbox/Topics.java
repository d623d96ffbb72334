package org.dcep.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.dcep.contracts.Topic;
import org.jboss.logging.Logger;

/** Creates the topics that do not exist yet, as {@link Topic} describes them; what exists is left as it is. */
@ApplicationScoped
class Topics {
    private static final Logger LOG = Logger.getLogger(Topics.class);

    private final KafkaSettings kafka;
    private final RelaySettings settings;
    private volatile boolean allExist;

    Topics(KafkaSettings kafka, RelaySettings settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    /** Whether {@link #ensure} has once found or made all of them. */
    boolean allExist() {
        return allExist;
    }

    /**
     * Blocks until it knows. Safe to call from several threads and services at once.
     *
     * @throws ExecutionException if a topic is missing and cannot be created
     */
    synchronized void ensure() throws ExecutionException, InterruptedException {
        if (allExist) {
            return;
        }
        try (Admin admin = Admin.create(kafka.admin())) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                if (!existing.contains(topic.topicName())) {
                    missing.add(describe(topic));
                }
            }
            for (var creation : admin.createTopics(missing).values().entrySet()) {
                try {
                    creation.getValue().get();
                    LOG.debugf("created topic %s", creation.getKey());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        }
        allExist = true;
    }

    private NewTopic describe(Topic topic) {
        Map<String, String> configs = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                String.valueOf(KafkaSettings.MAX_RECORD_BYTES));
        return new NewTopic(topic.topicName(), Optional.of(topic.partitions()), settings.replicationFactor())
                .configs(configs);
    }
}
