package org.dcep.wallet.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.GasCharge;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.Operation;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.JournalEntry;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.OpenCycle;
import org.dcep.wallet.book.Spending;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.freeze.ShardFrozen;
import org.dcep.wallet.policy.InForce;
import org.dcep.web.Problems;

/**
 * Decides the orders of one transaction one after another, each on what the ones before it have left. Lives in memory
 * and as long as its transaction; nothing it says is true before the commit.
 */
final class DecisionDesk {
    private final LockedBook book;
    private final Map<UUID, PaymentRow> known;
    private final IntFunction<Optional<String>> operatorIds;
    private final WalletClassPolicy classes;
    private final InForce<GasPolicy> gas;
    private final Instant now;
    private final LocalTime time;
    private final List<PaymentRow> decided = new ArrayList<>();
    private final List<Answered> answers = new ArrayList<>();

    /** An answer that waits for the commit; empty if the order must be verified again. */
    private record Answered(Submission submission, Optional<PaymentAnswer> answer) {}

    /**
     * @param known what was decided before, by id
     * @param operatorIds the ids of admitted operators, by number
     */
    DecisionDesk(
            LockedBook book,
            Map<UUID, PaymentRow> known,
            IntFunction<Optional<String>> operatorIds,
            WalletClassPolicy classes,
            InForce<GasPolicy> gas,
            Instant now) {
        this.book = book;
        this.known = new HashMap<>(known);
        this.operatorIds = operatorIds;
        this.classes = classes;
        this.gas = gas;
        this.now = now;
        this.time = LocalTime.ofInstant(now, Book.BUSINESS_ZONE);
    }

    /** Decides one order, unless it was decided before. */
    void decide(Submission submission) {
        answers.add(new Answered(submission, answerTo(submission)));
    }

    LockedBook book() {
        return book;
    }

    /** What was decided now, for the table of payments. */
    List<PaymentRow> decided() {
        return decided;
    }

    /** How many orders got an earlier answer again. */
    long replays() {
        return answers.stream()
                .flatMap(answered -> answered.answer().stream())
                .filter(answer -> answer instanceof PaymentAnswer.Decided decidedBefore && !decidedBefore.first())
                .count();
    }

    /** To be called once the transaction is committed. */
    void answer() {
        answers.forEach(answered -> answered.submission().answer().complete(answered.answer()));
    }

    private Optional<PaymentAnswer> answerTo(Submission submission) {
        Optional<WalletAccount> payer = book.wallet(submission.signed().payerNumber());
        if (payer.isEmpty() || payer.get().keyEpoch() != submission.keyEpoch()) {
            return Optional.empty();
        }
        if (submission.signed().operation() == Operation.PAYROLL_ITEM
                && payer.get().walletClass() != WalletClass.CORPORATE) {
            return Optional.of(Answers.about(submission.id(), Problems.forbidden()));
        }
        PaymentRow earlier = known.get(submission.id());
        if (earlier != null) {
            return Optional.of(
                    earlier.isOf(submission.fingerprint())
                            ? new PaymentAnswer.Decided(earlier, false)
                            : Answers.idReused(submission.id()));
        }
        if (book.cycle(payer.get().operatorNumber()).frozen()) {
            return Optional.of(Answers.about(submission.id(), ShardFrozen.problem()));
        }
        PaymentRow payment = decideNew(submission, payer.get());
        known.put(payment.id(), payment);
        decided.add(payment);
        return Optional.of(new PaymentAnswer.Decided(payment, true));
    }

