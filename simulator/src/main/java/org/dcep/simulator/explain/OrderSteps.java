package org.dcep.simulator.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.Sm3;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.CanonicalText;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.ledger.Operation;
import org.dcep.simulator.client.PaymentTrace;
import org.dcep.simulator.client.WalletApi;

/** What the payer ordered and signed, and what its operator decided. */
final class OrderSteps {
    /** The bytes that tell an item of a payroll from another; nobody signs them by themselves. */
    private static final String PAYROLL_ITEM_TAG = "dcep-payroll-item-v1";

    /** How much later than its own time a change of a key may take effect, having waited for payments under way. */
    private static final Duration KEY_CHANGE = Duration.ofSeconds(10);

    private OrderSteps() {}

    static List<Step> of(Evidence evidence) {
        return List.of(order(evidence), signature(evidence), decision(evidence));
    }

    private static Step order(Evidence evidence) {
        PaymentTrace trace = evidence.trace();
        PaymentTrace.Payment payment = trace.payment();
        List<Finding> findings = new ArrayList<>();
        String reference = payment.reference().isEmpty() ? "no reference" : "reference '" + payment.reference() + "'";
        findings.add(Finding.read("wallet " + payment.payer() + " orders to pay wallet " + payment.payee() + " "
                + Amounts.text(payment.amountFen()) + ", " + reference));
        findings.add(Finding.read("at most " + Amounts.text(trace.order().maxGasFeeFen()) + " of gas; good until "
                + trace.order().expiresAt()));
        boolean same = orderBytes(evidence)
                .map(Sm3::hex)
                .filter(trace.order().orderDigest()::equals)
                .isPresent();
        findings.add(Finding.of(
                same,
                "the digest kept with the payment is that of these fields on network " + evidence.network(),
                "the digest kept with the payment is not that of these fields on network " + evidence.network()));
        return new Step("order", Step.WALLET_SERVICE + " (" + trace.operatorId() + ")", null, findings);
    }

    private static Step signature(Evidence evidence) {
        PaymentTrace trace = evidence.trace();
        List<Finding> findings = new ArrayList<>();
        if (trace.order().operation() == Operation.PAYROLL_ITEM) {
            findings.add(Finding.open("the payment is an item of a payroll: the signature is over all its items, which"
                    + " are not kept together, so it cannot be verified again"));
        } else {
            Optional<PaymentTrace.Key> signer = orderBytes(evidence).flatMap(bytes -> signer(trace.order(), bytes));
            findings.add(signer.map(key -> Finding.checked("it is signed with the " + key.algorithm() + " key "
                            + verifying(key).keyId() + " of wallet "
                            + trace.payment().payer()))
                    .orElseGet(() -> Finding.failed(
                            "no key that wallet " + trace.payment().payer() + " has had signed this")));
            signer.ifPresent(key -> findings.add(inForce(trace, key)));
        }
        return new Step("signature", Step.WALLET_SERVICE + " (" + trace.operatorId() + ")", null, findings);
    }

    /** Keys are listed newest first: the one before {@code signer} took its place. */
    private static Finding inForce(PaymentTrace trace, PaymentTrace.Key signer) {
        int place = trace.order().keys().indexOf(signer);
        Instant decidedAt = trace.firstDecidedAt();
        boolean replaced = place > 0
                && trace.order()
                        .keys()
                        .get(place - 1)
                        .validFrom()
                        .plus(KEY_CHANGE)
                        .isBefore(decidedAt);
        return Finding.of(
                !replaced && !signer.validFrom().isAfter(decidedAt),
                "that key, valid from " + signer.validFrom() + ", was in force when the payment was decided",
                "that key was not in force when the payment was decided");
    }

    private static Optional<PaymentTrace.Key> signer(PaymentTrace.Order order, byte[] bytes) {
        byte[] signature;
        try {
            signature = Base64Url.decode(order.signature());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return order.keys().stream()
                .filter(key -> verifying(key).verifies(bytes, signature))
                .findFirst();
    }

    /**
     * @throws IllegalArgumentException if the service shows as a key what none is
     */
    private static VerifyingKey verifying(PaymentTrace.Key key) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.named(key.algorithm())
                .orElseThrow(() -> new IllegalArgumentException("no such algorithm: " + key.algorithm()));
        return VerifyingKey.of(algorithm, Base64Url.decode(key.publicKey()));
    }

    /** The bytes that stand for the order; empty if the fields are none of an order. */
    private static Optional<byte[]> orderBytes(Evidence evidence) {
        PaymentTrace.Payment payment = evidence.trace().payment();
        PaymentTrace.Order told = evidence.trace().order();
        try {
            PaymentOrder order = new PaymentOrder(
                    payment.paymentId(),
                    payment.payer(),
                    payment.payee(),
                    Money.fen(payment.amountFen()),
                    Money.fen(told.maxGasFeeFen()),
                    told.expiresAt(),
                    payment.reference());
            return Optional.of(
                    told.operation() == Operation.PAYROLL_ITEM
                            ? payrollItemBytes(order, evidence.network())
                            : order.signedBytes(evidence.network()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] payrollItemBytes(PaymentOrder order, String network) {
        return CanonicalText.of(PAYROLL_ITEM_TAG)
                .field(network)
                .field(order.id().toString())
                .field(order.payer())
                .field(order.payee())
                .field(order.amount().fen())
                .field(order.maxGasFee().fen())
                .field(order.expiresAt().toString())
                .field(order.reference())
                .bytes();
    }

    private static Step decision(Evidence evidence) {
        PaymentTrace trace = evidence.trace();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.read(outcome(trace)));
        boolean late = !trace.firstDecidedAt().isBefore(trace.order().expiresAt());
        boolean refusedAsLate = trace.wasRefusedAtOnce()
                && "ORDER_EXPIRED".equals(trace.payment().reason());
        findings.add(Finding.of(
                late == refusedAsLate,
                late ? "the order had expired" : "the order had not expired",
                late ? "the order had expired and was not refused" : "the order was refused as expired and was not"));
        findings.add(Finding.read(limits(trace, evidence.payer())));
        return new Step(
                "decision", Step.WALLET_SERVICE + " (" + trace.operatorId() + ")", trace.firstDecidedAt(), findings);
    }

    private static String outcome(PaymentTrace trace) {
        if (trace.wasRefusedAtOnce()) {
            String limit = trace.decision().limit();
            return "refused: " + trace.payment().reason() + (limit == null ? "" : " (" + limit + ")")
                    + "; nothing moved";
        }
        return trace.crossesOperators()
                ? "accepted for now: amount and gas are set aside until operator " + trace.payeeOperatorId()
                        + " has answered"
                : "accepted, final for payer and payee";
    }

    private static String limits(PaymentTrace trace, WalletApi.Wallet payer) {
        WalletApi.Limits limits = payer.limits();
        return "limits of the payer's class " + payer.walletClass() + " as they are now: a payment "
                + limit(limits.perPaymentFen()) + ", a day " + limit(limits.dailyFen()) + ", a year "
                + limit(limits.annualFen()) + "; counted on " + trace.decision().countedOn();
    }

    private static String limit(Long fen) {
        return fen == null ? "any amount" : Amounts.text(fen);
    }
}
