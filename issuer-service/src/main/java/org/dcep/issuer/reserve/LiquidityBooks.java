package org.dcep.issuer.reserve;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.issuer.book.AccountKind;
import org.dcep.issuer.book.Book;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;
import org.dcep.issuer.book.JournalEntry;
import org.dcep.issuer.book.LockedAccounts;
import org.dcep.issuer.book.Posting;
import org.dcep.issuer.reserve.LiquidityTransfer.Direction;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.outbox.Outbox;
import org.jboss.logging.Logger;

/**
 * The transactions that move reserves into settlement accounts and out of them. All of them lock the one account that
 * stands for these, so the same id never comes twice at once.
 */
@ApplicationScoped
class LiquidityBooks {
    private static final Logger LOG = Logger.getLogger(LiquidityBooks.class);

    private final Book book;
    private final Outbox outbox;
    private final Clock clock;

    LiquidityBooks(Book book, Outbox outbox, Clock clock) {
        this.book = book;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What placing came to, and whether this call decided it. */
    record Placed(LiquidityTransfer transfer, boolean isNew) {}

    /** Decides once per id, a refusal too; the event goes out with the booking. */
    @WithTransaction
    Uni<Placed> place(UUID id, OperatorId operatorId, Money amount) {
        Holder operator = Holder.operator(operatorId);
        return book.lock(List.of(operator, Holder.SETTLEMENT))
                .invoke(accounts -> {
                    if (!accounts.has(operator)) {
                        throw ReserveRefusal.UNKNOWN_OPERATOR.problem().asException();
                    }
                })
                .chain(accounts -> LiquidityTransferRow.decided(Direction.PLACEMENT, id)
                        .chain(known -> known == null
                                ? placeNew(id, operator, amount, accounts)
                                : Uni.createFrom().item(() -> repeat(known, operator, amount))));
    }

    private static Placed repeat(LiquidityTransferRow known, Holder operator, Money amount) {
        if (!known.isOf(operator.id(), amount)) {
            throw ReserveRefusal.ID_REUSED.problem().asException();
        }
        return new Placed(known.view(), false);
    }

    private Uni<Placed> placeNew(UUID id, Holder operator, Money amount, LockedAccounts accounts) {
        Optional<ReserveRefusal> refusal =
                ReserveRules.place(accounts.balance(operator.account(AccountKind.FREE)), amount);
        Instant now = now();
        LiquidityTransferRow row =
                new LiquidityTransferRow(Direction.PLACEMENT, id, operator.id(), amount, refusal.orElse(null), now);
        List<Posting> postings = JournalEntry.placing(operator, amount);
        return row.persist()
                .call(() -> refusal.isPresent()
                        ? Uni.createFrom().voidItem()
                        : record(accounts, Cause.LIQUIDITY_PLACED, id, postings, now)
                                .chain(() -> outbox.append(new LiquidityPlaced(id, operator.id(), amount.fen()))))
                .replaceWith(() -> new Placed(row.view(), true));
    }

    /**
     * Gives back what settlement has taken from an operator's settlement account, in the running transaction. Settlement
     * has decided already, so nothing is refused; what contradicts the book is reported and changes nothing.
     */
    Uni<Void> takeBack(LiquidityReturned event) {
        Holder operator = Holder.operator(event.operatorId());
        Money amount = Money.fen(event.amountFen());
        return book.lock(List.of(operator, Holder.SETTLEMENT))
                .chain(accounts -> LiquidityTransferRow.decided(Direction.RETURN, event.transferId())
                        .chain(known -> {
                            if (!accounts.has(operator) || known != null && !known.isOf(operator.id(), amount)) {
                                LOG.errorf("a return of liquidity contradicts the book: %s", event);
                                return Uni.createFrom().voidItem();
                            }
                            return known == null
                                    ? takeBackNew(event.transferId(), operator, amount, accounts)
                                    : Uni.createFrom().voidItem();
                        }));
    }

    private Uni<Void> takeBackNew(UUID id, Holder operator, Money amount, LockedAccounts accounts) {
        Instant now = now();
        LiquidityTransferRow row = new LiquidityTransferRow(Direction.RETURN, id, operator.id(), amount, null, now);
        List<Posting> postings = JournalEntry.returning(operator, amount);
        return row.persist().chain(() -> record(accounts, Cause.LIQUIDITY_RETURNED, id, postings, now));
    }

    private Uni<Void> record(LockedAccounts accounts, Cause cause, UUID id, List<Posting> postings, Instant now) {
        return book.record(accounts, List.of(new JournalEntry(cause, id.toString(), now, postings)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