    private PaymentRow decideNew(Submission submission, WalletAccount payer) {
        PaymentOrder order = submission.signed().order();
        OpenCycle cycle = book.cycle(payer.operatorNumber());
        PaymentRules.Terms terms = new PaymentRules.Terms(
                now,
                cycle.businessDate(),
                time,
                gas.policy(),
                submission.signed().operation());
        Payee payee = payee(submission.signed().payeeNumber(), payer.operatorNumber());
        return PaymentRules.decide(order, new PaymentRules.Payer(payer, classes.of(payer.walletClass())), payee, terms)
                .fold(
                        accepted -> accept(submission, payer, accepted.gas(), cycle),
                        held -> hold(submission, payer, held.gas(), cycle),
                        refused -> PaymentRow.refused(
                                submission.signed(),
                                submission.fingerprint(),
                                refused.reason(),
                                decision(payer, cycle.businessDate())));
    }

    private Payee payee(long number, int payerOperator) {
        if (!WalletId.isValid(number)) {
            return new Payee.Nobody();
        }
        int operatorNumber = PaymentBatch.operatorOf(number);
        if (operatorNumber != payerOperator) {
            return operatorIds.apply(operatorNumber).isPresent() ? new Payee.Elsewhere() : new Payee.Nobody();
        }
        return book.wallet(number)
                .<Payee>map(account -> new Payee.Local(account, classes.of(account.walletClass())))
                .orElseGet(Payee.Nobody::new);
    }

    private PaymentRow accept(Submission submission, WalletAccount payer, GasCharge charge, OpenCycle cycle) {
        SignedOrder signed = submission.signed();
        int operatorNumber = payer.operatorNumber();
        List<Posting> postings = PaymentPostings.of(
                AccountId.wallet(operatorNumber, payer.number()),
                new PaymentPostings.Destination(
                        AccountId.wallet(operatorNumber, signed.payeeNumber()),
                        AccountId.of(AccountKind.GAS, operatorNumber)),
                signed.order().amount(),
                charge.fee(),
                Purpose.PAYMENT);
        LocalDate spentOn = spend(signed, payer, charge, postings, cycle);
        PaymentRow payment = PaymentRow.decided(
                signed,
                submission.fingerprint(),
                PaymentState.ACCEPTED,
                charge,
                cycle.cycleId(),
                decision(payer, spentOn));
        book.emit(Events.committed(payment, cycle.operatorId(), cycle.operatorId()), operatorNumber);
        return payment;
    }

    private PaymentRow hold(Submission submission, WalletAccount payer, GasCharge charge, OpenCycle cycle) {
        SignedOrder signed = submission.signed();
        int operatorNumber = payer.operatorNumber();
        List<Posting> hold = PaymentPostings.of(
                AccountId.wallet(operatorNumber, payer.number()),
                PaymentPostings.Destination.both(AccountId.held(operatorNumber, payer.number())),
                signed.order().amount(),
                charge.fee(),
                Purpose.HOLD);
        LocalDate spentOn = spend(signed, payer, charge, hold, cycle);
        PaymentRow payment = PaymentRow.decided(
                signed,
                submission.fingerprint(),
                PaymentState.PENDING,
                charge,
                cycle.cycleId(),
                decision(payer, spentOn));
        String payeeOperatorId =
                operatorIds.apply(PaymentBatch.operatorOf(payment.payee())).orElseThrow();
        book.emit(Events.creditRequested(payment, cycle.operatorId(), payeeOperatorId), operatorNumber);
        return payment;
    }

    /** Moves the money and counts it; says to which date. */
    private LocalDate spend(
            SignedOrder signed, WalletAccount payer, GasCharge charge, List<Posting> postings, OpenCycle cycle) {
        JournalEntry.Parties parties = new JournalEntry.Parties(payer.number(), signed.payeeNumber());
        book.post(new JournalEntry(signed.order().id(), now, parties, postings));
        Spending spending = payer.spending().plus(signed.order().amount().fen(), cycle.businessDate());
        book.count(payer.number(), spending, charge.restMicroFen());
        return spending.on();
    }

    private PaymentRow.Decision decision(WalletAccount payer, LocalDate spentOn) {
        return new PaymentRow.Decision(payer.operatorNumber(), gas.version(), spentOn, now);
    }
}
