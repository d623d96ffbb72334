package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.Topic;
import org.dcep.kernel.Money;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.outbox.Outbox;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.JournalEntry;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.OpenCycle;
import org.dcep.wallet.freeze.ShardFrozen;
import org.dcep.wallet.policy.Policies;

/**
 * The payee's side of a payment between operators: credits the payee or refuses, once and for ever. The stored answer
 * decides the payment; the payer's side only follows it, however late it hears.
 */
@ApplicationScoped
class CreditRequestedConsumer implements EventBatchConsumer<CreditRequested> {
    private static final int STRIPE = 101;

    private final Book book;
    private final Policies policies;
    private final Outbox outbox;
    private final Clock clock;

    CreditRequestedConsumer(Book book, Policies policies, Outbox outbox, Clock clock) {
        this.book = book;
        this.policies = policies;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.CREDIT_REQUESTED;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<CreditRequested> requests) {
        Set<Integer> books = new TreeSet<>();
        Set<Long> payees = new TreeSet<>();
        List<UUID> ids = new ArrayList<>();
        for (CreditRequested request : requests) {
            long payee = Long.parseLong(request.payee());
            books.add(PaymentBatch.operatorOf(payee));
            payees.add(payee);
            ids.add(request.paymentId());
        }
        return Uni.combine()
                .all()
                .unis(book.lock(tx, books, payees), CreditStore.answered(tx, ids))
                .withUni((locked, answered) -> {
                    List<CreditStore.Answer> answers = answerAll(requests, locked, answered);
                    return Uni.combine()
                            .all()
                            .unis(book.record(tx, locked, STRIPE), CreditStore.insert(tx, answers))
                            .discardItems();
                });
    }

    @Override
    public void committed(List<CreditRequested> requests) {
        outbox.wake();
    }

    private List<CreditStore.Answer> answerAll(List<CreditRequested> requests, LockedBook locked, Set<UUID> answered) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        WalletClassPolicy classes = policies.walletClassesAt(now);
        Set<UUID> done = new HashSet<>(answered);
        List<CreditStore.Answer> answers = new ArrayList<>();
        for (CreditRequested request : requests) {
            // A second request for the same payment finds its answer and does nothing: the answer was sent with it.
            if (done.add(request.paymentId())) {
                answers.add(answer(request, locked, classes, now));
            }
        }
        return answers;
    }

    private static CreditStore.Answer answer(
            CreditRequested request, LockedBook locked, WalletClassPolicy classes, Instant now) {
        long payee = Long.parseLong(request.payee());
        int operatorNumber = PaymentBatch.operatorOf(payee);
        OpenCycle cycle = locked.cycle(operatorNumber);
        Money amount = new Money(request.amountFen());
        Payee known = locked.wallet(payee)
                .<Payee>map(account -> new Payee.Local(account, classes.of(account.walletClass())))
                .orElseGet(Payee.Nobody::new);
        Optional<String> objection = cycle.frozen()
                ? Optional.of(ShardFrozen.CODE)
                : PaymentRules.objectionToCredit(known, amount).map(PaymentRejection::code);
        if (objection.isEmpty()) {
            Posting credit = new Posting(
                    AccountId.of(AccountKind.CLEARING, operatorNumber),
                    AccountId.wallet(operatorNumber, payee),
                    amount,
                    Purpose.CLEARING_IN);
            JournalEntry.Parties parties = new JournalEntry.Parties(Long.parseLong(request.payer()), payee);
            locked.post(new JournalEntry(request.paymentId(), now, parties, List.of(credit)));
        }
        String reason = objection.orElse("");
        locked.emit(
                new CreditAnswered(
                        request.paymentId(),
                        cycle.operatorId(),
                        cycle.cycleId(),
                        request.operatorId(),
                        request.payer(),
                        request.payee(),
                        request.amountFen(),
                        objection.isEmpty(),
                        reason),
                operatorNumber);
        return new CreditStore.Answer(request, operatorNumber, reason, cycle.cycleId(), now);
    }
}
