package org.dcep.simulator.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.dcep.crypto.MerkleTree;
import org.dcep.kernel.CanonicalText;
import org.dcep.simulator.client.PaymentTrace;

/** What the payer holds in its hand: the operator's receipt, and its place in the notary's log. */
final class ProofSteps {
    private static final String LEAF_TAG = "dcep-leaf-v1";
    private static final HexFormat HEX = HexFormat.of();

    /** A tree with more levels has more leaves than a {@code long} can count. */
    private static final int MAX_HASHES = 63;

    private ProofSteps() {}

    static List<Step> of(Evidence evidence) {
        List<Step> steps = new ArrayList<>();
        steps.add(receipt(evidence));
        if (evidence.trace().wasAccepted()) {
            steps.add(log(evidence));
        }
        return steps;
    }

    private static Step receipt(Evidence evidence) {
        PaymentTrace trace = evidence.trace();
        JsonNode receipt = evidence.receipt().document();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.read("operator " + receipt.path("operatorId").asText() + " signs with key "
                + receipt.path("keyId").asText() + " that the payment is "
                + receipt.path("state").asText()));
        findings.add(evidence.receipt().signature());
        boolean agrees = receipt.path("paymentId")
                        .asText()
                        .equals(trace.payment().paymentId().toString())
                && receipt.path("payer").asText().equals(trace.payment().payer())
                && receipt.path("payee").asText().equals(trace.payment().payee())
                && receipt.path("amountFen").asLong(-1) == trace.payment().amountFen()
                && receipt.path("orderDigest").asText().equals(trace.order().orderDigest())
                && receipt.path("operatorId").asText().equals(trace.operatorId());
        findings.add(Finding.of(
                agrees,
                "it names the same order, parties and amount",
                "it does not name the same order, parties and amount"));
        return new Step("receipt", Step.WALLET_SERVICE + " (" + trace.operatorId() + ")", null, findings);
    }

    private static Step log(Evidence evidence) {
        List<Finding> findings = evidence.proof()
                .map(proof -> inLog(evidence, proof))
                .orElseGet(() -> List.of(Finding.open("settlement-service answers 404 to GET /v1/log/proofs: it"
                        + " keeps no log, or the payment is not in it")));
        return new Step("log", Step.SETTLEMENT_SERVICE + " (notary)", null, findings);
    }

    private static List<Finding> inLog(Evidence evidence, JsonNode proof) {
        JsonNode head = proof.path("head");
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.read("leaf " + proof.path("leafHash").asText() + " is number "
                + proof.path("leafIndex").asText() + " of " + head.path("size").asText() + " in the log of operator "
                + head.path("operatorId").asText()));
        findings.add(Finding.read("the head with root " + head.path("root").asText() + " was sealed "
                + head.path("sealedAt").asText()));
        boolean itsLeaf =
                head.path("operatorId").asText().equals(evidence.trace().operatorId())
                        && proof.path("leafHash").asText().equals(HEX.formatHex(leafHash(evidence)));
        findings.add(Finding.of(
                itsLeaf, "that leaf is this payment, as the books have it", "that leaf is not this payment"));
        findings.add(Finding.of(
                leadsToRoot(proof),
                "the path leads from the leaf to the root in "
                        + Amounts.count(proof.path("path").size(), "step"),
                "the path does not lead from the leaf to the root"));
        findings.add(Finding.open("the signatures under the head are not verified here"));
        return findings;
    }

    private static boolean leadsToRoot(JsonNode proof) {
        try {
            JsonNode path = proof.path("path");
            if (path.size() > MAX_HASHES) {
                return false;
            }
            List<byte[]> hashes = new ArrayList<>();
            path.forEach(hash -> hashes.add(HEX.parseHex(hash.asText())));
            return new InclusionPath(
                            proof.path("leafIndex").asLong(-1),
                            proof.path("head").path("size").asLong(),
                            hashes)
                    .leads(
                            HEX.parseHex(proof.path("leafHash").asText()),
                            HEX.parseHex(proof.path("head").path("root").asText()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The entry that the notary makes of a final payment. */
    private static byte[] leafHash(Evidence evidence) {
        PaymentTrace trace = evidence.trace();
        PaymentTrace.Payment payment = trace.payment();
        return MerkleTree.leafHash(CanonicalText.of(LEAF_TAG)
                .field(evidence.network())
                .field(payment.paymentId().toString())
                .field(trace.operatorId())
                .field(payment.cycleId())
                .field(trace.payeeOperatorId())
                .field(payment.payer())
                .field(payment.payee())
                .field(payment.amountFen())
                .field(payment.gasUnits())
                .field(payment.gasFeeFen())
                .field(payment.gasPolicyVersion())
                .field(payment.decidedAt().toString())
                .bytes());
    }
}
