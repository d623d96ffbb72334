package org.dcep.settlement.corridor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcep.settlement.clock.BusinessTime;

/** What an operator of this service watches about the corridors; read from the database every now and then. */
@Startup
@ApplicationScoped
class CorridorMetrics {
    @Inject
    Pool pool;

    @Inject
    Laws laws;

    @Inject
    BusinessTime time;

    @Inject
    MeterRegistry registry;

    private volatile List<LawsView> last = List.of();
    private volatile Optional<Instant> oldestHold = Optional.empty();

    @PostConstruct
    void register() {
        Gauge.builder("dcep.corridor.laws.broken", this::lawsBroken)
                .description("Laws of all corridors that do not hold")
                .register(registry);
        Gauge.builder(
                        "dcep.corridor.trades.held",
                        () -> last.stream().mapToLong(LawsView::tradesHeld).sum())
                .description("Trades whose e-CNY leg has not ended yet")
                .register(registry);
        Gauge.builder("dcep.corridor.held.age.seconds", this::heldAgeSeconds)
                .description("Since when the oldest of them holds foreign currency; 0 if there is none")
                .register(registry);
    }

    @Scheduled(every = "${dcep.corridor.laws-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> read() {
        return CorridorStore.all(pool)
                .onItem()
                .transformToMulti(corridors -> Multi.createFrom().iterable(corridors))
                .onItem()
                .transformToUniAndConcatenate(corridor -> laws.of(corridor.corridorId()))
                .collect()
                .asList()
                .invoke(read -> last = read)
                .chain(() -> CorridorStore.oldestHold(pool))
                .invoke(oldest -> oldestHold = oldest)
                .replaceWithVoid();
    }

    private long lawsBroken() {
        return last.stream()
                .flatMap(corridor -> corridor.laws().stream())
                .filter(law -> !law.holds())
                .count();
    }

    private double heldAgeSeconds() {
        return oldestHold
                .map(since -> Duration.between(since, time.now()).toMillis() / 1_000.0)
                .orElse(0.0);
    }
}
