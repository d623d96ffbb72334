package org.dcep.settlement.notary;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What an operator of this service watches about the logs; read from the database every few seconds. */
@Startup
@ApplicationScoped
class NotaryMetrics {
    @Inject
    Pool pool;

    @Inject
    MeterRegistry registry;

    private volatile NotaryStore.Backlog last = new NotaryStore.Backlog(0, 0);

    @PostConstruct
    void register() {
        Gauge.builder("dcep.notary.unproved.payments", () -> last.unprovedPayments())
                .description("Payments in the logs that no head signed by both covers yet")
                .register(registry);
        Gauge.builder("dcep.notary.frozen.shards", () -> last.frozenShards())
                .description("Shards that the central bank has frozen")
                .register(registry);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> read() {
        return NotaryStore.backlog(pool).invoke(read -> last = read).replaceWithVoid();
    }
}
