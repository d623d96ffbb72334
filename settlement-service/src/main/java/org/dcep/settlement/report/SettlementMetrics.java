package org.dcep.settlement.report;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dcep.settlement.clearing.AccountStore;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.contradiction.Contradictions;
import org.dcep.settlement.cycle.CycleRow;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.cycle.CycleStore;
import org.dcep.settlement.netting.NetPosition;

/** What an operator of this service watches; read from the database every few seconds. */
@Startup
@ApplicationScoped
public class SettlementMetrics {
    private static final String PREFIX = "dcep.settlement.";

    private record Reading(
            long openPositionFen, List<CycleState> inWork, long openCycleId, Instant oldestClosing, long unresolved) {}

    @Inject
    CycleStore cycles;

    @Inject
    PositionReport positions;

    @Inject
    Contradictions contradictions;

    @Inject
    AccountStore accounts;

    @Inject
    BusinessTime time;

    @Inject
    MeterRegistry registry;

    private volatile Reading last = new Reading(0, List.of(), 0, null, 0);
    private volatile AccountStore.Totals totals = AccountStore.Totals.NONE;

    @PostConstruct
    void register() {
        Gauge.builder("dcep.settlement.open.position.fen", () -> last.openPositionFen())
                .description("What net debtors owe to net creditors and is not final yet")
                .register(registry);
        Gauge.builder("dcep.settlement.open.cycle", () -> last.openCycleId())
                .description("Number of the open cycle")
                .register(registry);
        for (CycleState state : List.of(CycleState.CLOSING, CycleState.NETTED)) {
            Gauge.builder("dcep.settlement.cycles.in.work", () -> countIn(state))
                    .description("Cycles that are neither open nor settled")
                    .tag("state", state.name())
                    .register(registry);
        }
        Gauge.builder("dcep.settlement.unsettled.age.seconds", this::unsettledAgeSeconds)
                .description("Since when the oldest cycle in work is closed; 0 if there is none")
                .register(registry);
        Gauge.builder("dcep.settlement.contradictions.unresolved", () -> last.unresolved())
                .description("Events that contradict the books and wait until a person has looked")
                .register(registry);
        registerAccounts();
    }

    private void registerAccounts() {
        Gauge.builder("dcep.settlement.queue.obligations", () -> totals.obligations())
                .description("Obligations in reserves that are not final")
                .register(registry);
        Gauge.builder("dcep.settlement.queue.value.fen", () -> totals.valueFen())
                .description("Their value")
                .register(registry);
        Gauge.builder("dcep.settlement.liquidity.fen", () -> totals.liquidityFen())
                .description("What is in settlement accounts that are not overdrawn")
                .register(registry);
        Gauge.builder("dcep.settlement.credit.drawn.fen", () -> totals.creditFen())
                .description("What overdrawn settlement accounts lack")
                .register(registry);
        Gauge.builder("dcep.settlement.overnight.owed.fen", () -> totals.owedFen())
                .description("What operators owe for overnight loans, prices included")
                .register(registry);
    }

    /** Registries outlive an application where the next one follows in the same process. */
    @PreDestroy
    void unregister() {
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(PREFIX))
                .forEach(registry::remove);
    }

    @WithSession
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> read() {
        return positions
                .positions()
                .chain(nets -> cycles.inWork()
                        .chain(inWork -> cycles.open()
                                .chain(open -> contradictions
                                        .unresolved()
                                        .invoke(unresolved -> last = reading(nets, inWork, open, unresolved)))))
                .replaceWithVoid();
    }

    private static Reading reading(List<NetPosition> nets, List<CycleRow> inWork, CycleRow open, long unresolved) {
        return new Reading(
                nets.stream()
                        .mapToLong(NetPosition::netFen)
                        .filter(net -> net > 0)
                        .sum(),
                inWork.stream().map(CycleRow::state).toList(),
                open == null ? 0 : open.cycleId(),
                inWork.stream().findFirst().flatMap(CycleRow::closedAt).orElse(null),
                unresolved);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> readAccounts() {
        return accounts.totals().invoke(read -> totals = read).replaceWithVoid();
    }

    private long countIn(CycleState state) {
        return last.inWork().stream().filter(state::equals).count();
    }

    private double unsettledAgeSeconds() {
        Instant closed = last.oldestClosing();
        return closed == null ? 0 : Duration.between(closed, time.now()).toMillis() / 1_000.0;
    }
}
