package org.dcep.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dcep.outbox.OutboxRows.Outgoing;

/** What the relay tells about itself. */
@ApplicationScoped
class RelayState {
    /** What the relay is doing. */
    enum Phase {
        STARTING,
        STANDBY,
        SENDING,
        RETRYING
    }

    private record Age(double seconds, long measuredAtNanos) {
        double now() {
            return seconds + (System.nanoTime() - measuredAtNanos) / 1e9;
        }
    }

    private final MeterRegistry registry;
    private final Map<String, Counter> published = new ConcurrentHashMap<>();
    private volatile Phase phase = Phase.STARTING;
    private volatile Age oldest;

    RelayState(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("dcep.outbox.age", this, RelayState::ageSeconds)
                .baseUnit("seconds")
                .description("Age of the oldest event that is not yet acknowledged by Kafka")
                .register(registry);
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase now) {
        phase = now;
    }

    /** Grows while the relay cannot send, also while it cannot even look. */
    double ageSeconds() {
        Age age = oldest;
        return age == null ? 0 : age.now();
    }

    void measured(double seconds) {
        oldest = seconds > 0 ? new Age(seconds, System.nanoTime()) : null;
    }

    void sending() {
        if (oldest == null) {
            oldest = new Age(0, System.nanoTime());
        }
    }

    void sent(List<Outgoing> chunk) {
        oldest = null;
        chunk.stream()
                .collect(Collectors.groupingBy(Outgoing::topic, Collectors.counting()))
                .forEach((topic, count) -> counter(topic).increment(count));
    }

    private Counter counter(String topic) {
        Function<String, Counter> create = name -> registry.counter("dcep.outbox.published", "topic", name);
        return published.computeIfAbsent(topic, create);
    }
}
