package org.dcep.wallet.corridor;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.LegAnswered;
import org.dcep.outbox.Outbox;
import org.dcep.wallet.book.Transactions;
import org.dcep.wallet.payment.ConcludeOrder;
import org.dcep.wallet.payment.OrderEnd;
import org.jboss.logging.Logger;

/**
 * Sees every leg to its end: has its order executed, asks again while it is open, and sends the answer in the transaction
 * that writes it down. It may stop anywhere and be done twice, by this process or another: the payment's id lets the
 * order take effect once, and the row lets the answer be sent once.
 */
@ApplicationScoped
class ExecuteLegs {
    private static final Logger LOG = Logger.getLogger(ExecuteLegs.class);
    private static final int PAGE = 100;
    /** Far fewer than there are places for orders: the corridor must not keep the public from paying. */
    private static final int AT_ONCE = 16;

    private final Pool pool;
    private final ConcludeOrder orders;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry metrics;

    ExecuteLegs(Pool pool, ConcludeOrder orders, Outbox outbox, Clock clock, MeterRegistry metrics) {
        this.pool = pool;
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Scheduled(every = "${dcep.corridor.execute-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return executeAfter(Optional.empty());
    }

    /** All legs that are open, page by page, so that one that stays open keeps no other waiting. */
    private Uni<Void> executeAfter(Optional<UUID> tradeId) {
        return LegStore.unanswered(pool, tradeId, PAGE)
                .chain(legs -> executeAll(legs)
                        .chain(() -> legs.size() < PAGE
                                ? Uni.createFrom().voidItem()
                                : executeAfter(Optional.of(legs.get(PAGE - 1).tradeId()))));
    }

    private Uni<Void> executeAll(List<Leg> legs) {
        return Multi.createFrom()
                .iterable(legs)
                .onItem()
                .transformToUni(this::execute)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> execute(Leg leg) {
        return Uni.createFrom()
                .deferred(() -> end(leg))
                .chain(end -> end.fold(
                        accepted -> answer(leg.accepted(accepted.leaf())),
                        refused -> answer(leg.refused(refused.code(), now())),
                        open -> Uni.createFrom().voidItem()))
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "the leg of trade %s is tried again", leg.tradeId()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<OrderEnd> end(Leg leg) {
        return leg.order()
                .map(order -> orders.conclude(order, leg.signature()))
                .orElseGet(() -> Uni.createFrom().item(new OrderEnd.Refused("MALFORMED_REQUEST")));
    }

    private Uni<Void> answer(LegAnswered answer) {
        return Transactions.run(
                        pool,
                        tx -> LegStore.answer(tx, answer, now())
                                .call(first -> first
                                        ? outbox.append(tx, List.of(answer))
                                        : Uni.createFrom().voidItem()))
                .invoke(first -> {
                    outbox.wake();
                    if (first) {
                        metrics.counter("dcep.corridor.legs", "outcome", answer.accepted() ? "ACCEPTED" : "REFUSED")
                                .increment();
                    }
                })
                .replaceWithVoid();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
