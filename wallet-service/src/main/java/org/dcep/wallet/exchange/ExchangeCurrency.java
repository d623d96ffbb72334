package org.dcep.wallet.exchange;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.Limits;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.dcep.outbox.Outbox;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.JournalEntry;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.OpenCycle;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.freeze.ShardFrozen;
import org.dcep.wallet.policy.Policies;
import org.dcep.web.Problems;

/** Exchanges once per id: locks wallet and vault, decides, books, and remembers a refusal too. */
@ApplicationScoped
class ExchangeCurrency {
    /** unique_violation, serialization_failure, deadlock_detected: had no effect, another attempt tells why. */
    private static final Set<String> AGAIN = Set.of("23505", "40001", "40P01");

    private static final int MAX_RETRIES = 3;

    private final Book book;
    private final ExchangeStore store;
    private final Policies policies;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;
    private final MeterRegistry metrics;

    ExchangeCurrency(
            Book book,
            ExchangeStore store,
            Policies policies,
            Outbox outbox,
            Pool pool,
            Clock clock,
            MeterRegistry metrics) {
        this.book = book;
        this.store = store;
        this.policies = policies;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * @param fresh false if the order was decided before
     */
    record Decided(Exchange exchange, boolean fresh) {}

    /**
     * Decides the order, or finds what was decided.
     *
     * @param operatorNumber the operator that orders; the wallet is one of its own
     * @return fails with a problem: 404 if there is no such wallet, 422 ID_REUSED if the id stands for another order
     */
    Uni<Decided> exchange(ExchangeOrder order, int operatorNumber) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(tx -> decide(tx, order, operatorNumber)))
                .onFailure(ExchangeCurrency::isAgain)
                .retry()
                .atMost(MAX_RETRIES)
                .invoke(this::told);
    }

    private Uni<Decided> decide(SqlConnection tx, ExchangeOrder order, int operatorNumber) {
        List<Integer> own = List.of(operatorNumber);
        return book.lock(tx, own, List.of(order.wallet()), own)
                .chain(locked -> store.find(tx, order.id())
                        .chain(known -> known.map(earlier -> repeated(earlier, order))
                                .orElseGet(() -> decide(tx, order, locked, operatorNumber))));
    }

    private static Uni<Decided> repeated(Exchange earlier, ExchangeOrder order) {
        return earlier.order().equals(order)
                ? Uni.createFrom().item(new Decided(earlier, false))
                : Uni.createFrom().failure(Problems.idReused().asException());
    }

    private Uni<Decided> decide(SqlConnection tx, ExchangeOrder order, LockedBook locked, int operatorNumber) {
        if (locked.cycle(operatorNumber).frozen()) {
            return Uni.createFrom().failure(ShardFrozen.problem().asException());
        }
        Optional<WalletAccount> wallet = locked.wallet(order.wallet());
        if (wallet.isEmpty()) {
            return Uni.createFrom().failure(Problems.notFound().asException());
        }
        // As precise as the database, so that a repetition gets the same characters.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Limits limits = policies.walletClassesAt(now).of(wallet.get().walletClass());
        Optional<ExchangeRefusal> refusal =
                ExchangeRules.objection(order, wallet.get(), limits, locked.vaultFen(operatorNumber));
        Exchange exchange = new Exchange(order, refusal, now);
        if (refusal.isEmpty()) {
            post(locked, operatorNumber, exchange);
        }
        return store.insert(tx, operatorNumber, exchange)
                .chain(() -> book.record(tx, locked, 0))
                .replaceWith(new Decided(exchange, true));
    }

    private static void post(LockedBook locked, int operatorNumber, Exchange exchange) {
        ExchangeOrder order = exchange.order();
        AccountId vault = AccountId.of(AccountKind.VAULT, operatorNumber);
        AccountId wallet = AccountId.wallet(operatorNumber, order.wallet());
        boolean toWallet = order.direction() == Direction.TO_WALLET;
        Posting posting =
                new Posting(toWallet ? vault : wallet, toWallet ? wallet : vault, order.amount(), Purpose.EXCHANGE);
        locked.post(new JournalEntry(order.id(), exchange.at(), JournalEntry.Parties.NONE, List.of(posting)));
        OpenCycle cycle = locked.cycle(operatorNumber);
        locked.emit(
                new CurrencyExchanged(
                        order.id(), cycle.operatorId(), cycle.cycleId(), order.walletId(), toWallet, order.amountFen()),
                operatorNumber);
    }

    private void told(Decided decided) {
        if (decided.fresh()) {
            outbox.wake();
            ExchangeOrder order = decided.exchange().order();
            String outcome =
                    decided.exchange().refusal().map(ExchangeRefusal::name).orElse("DONE");
            metrics.counter(
                            "dcep.wallet.exchanges",
                            "direction",
                            order.direction().name(),
                            "outcome",
                            outcome)
                    .increment();
        }
    }

    private static boolean isAgain(Throwable failure) {
        return failure instanceof PgException error && AGAIN.contains(error.getSqlState());
    }
}
