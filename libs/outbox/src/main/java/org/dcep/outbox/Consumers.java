package org.dcep.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs every consumer bean of the application on a thread of its own, from start to shutdown. */
@ApplicationScoped
class Consumers {
    private static final long STOP_MILLIS = 10_000;

    private final Instance<EventConsumer<?>> singles;
    private final Instance<BatchedConsumer<?>> batches;
    private final Pool pool;
    private final KafkaSettings kafka;
    private final Topics topics;
    private final Offsets offsets;
    private final Wake wake;
    private final MeterRegistry registry;
    private final List<ConsumerLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Consumers(
            @Any Instance<EventConsumer<?>> singles,
            @Any Instance<BatchedConsumer<?>> batches,
            Pool pool,
            KafkaSettings kafka,
            Topics topics,
            Offsets offsets,
            Wake wake,
            MeterRegistry registry) {
        this.singles = singles;
        this.batches = batches;
        this.pool = pool;
        this.kafka = kafka;
        this.topics = topics;
        this.offsets = offsets;
        this.wake = wake;
        this.registry = registry;
    }

    void start(@Observes @Priority(Relay.AFTER_THE_APPLICATION) StartupEvent event) {
        for (EventConsumer<?> consumer : singles) {
            add(new SingleIntake(consumer));
        }
        for (BatchedConsumer<?> consumer : batches) {
            add(new BatchIntake(pool, consumer));
        }
        Set<String> names = new HashSet<>();
        for (ConsumerLoop loop : loops) {
            if (!names.add(loop.name())) {
                throw new IllegalStateException(
                        "two consumers are called " + loop.name() + "; give one another name()");
            }
            Thread thread = new Thread(loop, "consumer-" + loop.name());
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loops.forEach(ConsumerLoop::stop);
        long deadline = System.nanoTime() + STOP_MILLIS * 1_000_000;
        for (Thread thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            thread.interrupt();
        }
    }

    List<ConsumerLoop> loops() {
        return List.copyOf(loops);
    }

    private void add(Intake intake) {
        ConsumerMetrics metrics = new ConsumerMetrics(registry, intake.topic());
        loops.add(new ConsumerLoop(intake, new ConsumerLoop.Surroundings(kafka, topics, offsets, wake, metrics)));
    }
}
