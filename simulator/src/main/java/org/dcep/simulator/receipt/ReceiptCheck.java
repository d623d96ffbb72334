package org.dcep.simulator.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.InclusionProof;
import org.dcep.crypto.MerkleTree;
import org.dcep.crypto.MlDsaVerifyingKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.LogState;
import org.dcep.kernel.Money;
import org.dcep.kernel.Receipt;
import org.dcep.simulator.receipt.PublicKeys.Purpose;

/**
 * Whether a receipt is what it says, decided from the document and the public keys alone. A complete document holds
 * {@code network}, {@code receipt} (with its leaf) and {@code proof} (with the head); a receipt as the operator gives it
 * is checked as far as it goes.
 *
 * @param signature whether the operator signed the receipt
 * @param log whether the payment is in the log that others signed, in the order of the chain from the leaf to the
 *     central bank's signature; without a proof, one sentence that says so
 */
public record ReceiptCheck(Finding signature, List<Finding> log) {
    private static final HexFormat HEX = HexFormat.of();
    private static final Set<String> FINAL = Set.of("ACCEPTED", "SETTLED");

    /** One thing that was checked, and what came out, in words for people. */
    public record Finding(boolean holds, String says) {}

    public ReceiptCheck {
        log = List.copyOf(log);
    }

    /** Everything that was checked, the operator's signature first. */
    public List<Finding> findings() {
        return Stream.concat(Stream.of(signature), log.stream()).toList();
    }

    public boolean isGenuine() {
        return findings().stream().allMatch(Finding::holds);
    }

    /** A line for each finding and one for all of them. */
    public String says() {
        StringBuilder text = new StringBuilder();
        findings()
                .forEach(finding -> text.append(finding.holds() ? "  ok      " : "  FAILED  ")
                        .append(finding.says())
                        .append('\n'));
        return text.append(isGenuine() ? "genuine" : "NOT GENUINE").toString();
    }

    /**
     * @param network of a receipt that does not name it
     */
    public static ReceiptCheck of(JsonNode document, PublicKeys keys, String network) {
        boolean isComplete = document.has("receipt");
        JsonNode receipt = isComplete ? document.path("receipt") : document;
        String named = isComplete ? document.path("network").asText() : network;
        return new Check(receipt, document.path("proof"), keys, named).run();
    }

    /**
     * The same of a receipt as the operator gives it.
     *
     * @param proof as settlement gives it, if it does
     */
    public static ReceiptCheck of(JsonNode receipt, Optional<JsonNode> proof, PublicKeys keys, String network) {
        return new Check(receipt, proof.orElse(MissingNode.getInstance()), keys, network).run();
    }

    /** The documents of one check. */
    private static final class Check {
        private final JsonNode receipt;
        private final JsonNode proof;
        private final PublicKeys keys;
        private final String network;

        private Check(JsonNode receipt, JsonNode proof, PublicKeys keys, String network) {
            this.receipt = receipt;
            this.proof = proof;
            this.keys = keys;
            this.network = network;
        }

        ReceiptCheck run() {
            return new ReceiptCheck(
                    finding(this::operatorSigned), proof.isMissingNode() ? List.of(nothingElse()) : log());
        }

        private Finding nothingElse() {
            return new Finding(
                    true,
                    "nothing else: the document holds no proof that the payment is in the log"
                            + (receipt.has("leaf") ? " yet; fetch the receipt again" : ""));
        }

        private List<Finding> log() {
            List<Finding> findings = new ArrayList<>();
            findings.add(finding(this::leafAgrees));
            findings.add(finding(this::leafIsInTheLog));
            findings.add(finding(this::settlementSigned));
            if (proof.path("head").has("mlDsa")) {
                findings.add(finding(this::settlementSignedTwice));
            }
            findings.add(finding(this::centralBankSigned));
            return findings;
        }

        /** What cannot even be read does not hold. */
        private static Finding finding(Supplier<Finding> check) {
            try {
                return check.get();
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                return new Finding(false, "not a receipt: " + e.getMessage());
            }
        }

        private Finding operatorSigned() {
            Receipt signed = new Receipt(
                    UUID.fromString(receipt.path("paymentId").asText()),
                    receipt.path("payer").asText(),
                    receipt.path("payee").asText(),
                    Money.fen(number(receipt, "amountFen")),
                    Money.fen(number(receipt, "gasFeeFen")),
                    receipt.path("state").asText(),
                    receipt.path("reason").asText(""),
                    receipt.path("orderDigest").asText(),
                    Instant.parse(receipt.path("decidedAt").asText()),
                    receipt.path("keyId").asText());
            String operator = receipt.path("operatorId").asText("");
            Optional<VerifyingKey> key = keys.key(signed.keyId(), Purpose.OPERATOR);
            if (key.isEmpty()) {
                return unknownKey("an operator", signed.keyId());
            }
            if (!keys.operatorOf(signed.keyId()).equals(operator)) {
                return new Finding(false, "the key " + signed.keyId() + " is not one of operator " + operator);
            }
            boolean holds = key.get().verifies(signed.signedBytes(network), signature(receipt));
            return new Finding(
                    holds,
                    holds
                            ? "operator " + operator + " signed: payment " + signed.paymentId() + " of "
                                    + signed.amount() + " is " + signed.state()
                            : "the operator's signature does not belong to this receipt");
        }

