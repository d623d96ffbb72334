package org.dcep.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.dcep.contracts.Topic;

/** The topics on a broker for tests. */
final class TestTopics {
    private static final long PATIENCE_SECONDS = 30;

    private TestTopics() {}

    /** Leaves all topics of the contracts empty: a fresh database must not meet the events of the one before. */
    static void renew(String bootstrap) {
        try (Admin admin = admin(bootstrap)) {
            Set<String> ours = existing(admin);
            if (!ours.isEmpty()) {
                admin.deleteTopics(ours).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            create(admin, Arrays.asList(Topic.values()));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topics could not be made anew", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics", e);
        }
    }

    /** Creates the topics that do not exist yet and touches no other. */
    static void ensure(String bootstrap) {
        try (Admin admin = admin(bootstrap)) {
            Set<String> existing = existing(admin);
            create(
                    admin,
                    Arrays.stream(Topic.values())
                            .filter(topic -> !existing.contains(topic.topicName()))
                            .toList());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topics could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics", e);
        }
    }

    private static Set<String> existing(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> wanted = Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
        wanted.retainAll(admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return wanted;
    }

    /** The deletion of a topic of the same name may not be complete, so each is asked for until it is made. */
    private static void create(Admin admin, List<Topic> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        for (Topic topic : topics) {
            while (!created(admin, topic)) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(topic.topicName() + " is still being deleted");
                }
            }
        }
    }

    private static boolean created(Admin admin, Topic topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        String cleanup = topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        NewTopic wanted = new NewTopic(topic.topicName(), topic.partitions(), (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup));
        try {
            admin.createTopics(List.of(wanted)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static Admin admin(String bootstrap) {
        Properties settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return Admin.create(settings);
    }
}
