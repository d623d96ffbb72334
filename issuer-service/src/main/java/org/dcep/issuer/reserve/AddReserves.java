package org.dcep.issuer.reserve;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.dcep.issuer.book.Book;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;
import org.dcep.issuer.book.JournalEntry;
import org.dcep.issuer.book.Latch;
import org.dcep.issuer.book.LockedAccounts;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** Books reserves that an operator brings after its admission. */
@ApplicationScoped
class AddReserves {
    private final Book book;
    private final Clock clock;

    AddReserves(Book book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** What adding came to, and whether this call did it. */
    record Added(ReserveAddition addition, boolean isNew) {}

    /** The same addition again has no effect; the latch makes repeats wait for one another. */
    @WithTransaction
    Uni<Added> add(UUID id, OperatorId operatorId, Money amount) {
        Holder holder = Holder.operator(operatorId);
        return Latch.hold(Latch.ADMISSION)
                .chain(() -> book.lock(List.of(holder)))
                .invoke(AddReserves::requireKnown)
                .chain(accounts -> ReserveAdditionRow.<ReserveAdditionRow>findById(id)
                        .chain(known -> known == null
                                ? addNew(new ReserveAdditionRow(id, operatorId, amount, now()), accounts, amount)
                                : Uni.createFrom().item(added(known, operatorId, amount))));
    }

    private static void requireKnown(LockedAccounts accounts) {
        if (accounts.isEmpty()) {
            throw ReserveRefusal.UNKNOWN_OPERATOR.problem().asException();
        }
    }

    private static Added added(ReserveAdditionRow known, OperatorId operatorId, Money amount) {
        if (!known.isOf(operatorId, amount)) {
            throw ReserveRefusal.ID_REUSED.problem().asException();
        }
        return new Added(known.view(), false);
    }

    private Uni<Added> addNew(ReserveAdditionRow addition, LockedAccounts accounts, Money amount) {
        ReserveAddition view = addition.view();
        JournalEntry entry = new JournalEntry(
                Cause.RESERVES,
                view.id().toString(),
                view.addedAt(),
                JournalEntry.funding(Holder.operator(view.operatorId()), amount));
        return book.totals()
                .invoke(totals -> ReserveRules.add(totals, amount).ifPresent(refusal -> {
                    throw refusal.problem().asException();
                }))
                .chain(() -> addition.persist())
                .chain(() -> book.record(accounts, List.of(entry)))
                .replaceWith(new Added(view, true));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
