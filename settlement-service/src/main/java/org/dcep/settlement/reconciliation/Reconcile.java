package org.dcep.settlement.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dcep.settlement.clock.BusinessTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Judges the books, on demand and every few seconds for whoever watches the metrics. */
@Startup
@ApplicationScoped
class Reconcile {
    private static final String PREFIX = "dcep.reconciliation.";

    @Inject
    ReconciliationStore store;

    @Inject
    BusinessTime time;

    @Inject
    MeterRegistry registry;

    @ConfigProperty(name = "dcep.reconciliation.patience")
    Duration patience;

    private volatile Optional<Reconciliation> last = Optional.empty();

    /** Registries outlive an application where the next one follows in the same process. */
    @PreDestroy
    void unregister() {
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(PREFIX))
                .forEach(registry::remove);
    }

    @PostConstruct
    void register() {
        Gauge.builder(
                        "dcep.reconciliation.balanced",
                        () -> last.isPresent() && last.get().balanced() ? 1 : 0)
                .description("1 if every law of the books holds")
                .register(registry);
        Gauge.builder(
                        "dcep.reconciliation.laws.broken",
                        () -> last.map(Reconcile::broken).orElse(0L))
                .description("Laws of the books that do not hold")
                .register(registry);
        Gauge.builder("dcep.reconciliation.view.age.seconds", this::ageSeconds)
                .description("Since when the newest event is applied")
                .register(registry);
    }

    Uni<Reconciliation> now() {
        return store.snapshot().map(snapshot -> Reconciliation.of(snapshot, time.now(), patience));
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> watch() {
        return now().invoke(this::remember).replaceWithVoid();
    }

    private void remember(Reconciliation found) {
        boolean wasBalanced = last.map(Reconciliation::balanced).orElse(true);
        if (wasBalanced && !found.balanced()) {
            Log.errorf("the books do not balance: %s", names(found));
        }
        if (!wasBalanced && found.balanced()) {
            Log.info("the books balance again");
        }
        last = Optional.of(found);
    }

    private static String names(Reconciliation found) {
        return found.laws().stream().filter(law -> !law.holds()).map(Law::name).collect(Collectors.joining(", "));
    }

    private static long broken(Reconciliation found) {
        return found.laws().stream().filter(law -> !law.holds()).count();
    }

    private double ageSeconds() {
        return last.map(found -> Duration.between(found.asOf(), time.now()).toMillis() / 1_000.0)
                .orElse(0.0);
    }
}