        /** Leaf and receipt are made by different parties from different books. */
        private Finding leafAgrees() {
            JsonNode leaf = receipt.path("leaf");
            for (String field : List.of("paymentId", "operatorId", "payer", "payee", "amountFen", "gasFeeFen")) {
                if (!leaf.has(field) || !leaf.path(field).equals(receipt.path(field))) {
                    return new Finding(false, "the leaf says otherwise than the receipt: " + field);
                }
            }
            if (!leaf.path("committedAt").equals(receipt.path("decidedAt"))
                    || !FINAL.contains(receipt.path("state").asText())) {
                return new Finding(false, "the receipt is not that of the final payment in the leaf");
            }
            boolean holds = leaf.path("paymentId").equals(proof.path("paymentId"));
            return new Finding(
                    holds, holds ? "the leaf says the same as the receipt" : "the proof is about another payment");
        }

        private Finding leafIsInTheLog() {
            byte[] leafHash = MerkleTree.leafHash(leaf().bytes(network));
            if (!Arrays.equals(leafHash, hash(proof.path("leafHash")))) {
                return new Finding(false, "the leaf in the log is not the one of this payment");
            }
            LogHead head = head();
            if (!head.operatorId().equals(receipt.path("operatorId").asText())) {
                return new Finding(false, "the log is not that of the payer's operator");
            }
            List<byte[]> path = new ArrayList<>();
            proof.path("path").forEach(hash -> path.add(hash(hash)));
            if (path.size() > InclusionProof.MAX_HASHES) {
                return new Finding(false, "the path is longer than that of any log");
            }
            InclusionProof inclusion =
                    new InclusionProof(number(proof, "leafIndex"), head.log().size(), path);
            boolean holds = inclusion.proves(leafHash, HEX.parseHex(head.log().root()));
            return new Finding(
                    holds,
                    holds
                            ? "it is number " + inclusion.leafIndex() + " of the "
                                    + head.log().size() + " payments in the log of operator " + head.operatorId()
                            : "the path does not lead from the leaf to the log's root");
        }

        private Finding settlementSigned() {
            LogHead head = head();
            Optional<VerifyingKey> key = keys.key(head.keyId(), Purpose.SETTLEMENT);
            if (key.isEmpty()) {
                return unknownKey("settlement", head.keyId());
            }
            boolean holds = key.get().verifies(head.signedBytes(network), signature(proof.path("head")));
            return new Finding(
                    holds,
                    holds
                            ? "settlement signed the log at " + head.sealedAt()
                            : "settlement's signature does not belong to this log");
        }

        private Finding settlementSignedTwice() {
            JsonNode second = proof.path("head").path("mlDsa");
            String keyId = second.path("keyId").asText();
            Optional<MlDsaVerifyingKey> key = keys.mlDsaKey(keyId);
            if (key.isEmpty()) {
                return unknownKey("settlement", keyId);
            }
            boolean holds = key.get().verifies(head().signedBytes(network), signature(second));
            return new Finding(
                    holds,
                    holds
                            ? "settlement signed it with ML-DSA-65 too"
                            : "settlement's ML-DSA signature does not belong to this log");
        }

        private Finding centralBankSigned() {
            JsonNode cosignature = proof.path("head").path("cosignature");
            String keyId = cosignature.path("keyId").asText();
            Optional<VerifyingKey> key = keys.key(keyId, Purpose.CENTRAL_BANK);
            if (key.isEmpty()) {
                return unknownKey("the central bank", keyId);
            }
            LogHead head = head();
            Instant at = Instant.parse(cosignature.path("cosignedAt").asText());
            byte[] message = LogHead.cosignedBytes(network, head.operatorId(), head.log(), at, keyId);
            boolean holds = key.get().verifies(message, signature(cosignature));
            return new Finding(
                    holds,
                    holds
                            ? "the central bank signed the log at " + at
                                    + ", having checked that nothing before changed"
                            : "the central bank's signature does not belong to this log");
        }

        private LogLeaf leaf() {
            JsonNode leaf = receipt.path("leaf");
            return new LogLeaf(
                    UUID.fromString(leaf.path("paymentId").asText()),
                    leaf.path("operatorId").asText(),
                    number(leaf, "cycleId"),
                    leaf.path("payeeOperatorId").asText(),
                    leaf.path("payer").asText(),
                    leaf.path("payee").asText(),
                    number(leaf, "amountFen"),
                    number(leaf, "gasUnits"),
                    number(leaf, "gasFeeFen"),
                    Math.toIntExact(number(leaf, "gasPolicyVersion")),
                    Instant.parse(leaf.path("committedAt").asText()));
        }

        private LogHead head() {
            JsonNode head = proof.path("head");
            return new LogHead(
                    head.path("operatorId").asText(),
                    new LogState(number(head, "size"), head.path("root").asText()),
                    new LogState(
                            number(head, "previousSize"),
                            head.path("previousRoot").asText()),
                    Instant.parse(head.path("sealedAt").asText()),
                    head.path("keyId").asText());
        }

        private static Finding unknownKey(String whose, String keyId) {
            return new Finding(false, "no known key of " + whose + " has the id " + keyId);
        }

        /** A whole number as it is signed: a fraction or a quoted number would be read as something that it is not. */
        private static long number(JsonNode object, String field) {
            JsonNode number = object.path(field);
            if (!number.isIntegralNumber() || !number.canConvertToLong()) {
                throw new IllegalArgumentException(field + " is not a whole number");
            }
            return number.asLong();
        }

        private static byte[] signature(JsonNode signed) {
            return Base64Url.decode(signed.path("signature").asText());
        }

        private static byte[] hash(JsonNode hex) {
            byte[] hash = HEX.parseHex(hex.asText());
            if (hash.length != MerkleTree.HASH_BYTES) {
                throw new IllegalArgumentException("a hash has 64 hexadecimal digits");
            }
            return hash;
        }
    }
}
