package org.dcep.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.dcep.contracts.Topic;

/** The counters of one topic's consumers. */
final class ConsumerMetrics {
    private final Counter applied;
    private final Counter duplicates;
    private final Counter failures;
    private final Counter deadLetters;

    ConsumerMetrics(MeterRegistry registry, Topic topic) {
        applied = counter(registry, "dcep.consumer.applied", topic);
        duplicates = counter(registry, "dcep.consumer.duplicates", topic);
        failures = counter(registry, "dcep.consumer.failures", topic);
        deadLetters = counter(registry, "dcep.consumer.dead.letters", topic);
    }

    private static Counter counter(MeterRegistry registry, String name, Topic topic) {
        return registry.counter(name, "topic", topic.topicName());
    }

    void took(Intake.Taken taken) {
        applied.increment(taken.applied());
        duplicates.increment(taken.duplicates());
        deadLetters.increment(taken.garbage());
    }

    void failed() {
        failures.increment();
    }
}
