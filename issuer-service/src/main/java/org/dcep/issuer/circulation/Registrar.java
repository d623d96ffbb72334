package org.dcep.issuer.circulation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.dcep.issuer.book.Conflicts;
import org.dcep.issuer.mint.Mint;
import org.dcep.outbox.Outbox;

/**
 * Signs the coins that settlement and redemption registered, outside of their transactions, and announces them. Works
 * one registration after another in the order of their ids, so a holder learns its changes in the order in which they
 * happened. What a crash leaves behind is found at the next start; two replicas may both sign, one of them announces.
 */
@ApplicationScoped
class Registrar {
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Registrations registrations;
    private final Mint mint;
    private final Outbox outbox;
    private final Background background;
    private final Background.Task announcing;

    Registrar(Registrations registrations, Mint mint, Outbox outbox, Background background) {
        this.registrations = registrations;
        this.mint = mint;
        this.outbox = outbox;
        this.background = background;
        this.announcing = background.task(this::announceAll, SOON);
    }

    /** Looks for work now and then from now on: the transaction behind a {@link #wake} may commit late. */
    void start() {
        background.every(TICK, announcing);
    }

    /** There will be work as soon as the current transaction has committed. */
    void wake() {
        announcing.soon();
    }

    private Uni<Void> announceAll() {
        return Uni.createFrom()
                .deferred(this::announceOldest)
                .repeat()
                .whilst(worked -> worked)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> announceOldest() {
        return registrations
                .oldestPlanned()
                .chain(found -> found.isPresent()
                        ? announce(found.get()).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Void> announce(Registrations.Planned planned) {
        return mint.strike(planned.blanks())
                .chain(signed -> Conflicts.retried(() -> registrations.announce(planned.id(), signed)))
                .invoke(outbox::wake);
    }
}
