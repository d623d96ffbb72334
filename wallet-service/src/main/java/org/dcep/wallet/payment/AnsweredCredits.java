package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dcep.contracts.CreditAnswered;
import org.dcep.kernel.Money;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.GasCharge;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.dcep.outbox.Delivery;
import org.dcep.wallet.book.JournalEntry;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.OpenCycle;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.metering.GasUsage;

/** The payer's side of payments between operators: finishes or returns them, as the payee's operator has answered. */
final class AnsweredCredits implements Credits {
    private final Delivery<CreditAnswered> delivery;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private List<CreditAnswered> answers = List.of();
    private Map<UUID, PaymentRow> known = Map.of();
    private List<PaymentRow> concluded = List.of();

    AnsweredCredits(Delivery<CreditAnswered> delivery) {
        this.delivery = delivery;
    }

    @Override
    public int size() {
        return delivery.size();
    }

    @Override
    public Uni<Void> begin(SqlConnection tx) {
        return delivery.begin(tx).invoke(events -> answers = events).replaceWithVoid();
    }

    @Override
    public void need(Set<Integer> books, Set<Long> wallets) {
        for (CreditAnswered answer : answers) {
            long payer = Long.parseLong(answer.payer());
            books.add(PaymentBatch.operatorOf(payer));
            wallets.add(payer);
        }
    }

    @Override
    public Uni<Void> read(SqlConnection tx) {
        List<UUID> ids = answers.stream().map(CreditAnswered::paymentId).toList();
        return PaymentStore.find(tx, ids).invoke(found -> known = found).replaceWithVoid();
    }

    @Override
    public void decide(LockedBook locked, Instant now) {
        Map<UUID, PaymentRow> payments = new HashMap<>(known);
        concluded = new ArrayList<>();
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

    @Override
    public List<GasUsage.Charge> charges(LockedBook locked) {
        return Charges.of(concluded, locked);
    }

    @Override
    public Uni<Void> write(SqlConnection tx) {
        return Uni.combine()
                .all()
                .unis(PaymentStore.conclude(tx, concluded), delivery.end(tx))
                .discardItems();
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }
}
