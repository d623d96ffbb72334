package org.dcep.wallet.payment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.dcep.iso20022.CustomerCreditTransfer;
import org.dcep.iso20022.CustomerCreditTransfer.Authority;
import org.dcep.iso20022.CustomerCreditTransfer.Transfer;
import org.dcep.web.Problem.Violation;

/** When a message that was read is a list of orders, and which ones. */
final class CreditTransferRules {
    private CreditTransferRules() {}

    /**
     * What contradicts the books or the rules of this service; empty for a message whose transfers are orders. Says
     * nothing about signatures.
     *
     * @param operators the id of an operator by its number, empty if there is none
     */
    static List<Violation> violations(
            CustomerCreditTransfer message, String network, IntFunction<Optional<String>> operators) {
        List<Violation> violations = new ArrayList<>();
        if (!message.network().equals(network)) {
            violations.add(new Violation("GrpHdr.SttlmInf.ClrSys", "must name the network " + network));
        }
        for (int i = 0; i < message.transfers().size(); i++) {
            check(message.transfers().get(i), "CdtTrfTxInf[" + i + "].", operators, violations);
        }
        return violations;
    }

    private static void check(
            Transfer transfer, String path, IntFunction<Optional<String>> operators, List<Violation> violations) {
        if (transfer.authority().isEmpty()) {
            violations.add(new Violation(
                    path + "SplmtryData", "is missing: a payment's only authority is its payer's signature"));
        }
        if (transfer.gasFee().isPresent()) {
            violations.add(new Violation(path + "ChrgsInf", "must be absent: gas is charged when a payment is made"));
        }
        Optional<String> payerOperator = operatorOf(transfer.payer(), operators);
        if (!payerOperator.equals(Optional.of(transfer.payerOperator().value()))) {
            violations.add(new Violation(path + "DbtrAcct", "must be a wallet of the operator in DbtrAgt"));
        }
        // An unknown payee is a matter of the decision, as in any other order.
        Optional<String> payeeOperator = operatorOf(transfer.payee(), operators);
        if (payeeOperator.isPresent()
                && !payeeOperator.get().equals(transfer.payeeOperator().value())) {
            violations.add(new Violation(path + "CdtrAcct", "must be a wallet of the operator in CdtrAgt"));
        }
    }

    private static Optional<String> operatorOf(String wallet, IntFunction<Optional<String>> operators) {
        return operators.apply(PaymentBatch.operatorOf(Long.parseLong(wallet)));
    }

    /** The body of {@code POST /v1/payments}: an order in a message goes the way of every other order. */
    static byte[] order(Transfer transfer) {
        Authority authority = transfer.authority().orElseThrow();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("order")
                .put("id", transfer.paymentId().toString())
                .put("payer", transfer.payer())
                .put("payee", transfer.payee())
                .put("amountFen", transfer.amount().fen())
                .put("maxGasFeeFen", authority.maxGasFee().fen())
                .put("expiresAt", authority.expiresAt().toString())
                .put("reference", transfer.reference());
        return body.put("signature", authority.signature()).toString().getBytes(StandardCharsets.UTF_8);
    }
}
