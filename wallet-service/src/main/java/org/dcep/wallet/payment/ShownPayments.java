package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.Money;
import org.dcep.kernel.Receipt;
import org.dcep.wallet.keys.ReceiptSigner;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.dcep.web.Caller;
import org.dcep.web.Problems;
import org.dcep.web.Role;

/** Payments for those who may see them; to everybody else they do not exist. */
@ApplicationScoped
class ShownPayments {
    private final Pool pool;
    private final Operators operators;
    private final ReceiptSigner signer;
    private final Caller caller;

    ShownPayments(Pool pool, Operators operators, ReceiptSigner signer, Caller caller) {
        this.pool = pool;
        this.operators = operators;
        this.signer = signer;
        this.caller = caller;
    }

    /** Fails with 404 for what is not there or not the caller's to see. */
    Uni<PaymentRow> find(String paymentId) {
        return parsed(paymentId)
                .map(id -> PaymentStore.find(pool, List.of(id))
                        .map(found -> Optional.ofNullable(found.get(id))
                                .filter(this::mayBeSeen)
                                .orElseThrow(() -> Problems.notFound().asException())))
                .orElseGet(() -> Uni.createFrom().failure(Problems.notFound().asException()));
    }

    /** What the payer's operator signs about the payment as it stands now. */
    Uni<ReceiptView> receipt(String paymentId) {
        return find(paymentId)
                .chain(payment -> operators.numbered(payment.operatorNumber()).map(operator -> {
                    String operatorId = operator.orElseThrow().operatorId();
                    Receipt receipt = receipt(payment, signer.keyId(operatorId));
                    String signature = signer.sign(operatorId, receipt);
                    return ReceiptView.of(receipt, operatorId, signature, leaf(payment, operatorId));
                }));
    }

    private static Receipt receipt(PaymentRow payment, String keyId) {
        return new Receipt(
                payment.id(),
                payment.payerText(),
                payment.payeeText(),
                new Money(payment.amountFen()),
                new Money(payment.costsGas() ? payment.gasFeeFen() : 0),
                payment.shownState(),
                payment.reasonCode(),
                HexFormat.of().formatHex(payment.fingerprint()),
                payment.decidedAt(),
                keyId);
    }

    /** The operator of a final payment's payee was known when it was decided. */
    private Optional<LogLeaf> leaf(PaymentRow payment, String operatorId) {
        if (payment.state() != PaymentState.ACCEPTED) {
            return Optional.empty();
        }
        return operators
                .known(PaymentBatch.operatorOf(payment.payee()))
                .map(payee -> payment.leaf(operatorId, payee.operatorId()));
    }

    private boolean mayBeSeen(PaymentRow payment) {
        return caller.is(Role.AUDITOR)
                || caller.holds(payment.payerText())
                || caller.holds(payment.payeeText())
                || actsFor(payment.operatorNumber())
                || actsFor(PaymentBatch.operatorOf(payment.payee()));
    }

    private boolean actsFor(int operatorNumber) {
        return operators
                .known(operatorNumber)
                .map(Operator::operatorId)
                .filter(caller::actsFor)
                .isPresent();
    }

    private static Optional<UUID> parsed(String paymentId) {
        try {
            UUID id = UUID.fromString(paymentId);
            return id.toString().equals(paymentId) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
