package org.dcep.simulator.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.dcep.crypto.MerkleTree;
import org.dcep.kernel.LogLeaf;
import org.dcep.simulator.client.PaymentTrace;
import org.dcep.simulator.receipt.ReceiptCheck;

/** What the payer holds in its hand: the operator's receipt, and its place in the log that two others have signed. */
final class ProofSteps {
    private ProofSteps() {}

    static List<Step> of(Evidence evidence) {
        ReceiptCheck check = ReceiptCheck.of(evidence.receipt(), evidence.proof(), evidence.keys(), evidence.network());
        List<Step> steps = new ArrayList<>();
        steps.add(receipt(evidence, check));
        if (evidence.trace().wasAccepted()) {
            steps.add(log(evidence, check));
        }
        return steps;
    }

    private static Step receipt(Evidence evidence, ReceiptCheck check) {
        PaymentTrace trace = evidence.trace();
        JsonNode receipt = evidence.receipt();
        boolean agrees = receipt.path("paymentId")
                        .asText()
                        .equals(trace.payment().paymentId().toString())
                && receipt.path("payer").asText().equals(trace.payment().payer())
                && receipt.path("payee").asText().equals(trace.payment().payee())
                && receipt.path("amountFen").asLong(-1) == trace.payment().amountFen()
                && receipt.path("orderDigest").asText().equals(trace.order().orderDigest())
                && receipt.path("operatorId").asText().equals(trace.operatorId());
        List<Finding> findings = List.of(
                Finding.read(
                        "the operator's key is " + receipt.path("keyId").asText() + ", as wallet-service publishes it"),
                Finding.of(check.signature()),
                Finding.of(
                        agrees,
                        "it names the same order, parties and amount",
                        "it does not name the same order, parties and amount"));
        return new Step("receipt", Step.WALLET_SERVICE + " (" + trace.operatorId() + ")", null, findings);
    }

    private static Step log(Evidence evidence, ReceiptCheck check) {
        List<Finding> findings = evidence.proof()
                .map(proof -> inLog(evidence, proof, check))
                .orElseGet(() -> List.of(Finding.open("settlement-service has no proof yet: the payment is not in the"
                        + " log, or no head that covers it bears both signatures")));
        return new Step("log", Step.SETTLEMENT_SERVICE + " (notary), issuer-service (witness)", null, findings);
    }

    private static List<Finding> inLog(Evidence evidence, JsonNode proof, ReceiptCheck check) {
        JsonNode head = proof.path("head");
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.read("the leaf is " + proof.path("leafHash").asText() + ", the log's root "
                + head.path("root").asText()));
        findings.add(Finding.read("settlement's key is " + head.path("keyId").asText() + ", the central bank's "
                + head.path("cosignature").path("keyId").asText() + ", as settlement-service and issuer-service"
                + " publish them"));
        findings.add(Finding.of(
                proof.path("leafHash").asText().equals(leafHash(evidence)),
                "the books of the payer's operator make the same leaf",
                "the books of the payer's operator make another leaf"));
        check.log().forEach(found -> findings.add(Finding.of(found)));
        return findings;
    }

    /** Of the leaf that the notary makes of a final payment, were it told what the trace tells. */
    private static String leafHash(Evidence evidence) {
        PaymentTrace trace = evidence.trace();
        PaymentTrace.Payment payment = trace.payment();
        LogLeaf leaf = new LogLeaf(
                payment.paymentId(),
                trace.operatorId(),
                payment.cycleId(),
                trace.payeeOperatorId(),
                payment.payer(),
                payment.payee(),
                payment.amountFen(),
                payment.gasUnits(),
                payment.gasFeeFen(),
                payment.gasPolicyVersion(),
                payment.decidedAt());
        return HexFormat.of().formatHex(MerkleTree.leafHash(leaf.bytes(evidence.network())));
    }
}
