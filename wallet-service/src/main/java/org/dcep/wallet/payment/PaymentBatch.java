package org.dcep.wallet.payment;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.dcep.kernel.WalletId;
import org.dcep.outbox.Outbox;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.Transactions;
import org.dcep.wallet.metering.GasUsage;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.dcep.wallet.policy.Policies;
import org.dcep.web.ProblemException;
import org.jboss.logging.Logger;

/**
 * Decides many orders in one transaction: lock, read what is known, decide one after another in memory, write with one
 * statement per table, commit, and only then answer. Refused orders are decided too and disturb nobody. Credits between
 * operators that have come meanwhile are decided first, in the same transaction.
 */
@ApplicationScoped
class PaymentBatch {
    private static final Logger LOG = Logger.getLogger(PaymentBatch.class);
    private static final int MAX_ATTEMPTS = 5;

    private final Pool pool;
    private final Book book;
    private final Policies policies;
    private final Operators operators;
    private final GasUsage gasUsage;
    private final Outbox outbox;
    private final Clock clock;
    private final PaymentMetrics metrics;

    PaymentBatch(
            Pool pool,
            Book book,
            Policies policies,
            Operators operators,
            GasUsage gasUsage,
            Outbox outbox,
            Clock clock,
            PaymentMetrics metrics) {
        this.pool = pool;
        this.book = book;
        this.policies = policies;
        this.operators = operators;
        this.gasUsage = gasUsage;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Has an answer to every order and an end for all credits, whatever happens; never fails.
     *
     * @return tells the answers, once, to those who wait for them
     */
    Uni<Runnable> decide(Work work, int stripe) {
        // Deferred, so that what is thrown before the first statement is a failure like any other.
        return Uni.createFrom()
                .deferred(() -> attempt(work, stripe, 1))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.error("a batch of payments met a fault of this service", failure);
                    return unknown(work, failure);
                });
    }

    private Uni<Runnable> attempt(Work work, int stripe, int attempt) {
        return learnOperators(work.orders())
                .chain(() -> Transactions.run(pool, tx -> decideIn(tx, work, stripe)))
                .<Runnable>map(desk -> {
                    outbox.wake();
                    metrics.decided(desk);
                    return () -> {
                        work.credits().forEach(credits -> credits.done().complete(null));
                        desk.answer();
                    };
                })
                .onFailure()
                .recoverWithUni(failure -> recover(failure, work, stripe, attempt));
    }

    /** An operator that is not known in memory may have been admitted by way of another replica. */
    private Uni<Void> learnOperators(List<Submission> orders) {
        boolean allKnown = orders.stream()
                .allMatch(submission -> operators
                        .known(operatorOf(submission.signed().payeeNumber()))
                        .isPresent());
        return allKnown ? Uni.createFrom().voidItem() : operators.all().replaceWithVoid();
    }

    private Uni<DecisionDesk> decideIn(SqlConnection tx, Work work, int stripe) {
        return all(work.credits(), credits -> credits.begin(tx)).chain(() -> lockAndDecide(tx, work, stripe));
    }

    private Uni<DecisionDesk> lockAndDecide(SqlConnection tx, Work work, int stripe) {
        Set<Integer> books = new TreeSet<>();
        Set<Long> wallets = new TreeSet<>();
        Set<UUID> ids = new TreeSet<>();
        for (Submission order : work.orders()) {
            long payer = order.signed().payerNumber();
            long payee = order.signed().payeeNumber();
            ids.add(order.id());
            books.add(operatorOf(payer));
            wallets.add(payer);
            if (operatorOf(payee) == operatorOf(payer) && WalletId.isValid(payee)) {
                wallets.add(payee);
            }
        }
        work.credits().forEach(credits -> credits.need(books, wallets));
        // The ids are read after the locks: whoever held a payer's row before has committed, and is seen.
        return Uni.combine()
                .all()
                .unis(
                        book.lock(tx, books, wallets),
                        PaymentStore.find(tx, ids),
                        all(work.credits(), credits -> credits.read(tx)))
                .with((locked, known, read) -> decideAll(work, locked, known))
                .call(desk -> record(tx, desk, work.credits(), stripe));
    }

    private DecisionDesk decideAll(Work work, LockedBook locked, Map<UUID, PaymentRow> known) {
        // The database keeps microseconds, and a repeated answer must equal the first.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        DecisionDesk desk = new DecisionDesk(
                locked,
                known,
                number -> operators.known(number).map(Operator::operatorId),
                policies.walletClassesAt(now),
                policies.gasInForceAt(now),
                now);
        work.credits().forEach(credits -> credits.decide(locked, now));
        work.orders().forEach(desk::decide);
        return desk;
    }

    private Uni<Void> record(SqlConnection tx, DecisionDesk desk, List<Credits> credits, int stripe) {
        List<GasUsage.Charge> charges = new ArrayList<>(Charges.of(desk.decided(), desk.book()));
        credits.forEach(each -> charges.addAll(each.charges(desk.book())));
        return Uni.combine()
                .all()
                .unis(
                        book.record(tx, desk.book(), stripe),
                        PaymentStore.insert(tx, desk.decided()),
                        all(credits, each -> each.write(tx)),
                        gasUsage.record(tx, charges, stripe))
                .discardItems();
    }

    /** Statements for each of {@code credits}, sent one after another without waiting. */
    private static Uni<Void> all(List<Credits> credits, Function<Credits, Uni<Void>> statements) {
        return credits.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.combine()
                        .all()
                        .unis(credits.stream().map(statements).toList())
                        .discardItems();
    }

    private Uni<Runnable> recover(Throwable failure, Work work, int stripe, int attempt) {
        if (work.credits().isEmpty()) {
            return recoverOrders(failure, work.orders(), stripe, attempt);
        }
        boolean alone = work.orders().isEmpty() && work.credits().size() == 1;
        if (failure instanceof Transactions.OutcomeUnknown || alone) {
            return Uni.createFrom().item(unknown(work, failure));
        }
        LOG.warnf(
                failure,
                "%d payments and the credits beside them failed together and are decided apart",
                work.orders().size());
        List<Work> parts = new ArrayList<>();
        if (!work.orders().isEmpty()) {
            parts.add(Work.of(work.orders()));
        }
        work.credits().forEach(credits -> parts.add(Work.of(credits)));
        return oneAfterAnother(parts, stripe);
    }

    private Uni<Runnable> recoverOrders(Throwable failure, List<Submission> orders, int stripe, int attempt) {
        if (Transactions.isAgain(failure) && attempt < MAX_ATTEMPTS) {
            return attempt(Work.of(orders), stripe, attempt + 1);
        }
        if (failure instanceof ProblemException notReady) {
            return Uni.createFrom().item(answered(orders, id -> Answers.about(id, notReady.problem())));
        }
        if (!Transactions.isAboutData(failure)) {
            LOG.warnf(failure, "the outcome of %d payments is not known", orders.size());
            return Uni.createFrom().item(answered(orders, Answers::outcomeUnknown));
        }
        if (orders.size() == 1) {
            return decideAlone(failure, orders, stripe, attempt);
        }
        LOG.warnf(failure, "a batch of %d payments cannot be written as a whole", orders.size());
        int half = orders.size() / 2;
        List<Work> halves = List.of(Work.of(orders.subList(0, half)), Work.of(orders.subList(half, orders.size())));
        return oneAfterAnother(halves, stripe);
    }

    private Uni<Runnable> oneAfterAnother(List<Work> parts, int stripe) {
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> attempt(part, stripe, 1))
                .collect()
                .asList()
                .map(tellers -> () -> tellers.forEach(Runnable::run));
    }

    /** An id that two payers used at the same moment is known at the second attempt; anything else is a fault here. */
    private Uni<Runnable> decideAlone(Throwable failure, List<Submission> order, int stripe, int attempt) {
        if (attempt < 2) {
            return attempt(Work.of(order), stripe, attempt + 1);
        }
        LOG.errorf(failure, "payment %s cannot be written", order.get(0).id());
        metrics.quarantined();
        return Uni.createFrom().item(answered(order, Answers::outcomeUnknown));
    }

    /** Nobody knows what became of the orders; whether the credits took effect, their consumers look up. */
    private static Runnable unknown(Work work, Throwable failure) {
        Runnable orders = answered(work.orders(), Answers::outcomeUnknown);
        return () -> {
            work.credits().forEach(credits -> credits.done().completeExceptionally(failure));
            orders.run();
        };
    }

    private static Runnable answered(List<Submission> orders, Function<UUID, PaymentAnswer> answer) {
        return () -> orders.forEach(order -> order.answer().complete(Optional.of(answer.apply(order.id()))));
    }

    static int operatorOf(long wallet) {
        return (int) (wallet / 10_000_000_000_000L);
    }
}
