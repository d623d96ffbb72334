package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.kernel.Money;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.outbox.Delivery;
import org.dcep.wallet.book.JournalEntry;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.OpenCycle;
import org.dcep.wallet.freeze.ShardFrozen;
import org.dcep.wallet.metering.GasUsage;
import org.dcep.wallet.policy.Policies;

/**
 * The payee's side of payments between operators: credits the payee or refuses, once and for ever. The stored answer
 * decides the payment; the payer's side only follows it, however late it hears.
 */
final class RequestedCredits implements Credits {
    private final Delivery<CreditRequested> delivery;
    private final Policies policies;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private List<CreditRequested> requests = List.of();
    private Set<UUID> answered = Set.of();
    private List<CreditStore.Answer> answers = List.of();

    RequestedCredits(Delivery<CreditRequested> delivery, Policies policies) {
        this.delivery = delivery;
        this.policies = policies;
    }

    @Override
    public int size() {
        return delivery.size();
    }

    @Override
    public Uni<Void> begin(SqlConnection tx) {
        return delivery.begin(tx).invoke(events -> requests = events).replaceWithVoid();
    }

    @Override
    public void need(Set<Integer> books, Set<Long> wallets) {
        for (CreditRequested request : requests) {
            long payee = Long.parseLong(request.payee());
            books.add(PaymentBatch.operatorOf(payee));
            wallets.add(payee);
        }
    }

    @Override
    public Uni<Void> read(SqlConnection tx) {
        List<UUID> ids = requests.stream().map(CreditRequested::paymentId).toList();
        return CreditStore.answered(tx, ids).invoke(found -> answered = found).replaceWithVoid();
    }

    @Override
    public void decide(LockedBook locked, Instant now) {
        WalletClassPolicy classes = policies.walletClassesAt(now);
        Set<UUID> known = new HashSet<>(answered);
        answers = new ArrayList<>();
        for (CreditRequested request : requests) {
            // A second request for the same payment finds its answer and does nothing: the answer was sent with it.
            if (known.add(request.paymentId())) {
                answers.add(answer(request, locked, classes, now));
            }
        }
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

    /** The payer's side charges. */
    @Override
    public List<GasUsage.Charge> charges(LockedBook locked) {
        return List.of();
    }

    @Override
    public Uni<Void> write(SqlConnection tx) {
        return Uni.combine()
                .all()
                .unis(CreditStore.insert(tx, answers), delivery.end(tx))
                .discardItems();
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }
}
