package org.dcep.issuer.issuance;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.issuer.book.AccountKind;
import org.dcep.issuer.book.Book;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.JournalEntry;
import org.dcep.issuer.book.LockedAccounts;
import org.dcep.issuer.circulation.CoinRegister;
import org.dcep.issuer.mint.SignedCoin;
import org.dcep.kernel.Money;
import org.dcep.outbox.Outbox;

/** The transactions of an issuance. */
@ApplicationScoped
class IssuanceStore {
    private final Book book;
    private final CoinRegister register;
    private final Outbox outbox;
    private final Clock clock;

    IssuanceStore(Book book, CoinRegister register, Outbox outbox, Clock clock) {
        this.book = book;
        this.register = register;
        this.outbox = outbox;
        this.clock = clock;
    }

    @WithSession
    Uni<Optional<Issuance>> find(UUID id) {
        return IssuanceRow.<IssuanceRow>findById(id)
                .map(row -> Optional.ofNullable(row).map(IssuanceRow::view));
    }

    /** The answer that an earlier call stored; empty if this order is not decided yet. */
    @WithSession
    Uni<Optional<IssuanceOutcome>> known(IssuanceOrder order) {
        return IssuanceRow.<IssuanceRow>findById(order.id())
                .map(row -> Optional.ofNullable(row).map(known -> repeat(known, order)));
    }

    /** A guess, without a lock, whether coins will be needed: signing is the dear part. */
    @WithSession
    Uni<Boolean> isLikelyCovered(IssuanceOrder order) {
        return book.balances(List.of(order.holder()))
                .map(balances -> balances.fen(order.holder().account(AccountKind.FREE))
                        >= order.amount().fen());
    }

    /**
     * Decides under the lock of the operator's accounts and stores the decision. Empty if the order is covered but
     * {@code coins} are not there: the guess was wrong, and nothing happened.
     */
    @WithTransaction
    Uni<Optional<IssuanceOutcome>> decide(IssuanceOrder order, List<SignedCoin> coins) {
        return book.lock(List.of(order.holder()))
                .chain(accounts -> accounts.has(order.holder())
                        ? decide(order, coins, accounts)
                        : Uni.createFrom().item(Optional.of(new IssuanceOutcome.UnknownOperator())));
    }

    private Uni<Optional<IssuanceOutcome>> decide(
            IssuanceOrder order, List<SignedCoin> coins, LockedAccounts accounts) {
        return IssuanceRow.<IssuanceRow>findById(order.id())
                .chain(known -> known == null
                        ? decideNew(order, coins, accounts)
                        : Uni.createFrom().item(Optional.of(repeat(known, order))));
    }

    private static IssuanceOutcome repeat(IssuanceRow known, IssuanceOrder order) {
        return known.isOf(order) ? new IssuanceOutcome.Decided(known.view(), false) : new IssuanceOutcome.IdReused();
    }

    private Uni<Optional<IssuanceOutcome>> decideNew(
            IssuanceOrder order, List<SignedCoin> coins, LockedAccounts accounts) {
        Money free = accounts.balance(order.holder().account(AccountKind.FREE));
        Optional<IssuanceRefusal> refusal = IssuanceRules.decide(order, free);
        if (refusal.isEmpty() && coins.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        IssuanceRow row = refusal.map(reason -> IssuanceRow.refused(order, reason, now))
                .orElseGet(() -> IssuanceRow.issued(order, coins.size(), now));
        return row.persist()
                .call(() -> refusal.isPresent() ? Uni.createFrom().voidItem() : issue(order, coins, accounts, now))
                .replaceWith(() -> Optional.of(new IssuanceOutcome.Decided(row.view(), true)));
    }

    private Uni<Void> issue(IssuanceOrder order, List<SignedCoin> coins, LockedAccounts accounts, Instant now) {
        JournalEntry entry = new JournalEntry(
                Cause.ISSUANCE, order.id().toString(), now, JournalEntry.issuing(order.holder(), order.amount()));
        return book.record(accounts, List.of(entry))
                .chain(() -> register.registerIssued(order.id(), order.holder(), coins))
                .chain(issued -> outbox.append(new CurrencyIssued(
                        order.id(), order.operatorId().value(), order.amount().fen(), issued)));
    }
}
