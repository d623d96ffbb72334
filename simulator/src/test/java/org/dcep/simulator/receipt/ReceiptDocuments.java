package org.dcep.simulator.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.InclusionProof;
import org.dcep.crypto.MerkleTree;
import org.dcep.crypto.MlDsaSigningKey;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.Subtree;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.LogState;
import org.dcep.kernel.Money;
import org.dcep.kernel.Receipt;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.simulator.client.Json;

/** One payment's receipt with everything that proves it, and the keys; always the same bytes. */
public final class ReceiptDocuments {
    static final String NETWORK = "sandbox";
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SECRET = new byte[32];
    private static final String OPERATOR = "bank-a";
    private static final Instant AT = Instant.parse("2026-11-24T01:02:03.456789Z");
    private static final UUID PAYMENT = UUID.fromString("0193e9a0-0000-7000-8000-000000000001");
    private static final int LOG_SIZE = 1_000;
    private static final int PLACE = 700;

    private final SigningKey operator = SigningKey.derive(SignatureAlgorithm.ED25519, SECRET, "receipt-key/bank-a");
    private final SigningKey settlement = SigningKey.derive(SignatureAlgorithm.SM2, SECRET, "log-heads");
    private final MlDsaSigningKey settlementToo = MlDsaSigningKey.derive(SECRET, "log-heads-ml-dsa");
    private final SigningKey centralBank = SigningKey.derive(SignatureAlgorithm.SM2, SECRET, "central-bank-key");

    /** What {@code GET /v1/keys} of the three services would say. */
    public ObjectNode keys() {
        return tree(Map.of(
                "keys",
                List.of(
                        key(centralBank.verifyingKey(), "coins-policies-and-logs"),
                        operatorKey(),
                        key(settlement.verifyingKey(), "log-heads"),
                        ordered(
                                "keyId",
                                settlementToo.verifyingKey().keyId(),
                                "algorithm",
                                "ML-DSA-65",
                                "publicKey",
                                Base64Url.encode(settlementToo.verifyingKey().raw()),
                                "purpose",
                                "log-heads"))));
    }

    /** Network, receipt with its leaf, and proof with its head. */
    public ObjectNode complete() {
        return tree(ordered("network", NETWORK, "receipt", receipt(), "proof", proof()));
    }

    /** What the operator's service says. */
    ObjectNode operatorsReceipt() {
        return tree(receipt());
    }

    private Map<String, Object> receipt() {
        String keyId = operator.verifyingKey().keyId();
        Receipt receipt = new Receipt(
                PAYMENT,
                leaf().payer(),
                leaf().payee(),
                Money.fen(leaf().amountFen()),
                Money.fen(leaf().gasFeeFen()),
                "ACCEPTED",
                "",
                "ab".repeat(32),
                AT,
                keyId);
        return ordered(
                "paymentId", PAYMENT.toString(),
                "payer", receipt.payer(),
                "payee", receipt.payee(),
                "amountFen", receipt.amount().fen(),
                "gasFeeFen", receipt.gasFee().fen(),
                "state", receipt.state(),
                "reason", receipt.reason(),
                "orderDigest", receipt.orderDigest(),
                "decidedAt", AT.toString(),
                "keyId", keyId,
                "operatorId", OPERATOR,
                "signature", Base64Url.encode(operator.sign(receipt.signedBytes(NETWORK))),
                "leaf", leafDocument());
    }

    private static LogLeaf leaf() {
        return new LogLeaf(
                PAYMENT, OPERATOR, 7, "bank-b", "0010000000000017", "0020000000000015", 1_250, 21_000, 1, 3, AT);
    }

    private static Map<String, Object> leafDocument() {
        LogLeaf leaf = leaf();
        return ordered(
                "paymentId", PAYMENT.toString(),
                "operatorId", leaf.operatorId(),
                "cycleId", leaf.cycleId(),
                "payeeOperatorId", leaf.payeeOperatorId(),
                "payer", leaf.payer(),
                "payee", leaf.payee(),
                "amountFen", leaf.amountFen(),
                "gasUnits", leaf.gasUnits(),
                "gasFeeFen", leaf.gasFeeFen(),
                "gasPolicyVersion", leaf.gasPolicyVersion(),
                "committedAt", AT.toString());
    }

    private Map<String, Object> proof() {
        byte[] leafHash = MerkleTree.leafHash(leaf().bytes(NETWORK));
        Map<Subtree, byte[]> subtrees = new HashMap<>();
        MerkleTree tree = new MerkleTree();
        LogState previous = LogState.EMPTY;
        for (int i = 0; i < LOG_SIZE; i++) {
            if (i == PLACE) {
                previous = new LogState(i, HEX.formatHex(tree.root()));
            }
            byte[] other = MerkleTree.leafHash(("payment " + i).getBytes(StandardCharsets.UTF_8));
            tree.appendLeaf(i == PLACE ? leafHash : other, subtrees::put);
        }
        InclusionProof proof = InclusionProof.of(PLACE, LOG_SIZE, subtrees::get);
        return ordered(
                "paymentId", PAYMENT.toString(),
                "leafIndex", PLACE,
                "leafHash", HEX.formatHex(leafHash),
                "path", proof.path().stream().map(HEX::formatHex).toList(),
                "head", head(new LogState(LOG_SIZE, HEX.formatHex(tree.root())), previous));
    }

    private Map<String, Object> head(LogState log, LogState previous) {
        Instant sealedAt = AT.plusMillis(400);
        Instant cosignedAt = AT.plusMillis(700);
        LogHead head = new LogHead(
                OPERATOR, log, previous, sealedAt, settlement.verifyingKey().keyId());
        byte[] message = head.signedBytes(NETWORK);
        String witness = centralBank.verifyingKey().keyId();
        byte[] cosigned = LogHead.cosignedBytes(NETWORK, OPERATOR, log, cosignedAt, witness);
        return ordered(
                "operatorId", OPERATOR,
                "size", log.size(),
                "root", log.root(),
                "previousSize", previous.size(),
                "previousRoot", previous.root(),
                "sealedAt", sealedAt.toString(),
                "keyId", head.keyId(),
                "signature", Base64Url.encode(settlement.sign(message)),
                "mlDsa",
                        ordered(
                                "keyId", settlementToo.verifyingKey().keyId(),
                                "signature", Base64Url.encode(settlementToo.sign(message))),
                "cosignature",
                        ordered(
                                "cosignedAt", cosignedAt.toString(),
                                "keyId", witness,
                                "signature", Base64Url.encode(centralBank.sign(cosigned))));
    }

    private Map<String, Object> operatorKey() {
        Map<String, Object> key = key(operator.verifyingKey(), "receipts");
        key.put("operatorId", OPERATOR);
        return key;
    }

    private static Map<String, Object> key(VerifyingKey key, String purpose) {
        return ordered(
                "keyId", key.keyId(),
                "algorithm", key.algorithm().wireName(),
                "publicKey", Base64Url.encode(key.raw()),
                "purpose", purpose);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private static ObjectNode tree(Map<String, Object> document) {
        return (ObjectNode) Json.tree(Json.bytes(document));
    }
}
