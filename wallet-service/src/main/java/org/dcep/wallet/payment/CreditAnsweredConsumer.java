package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.Topic;
import org.dcep.kernel.Money;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.GasCharge;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.outbox.Outbox;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.JournalEntry;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.OpenCycle;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.metering.GasUsage;

/** The payer's side of a payment between operators: finishes or returns it, as the payee's operator has answered. */
@ApplicationScoped
class CreditAnsweredConsumer implements EventBatchConsumer<CreditAnswered> {
    private static final int STRIPE = 102;

    private final Book book;
    private final GasUsage gasUsage;
    private final Outbox outbox;
    private final Clock clock;
    private final PaymentMetrics metrics;

    CreditAnsweredConsumer(Book book, GasUsage gasUsage, Outbox outbox, Clock clock, PaymentMetrics metrics) {
        this.book = book;
        this.gasUsage = gasUsage;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Topic topic() {
        return Topic.CREDIT_ANSWERED;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<CreditAnswered> answers) {
        Set<Integer> books = new TreeSet<>();
        Set<Long> payers = new TreeSet<>();
        List<UUID> ids = new ArrayList<>();
        for (CreditAnswered answer : answers) {
            long payer = Long.parseLong(answer.payer());
            books.add(PaymentBatch.operatorOf(payer));
            payers.add(payer);
            ids.add(answer.paymentId());
        }
        return Uni.combine()
                .all()
                .unis(book.lock(tx, books, payers), PaymentStore.find(tx, ids))
                .withUni((locked, known) -> {
                    List<PaymentRow> concluded = concludeAll(answers, locked, known);
                    return Uni.combine()
                            .all()
                            .unis(
                                    book.record(tx, locked, STRIPE),
                                    PaymentStore.conclude(tx, concluded),
                                    gasUsage.record(tx, Charges.of(concluded, locked), STRIPE))
                            .discardItems();
                });
    }

    @Override
    public void committed(List<CreditAnswered> answers) {
        int credited = (int) answers.stream().filter(CreditAnswered::credited).count();
        metrics.concluded(PaymentState.ACCEPTED, credited);
        metrics.concluded(PaymentState.RETURNED, answers.size() - credited);
        outbox.wake();
    }

    private List<PaymentRow> concludeAll(List<CreditAnswered> answers, LockedBook locked, Map<UUID, PaymentRow> known) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, PaymentRow> payments = new HashMap<>(known);
        List<PaymentRow> concluded = new ArrayList<>();
        for (CreditAnswered answer : answers) {
            PaymentRow payment = payments.get(answer.paymentId());
            // Only a pending payment can end; an answer that comes again finds it ended.
            if (payment != null && payment.state() == PaymentState.PENDING) {
                PaymentRow end = answer.credited()
                        ? finish(payment, answer.operatorId(), locked, now)
                        : giveBack(payment, answer.reason(), locked, now);
                payments.put(end.id(), end);
                concluded.add(end);
            }
        }
        return concluded;
    }

    private static PaymentRow finish(PaymentRow payment, String payeeOperatorId, LockedBook locked, Instant now) {
        int operatorNumber = payment.operatorNumber();
        OpenCycle cycle = locked.cycle(operatorNumber);
        List<Posting> postings = PaymentPostings.of(
                AccountId.held(operatorNumber, payment.payer()),
                new PaymentPostings.Destination(
                        AccountId.of(AccountKind.CLEARING, operatorNumber),
                        AccountId.of(AccountKind.GAS, operatorNumber)),
                new Money(payment.amountFen()),
                new Money(payment.gasFeeFen()),
                Purpose.CLEARING_OUT);
        locked.post(new JournalEntry(payment.id(), now, parties(payment), postings));
        PaymentRow end = payment.with(PaymentState.ACCEPTED, "", cycle.cycleId(), now);
        locked.emit(Events.committed(end, cycle.operatorId(), payeeOperatorId), operatorNumber);
        return end;
    }

    /** Everything comes back: amount, gas, what the limits had counted and what the gas rest had changed. */
    private static PaymentRow giveBack(PaymentRow payment, String reason, LockedBook locked, Instant now) {
        int operatorNumber = payment.operatorNumber();
        OpenCycle cycle = locked.cycle(operatorNumber);
        Money fee = new Money(payment.gasFeeFen());
        List<Posting> back = PaymentPostings.of(
                AccountId.held(operatorNumber, payment.payer()),
                PaymentPostings.Destination.both(AccountId.wallet(operatorNumber, payment.payer())),
                new Money(payment.amountFen()),
                fee,
                Purpose.RETURN);
        locked.post(new JournalEntry(payment.id(), now, parties(payment), back));
        WalletAccount payer = locked.wallet(payment.payer()).orElseThrow();
        locked.count(
                payer.number(),
                payer.spending().minus(payment.amountFen(), payment.spentOn()),
                GasCharge.restAfterReturn(payer.gasRestMicroFen(), fee, payment.gasDueMicroFen()));
        PaymentRow end = payment.with(PaymentState.RETURNED, reason, cycle.cycleId(), now);
        locked.emit(Events.returned(end, cycle.operatorId()), operatorNumber);
        return end;
    }

    private static JournalEntry.Parties parties(PaymentRow payment) {
        return new JournalEntry.Parties(payment.payer(), payment.payee());
    }
}
