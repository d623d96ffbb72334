package org.dcep.issuer.issuance;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Conflicts;
import org.dcep.issuer.circulation.Circulation;
import org.dcep.issuer.mint.Denominations;
import org.dcep.issuer.mint.Mint;
import org.dcep.issuer.mint.SignedCoin;
import org.dcep.outbox.Outbox;

/**
 * Issues currency once per id, however often and from how many sides the order comes: look the id up, sign the coins
 * (off the event loop, outside of any transaction), then decide and book under the operator's lock.
 */
@ApplicationScoped
class IssueCurrency {
    private final IssuanceStore store;
    private final Mint mint;
    private final Outbox outbox;
    private final Circulation circulation;
    private final Clock clock;

    IssueCurrency(IssuanceStore store, Mint mint, Outbox outbox, Circulation circulation, Clock clock) {
        this.store = store;
        this.mint = mint;
        this.outbox = outbox;
        this.circulation = circulation;
        this.clock = clock;
    }

    Uni<IssuanceOutcome> issue(IssuanceOrder order) {
        return store.known(order)
                .chain(known -> known.isPresent() ? Uni.createFrom().item(known.get()) : decide(order))
                .invoke(this::tell);
    }

    private Uni<IssuanceOutcome> decide(IssuanceOrder order) {
        return store.isLikelyCovered(order)
                .chain(covered -> covered ? coins(order) : Uni.createFrom().item(List.<SignedCoin>of()))
                .chain(coins -> Conflicts.retried(() -> store.decide(order, coins)))
                .chain(outcome -> outcome.isPresent() ? Uni.createFrom().item(outcome.get()) : decideWithCoins(order));
    }

    /** Reserves came in between the guess and the lock. */
    private Uni<IssuanceOutcome> decideWithCoins(IssuanceOrder order) {
        return coins(order)
                .chain(coins -> Conflicts.retried(() -> store.decide(order, coins)))
                .map(Optional::orElseThrow);
    }

    private Uni<List<SignedCoin>> coins(IssuanceOrder order) {
        Instant issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return mint.strike(mint.blanks(
                Cause.ISSUANCE.name(),
                order.id(),
                order.operatorId().value(),
                issuedAt,
                Denominations.spread(order.amount())));
    }

    private void tell(IssuanceOutcome outcome) {
        if (outcome instanceof IssuanceOutcome.Decided decided && decided.isNew()) {
            outbox.wake();
            circulation.changed();
        }
    }
}
