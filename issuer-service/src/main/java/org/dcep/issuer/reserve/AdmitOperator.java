package org.dcep.issuer.reserve;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dcep.issuer.access.ClientRow;
import org.dcep.issuer.access.ClientSecret;
import org.dcep.issuer.book.Book;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;
import org.dcep.issuer.book.JournalEntry;
import org.dcep.issuer.book.Latch;
import org.dcep.kernel.Money;
import org.dcep.outbox.Outbox;

/** Admits a commercial bank: number, accounts, reserves, client and event in one transaction. */
@ApplicationScoped
class AdmitOperator {
    private static final String HIGHEST_NUMBER = "select coalesce(max(number), 0) from OperatorRow";

    private final SecureRandom random = new SecureRandom();
    private final Book book;
    private final LiquidityTransfers transfers;
    private final Outbox outbox;
    private final Clock clock;

    AdmitOperator(Book book, LiquidityTransfers transfers, Outbox outbox, Clock clock) {
        this.book = book;
        this.transfers = transfers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What admitting came to: the operator as it is now, and whether this call admitted it. */
    record Admitted(OperatorView operator, boolean isNew) {}

    /** The same admission again has no effect and shows no secret; another one with the same id is refused. */
    @WithTransaction
    Uni<Admitted> admit(Admission admission) {
        return Latch.hold(Latch.ADMISSION)
                .chain(() ->
                        OperatorRow.<OperatorRow>findById(admission.operatorId().value()))
                .chain(known -> known == null ? admitNew(admission) : admitted(known, admission));
    }

    private Uni<Admitted> admitted(OperatorRow known, Admission admission) {
        if (!known.isOf(admission)) {
            throw ReserveRefusal.ID_REUSED.problem().asException();
        }
        String id = known.holder().id();
        return book.balances(List.of(known.holder()))
                .chain(balances -> transfers
                        .placedFen(List.of(id))
                        .map(placed -> new Admitted(known.view(balances, placed.getOrDefault(id, 0L)), false)));
    }

    private Uni<Admitted> admitNew(Admission admission) {
        return nextNumber()
                .call(number -> requireAdmissible(number, admission))
                .map(number ->
                        new OperatorRow(admission, number, clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .call(operator -> book.open(operator.holder()))
                .call(operator -> operator.persist())
                .call(operator -> fund(operator.holder(), admission.reserve()))
                .call(operator -> outbox.append(operator.event()))
                .chain(this::withCredentials);
    }

    private static Uni<Integer> nextNumber() {
        return Panache.getSession()
                .chain(session ->
                        session.createQuery(HIGHEST_NUMBER, Integer.class).getSingleResult())
                .map(highest -> highest + 1);
    }

    private Uni<Void> requireAdmissible(int number, Admission admission) {
        return book.totals()
                .invoke(totals -> ReserveRules.admit(number, totals, admission.reserve())
                        .ifPresent(refusal -> {
                            throw refusal.problem().asException();
                        }))
                .replaceWithVoid();
    }

    private Uni<Void> fund(Holder holder, Money reserve) {
        if (reserve.isZero()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        JournalEntry entry = new JournalEntry(Cause.ADMISSION, holder.id(), now, JournalEntry.funding(holder, reserve));
        return book.lock(List.of(holder)).chain(accounts -> book.record(accounts, List.of(entry)));
    }

    private Uni<Admitted> withCredentials(OperatorRow operator) {
        ClientSecret secret = ClientSecret.generate(random);
        ClientRow client = new ClientRow(operator.holder().id(), operator.number(), secret, clock.instant());
        return client.persist()
                .chain(() -> book.balances(List.of(operator.holder())))
                .map(balances -> operator.view(balances, 0))
                .map(view -> new Admitted(view.withCredentials(client.clientId(), secret.reveal()), true));
    }
}
