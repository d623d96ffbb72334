package org.dcep.issuer.redemption;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.dcep.issuer.book.Conflicts;
import org.dcep.outbox.Outbox;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Requests a redemption and waits a little for the operator's book, which answers by event. */
@ApplicationScoped
class RedeemCurrency {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RedemptionStore store;
    private final Outbox outbox;
    private final long attempts;

    RedeemCurrency(
            RedemptionStore store,
            Outbox outbox,
            @ConfigProperty(name = "dcep.redemption.wait", defaultValue = "PT5S") Duration wait) {
        this.store = store;
        this.outbox = outbox;
        this.attempts = wait.dividedBy(PAUSE);
    }

    /** The redemption as far as it came, and whether this call requested it. */
    record Redeemed(Redemption redemption, boolean isNew) {}

    Uni<Redeemed> redeem(RedemptionOrder order) {
        return Conflicts.retried(() -> store.request(order))
                .invoke(outbox::wake)
                .chain(isNew -> decided(order, attempts).map(redemption -> new Redeemed(redemption, isNew)));
    }

    /** Reads the row again until it is decided or patience ends. */
    private Uni<Redemption> decided(RedemptionOrder order, long attemptsLeft) {
        return store.find(order.id())
                .map(Optional::orElseThrow)
                .chain(redemption -> redemption.decidedAt().isPresent() || attemptsLeft <= 0
                        ? Uni.createFrom().item(redemption)
                        : pause().chain(() -> decided(order, attemptsLeft - 1)));
    }

    /** Comes back to the context that it left: a database session belongs to one. */
    private static Uni<Void> pause() {
        Context context = Vertx.currentContext();
        Executor onContext = command -> context.runOnContext(ignored -> command.run());
        return Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE).emitOn(onContext);
    }
}
