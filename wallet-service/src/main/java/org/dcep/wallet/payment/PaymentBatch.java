package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * statement per table, commit, and only then answer. Refused orders are decided too and disturb nobody.
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
     * Has an answer to every submission, whatever happens; never fails.
     *
     * @return tells the answers, once, to those who wait for them
     */
    Uni<Runnable> decide(List<Submission> submissions, int stripe) {
        // Deferred, so that what is thrown before the first statement is a failure like any other.
        return Uni.createFrom()
                .deferred(() -> attempt(submissions, stripe, 1))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.error("a batch of payments met a fault of this service", failure);
                    return answerAll(submissions, Answers::outcomeUnknown);
                });
    }

    private Uni<Runnable> attempt(List<Submission> submissions, int stripe, int attempt) {
        return learnOperators(submissions)
                .chain(() -> Transactions.run(pool, tx -> decideIn(tx, submissions, stripe)))
                .<Runnable>map(desk -> {
                    outbox.wake();
                    metrics.decided(desk);
                    return desk::answer;
                })
                .onFailure()
                .recoverWithUni(failure -> recover(failure, submissions, stripe, attempt));
    }

    /** An operator that is not known in memory may have been admitted by way of another replica. */
    private Uni<Void> learnOperators(List<Submission> submissions) {
        boolean allKnown = submissions.stream()
                .allMatch(submission -> operators
                        .known(operatorOf(submission.signed().payeeNumber()))
                        .isPresent());
        return allKnown ? Uni.createFrom().voidItem() : operators.all().replaceWithVoid();
    }

    private Uni<DecisionDesk> decideIn(SqlConnection tx, List<Submission> submissions, int stripe) {
        Set<Integer> books = new TreeSet<>();
        Set<Long> wallets = new TreeSet<>();
        Set<UUID> ids = new TreeSet<>();
        for (Submission submission : submissions) {
            long payer = submission.signed().payerNumber();
            long payee = submission.signed().payeeNumber();
            ids.add(submission.id());
            books.add(operatorOf(payer));
            wallets.add(payer);
            if (operatorOf(payee) == operatorOf(payer) && WalletId.isValid(payee)) {
                wallets.add(payee);
            }
        }
        // The ids are read after the locks: whoever held a payer's row before has committed, and is seen.
        return Uni.combine()
                .all()
                .unis(book.lock(tx, books, wallets), PaymentStore.find(tx, ids))
                .with((locked, known) -> decideAll(submissions, locked, known))
                .call(desk -> record(tx, desk, stripe));
    }

    private DecisionDesk decideAll(List<Submission> submissions, LockedBook locked, Map<UUID, PaymentRow> known) {
        // The database keeps microseconds, and a repeated answer must equal the first.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        DecisionDesk desk = new DecisionDesk(
                locked,
                known,
                number -> operators.known(number).map(Operator::operatorId),
                policies.walletClassesAt(now),
                policies.gasInForceAt(now),
                now);
        submissions.forEach(desk::decide);
        return desk;
    }

    private Uni<Void> record(SqlConnection tx, DecisionDesk desk, int stripe) {
        return Uni.combine()
                .all()
                .unis(
                        book.record(tx, desk.book(), stripe),
                        PaymentStore.insert(tx, desk.decided()),
                        gasUsage.record(tx, Charges.of(desk.decided(), desk.book()), stripe))
                .discardItems();
    }

    private Uni<Runnable> recover(Throwable failure, List<Submission> submissions, int stripe, int attempt) {
        if (Transactions.isAgain(failure) && attempt < MAX_ATTEMPTS) {
            return attempt(submissions, stripe, attempt + 1);
        }
        if (failure instanceof ProblemException notReady) {
            return answerAll(submissions, id -> Answers.about(id, notReady.problem()));
        }
        if (!Transactions.isAboutData(failure)) {
            LOG.warnf(failure, "the outcome of %d payments is not known", submissions.size());
            return answerAll(submissions, Answers::outcomeUnknown);
        }
        if (submissions.size() == 1) {
            return decideAlone(failure, submissions, stripe, attempt);
        }
        LOG.warnf(failure, "a batch of %d payments cannot be written as a whole", submissions.size());
        int half = submissions.size() / 2;
        return attempt(submissions.subList(0, half), stripe, 1)
                .chain(first -> attempt(submissions.subList(half, submissions.size()), stripe, 1)
                        .map(second -> () -> {
                            first.run();
                            second.run();
                        }));
    }

    /** An id that two payers used at the same moment is known at the second attempt; anything else is a fault here. */
    private Uni<Runnable> decideAlone(Throwable failure, List<Submission> submission, int stripe, int attempt) {
        if (attempt < 2) {
            return attempt(submission, stripe, attempt + 1);
        }
        LOG.errorf(failure, "payment %s cannot be written", submission.get(0).id());
        metrics.quarantined();
        return answerAll(submission, Answers::outcomeUnknown);
    }

    private static Uni<Runnable> answerAll(List<Submission> submissions, Function<UUID, PaymentAnswer> answer) {
        return Uni.createFrom()
                .item(() -> submissions.forEach(
                        submission -> submission.answer().complete(Optional.of(answer.apply(submission.id())))));
    }

    static int operatorOf(long wallet) {
        return (int) (wallet / 10_000_000_000_000L);
    }
}
