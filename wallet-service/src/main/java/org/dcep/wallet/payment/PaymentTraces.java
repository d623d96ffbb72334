package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.kernel.PaymentOrder;
import org.dcep.wallet.book.Transactions;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.dcep.web.Caller;
import org.dcep.web.Role;

/**
 * What the books keep about a payment, for auditors and the operators concerned. Each operator sees what is in its own
 * book, and the answer that the two exchanged; nothing is written for this, so a payment costs no more than without it.
 */
@ApplicationScoped
class PaymentTraces {
    /** By how much the clocks of two replicas may differ that write into the same book. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private static final String LIMIT = "LIMIT_";

    private final Pool pool;
    private final ShownPayments shown;
    private final Operators operators;
    private final Caller caller;

    PaymentTraces(Pool pool, ShownPayments shown, Operators operators, Caller caller) {
        this.pool = pool;
        this.shown = shown;
        this.operators = operators;
        this.caller = caller;
    }

    /** Everything that belongs to one payment, whoever asks. */
    private record Kept(
            PaymentRow payment,
            Map<Integer, String> operatorIds,
            List<TraceStore.Key> keys,
            Optional<TraceStore.Credit> credit,
            List<TraceStore.Entry> entries) {}

    /** Fails with 404 for what is not there or not the caller's to see. */
    Uni<TraceView> find(String paymentId) {
        return shown.find(paymentId)
                .chain(payment -> operators
                        .all()
                        .map(PaymentTraces::byNumber)
                        .chain(operatorIds -> Transactions.run(pool, tx -> kept(tx, payment.id(), operatorIds))))
                .map(this::visible);
    }

    /** All as of one moment: a payment that ends meanwhile must not show its end in one table and not in another. */
    private static Uni<Kept> kept(SqlConnection tx, UUID paymentId, Map<Integer, String> operatorIds) {
        return tx.query("set transaction isolation level repeatable read, read only")
                .execute()
                .chain(() -> PaymentStore.find(tx, List.of(paymentId)))
                .map(found -> found.get(paymentId))
                .chain(payment -> TraceStore.keys(tx, payment.payer(), payment.decidedAt())
                        .chain(keys -> TraceStore.credit(tx, paymentId)
                                .chain(credit -> TraceStore.entries(tx, paymentId, places(payment, credit))
                                        .map(entries -> new Kept(payment, operatorIds, keys, credit, entries)))));
    }

    private static Map<Integer, String> byNumber(List<Operator> all) {
        Map<Integer, String> operatorIds = new HashMap<>();
        all.forEach(operator -> operatorIds.put(operator.number(), operator.operatorId()));
        return operatorIds;
    }

    /** Where the payment's entries must be, if it has any; those of a refused one would be there too. */
    private static List<TraceStore.Place> places(PaymentRow payment, Optional<TraceStore.Credit> credit) {
        List<TraceStore.Place> places = new ArrayList<>();
        places.add(place(payment.payer(), payment.decidedAt()));
        if (PaymentBatch.operatorOf(payment.payee()) == payment.operatorNumber()) {
            places.add(place(payment.payee(), payment.decidedAt()));
        } else {
            // When a payment was held is not kept once it has ended, but no order is taken earlier before its expiry.
            places.add(place(
                    payment.payer(), payment.expiresAt().minus(Duration.ofMinutes(PaymentOrder.MAX_VALIDITY_MINUTES))));
        }
        credit.filter(TraceStore.Credit::credited)
                .ifPresent(answer -> places.add(place(payment.payee(), answer.decidedAt())));
        return places;
    }

    private static TraceStore.Place place(long account, Instant at) {
        return new TraceStore.Place(account, at.minus(TOLERANCE));
    }

    private TraceView visible(Kept kept) {
        PaymentRow payment = kept.payment();
        boolean payersSide = isShown(kept.operatorIds().get(payment.operatorNumber()));
        return new TraceView(
                PaymentView.of(payment),
                kept.operatorIds().get(payment.operatorNumber()),
                Optional.ofNullable(kept.operatorIds().get(PaymentBatch.operatorOf(payment.payee()))),
                payersSide ? Optional.of(order(payment, kept.keys())) : Optional.empty(),
                payersSide ? Optional.of(decision(payment)) : Optional.empty(),
                kept.credit().map(credit -> credit(credit, kept.operatorIds())),
                kept.entries().stream()
                        .map(entry -> entry(entry, kept.operatorIds()))
                        .filter(entry -> isShown(entry.operatorId()))
                        .toList());
    }

    private boolean isShown(String operatorId) {
        return caller.is(Role.AUDITOR) || caller.actsFor(operatorId);
    }

    private static TraceView.OrderView order(PaymentRow payment, List<TraceStore.Key> keys) {
        return new TraceView.OrderView(
                payment.operation(),
                payment.maxGasFeeFen(),
                payment.expiresAt(),
                HexFormat.of().formatHex(payment.fingerprint()),
                Base64Url.encode(payment.signature()),
                keys.stream()
                        .map(key -> new TraceView.KeyView(
                                key.algorithm(), Base64Url.encode(key.publicKey()), key.validFrom()))
                        .toList());
    }

    private static TraceView.DecisionView decision(PaymentRow payment) {
        return new TraceView.DecisionView(
                limit(payment), payment.spentOn(), payment.gasUnits(), payment.gasDueMicroFen(), payment.gasFeeFen());
    }

    /** A payee's operator that refuses for a limit can only mean what its wallet may hold. */
    private static Optional<String> limit(PaymentRow payment) {
        return switch (payment.state()) {
            case PENDING, ACCEPTED -> Optional.empty();
            case REFUSED ->
                payment.reason().startsWith(LIMIT)
                        ? Optional.of(payment.reason().substring(LIMIT.length()))
                        : Optional.empty();
            case RETURNED ->
                payment.reason().equals(PaymentRejection.LIMIT_BALANCE.code())
                        ? Optional.of("BALANCE")
                        : Optional.empty();
        };
    }

    private static TraceView.CreditView credit(TraceStore.Credit credit, Map<Integer, String> operatorIds) {
        return new TraceView.CreditView(
                operatorIds.get(credit.operatorNumber()),
                credit.credited(),
                credit.credited() ? Optional.empty() : Optional.of(credit.reason()),
                credit.cycleId(),
                credit.decidedAt());
    }

    private static TraceView.EntryView entry(TraceStore.Entry entry, Map<Integer, String> operatorIds) {
        return new TraceView.EntryView(
                operatorIds.get(PaymentBatch.operatorOf(entry.account())),
                PaymentRow.walletText(entry.account()),
                entry.seq(),
                entry.at(),
                entry.purpose(),
                entry.amountFen(),
                entry.gasFeeFen(),
                entry.heldFen(),
                entry.cycleId());
    }
}
