package org.dcep.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.dcep.contracts.Topic;

/**
 * The topics on a broker for tests. Whether a topic exists is for the controller to say, so each is made or deleted as
 * if it did or did not, and the answer tells; what a broker lists may be some moments old. Clients ask the broker, so
 * nobody is let go before it knows what the controller has made.
 */
final class TestTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Set<String> NAMES =
            Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toUnmodifiableSet());

    private TestTopics() {}

    /** Leaves all topics of the contracts empty: a fresh database must not meet the events of the one before. */
    static void renew(String bootstrap) {
        with(bootstrap, admin -> {
            delete(admin);
            Map<String, Uuid> made = create(admin);
            if (!made.keySet().equals(NAMES)) {
                throw new IllegalStateException("somebody else makes topics too: only " + made.keySet() + " are new");
            }
            awaitKnown(admin, made);
        });
    }

    /** Creates the topics that do not exist yet and touches no other. */
    static void ensure(String bootstrap) {
        with(bootstrap, admin -> awaitKnown(admin, create(admin)));
    }

    private static void delete(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        for (KafkaFuture<Void> deletion :
                admin.deleteTopics(NAMES).topicNameValues().values()) {
            succeeds(deletion, UnknownTopicOrPartitionException.class);
        }
    }

    /** The topics that were not there, with the ids that the controller has given them. */
    private static Map<String, Uuid> create(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        CreateTopicsResult answer = admin.createTopics(
                Arrays.stream(Topic.values()).map(TestTopics::described).toList());
        Map<String, Uuid> made = new HashMap<>();
        for (String name : NAMES) {
            if (succeeds(answer.values().get(name), TopicExistsException.class)) {
                made.put(name, get(answer.topicId(name)));
            }
        }
        return made;
    }

    private static NewTopic described(Topic topic) {
        String cleanup = topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        return new NewTopic(topic.topicName(), topic.partitions(), (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup));
    }

    /** Waits until the broker describes every topic, and those that were made now as the new ones. */
    private static void awaitKnown(Admin admin, Map<String, Uuid> made)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<String> unknown = new HashSet<>(NAMES);
        while (true) {
            for (var description :
                    admin.describeTopics(List.copyOf(unknown)).topicNameValues().entrySet()) {
                if (succeeds(description.getValue(), UnknownTopicOrPartitionException.class)) {
                    Uuid found = get(description.getValue()).topicId();
                    if (found.equals(made.getOrDefault(description.getKey(), found))) {
                        unknown.remove(description.getKey());
                    }
                }
            }
            if (unknown.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the broker does not know of " + unknown);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Waits for an answer: true for success, false for {@code expected}; any other failure is thrown. */
    private static boolean succeeds(KafkaFuture<?> answer, Class<? extends Exception> expected)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            get(answer);
            return true;
        } catch (ExecutionException e) {
            if (expected.isInstance(e.getCause())) {
                return false;
            }
            throw e;
        }
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** What is done to the topics of one broker. */
    private interface Work {
        void on(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static void with(String bootstrap, Work work) {
        Properties settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (Admin admin = Admin.create(settings)) {
            work.on(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topics could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics", e);
        }
    }
}
