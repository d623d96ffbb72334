package org.dcep.simulator.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.MerkleTree;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.Sm3;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.Receipt;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.ledger.GasPolicy;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.PaymentTrace;
import org.dcep.simulator.client.WalletApi;
import org.dcep.simulator.receipt.PublicKeys;

/**
 * What the services answer about a payment of 300 fen with one fen of gas, as JSON that a test may falsify before it is
 * explained.
 */
public final class ExplainedPayment {
    public static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final Instant HELD = Instant.parse("2026-11-24T01:00:00.100Z");
    static final Instant DECIDED = Instant.parse("2026-11-24T01:00:00.300Z");
    private static final String PAYER = "0010000000000019";
    private static final SigningKey PAYERS_KEY = SigningKey.derive(SignatureAlgorithm.ED25519, new byte[32], "payer");
    private static final SigningKey OPERATORS_KEY =
            SigningKey.derive(SignatureAlgorithm.ED25519, new byte[32], "operator");
    private static final SigningKey SETTLEMENTS_KEY =
            SigningKey.derive(SignatureAlgorithm.SM2, new byte[32], "settlement");
    private static final SigningKey CENTRAL_BANKS_KEY =
            SigningKey.derive(SignatureAlgorithm.SM2, new byte[32], "central bank");

    public final ObjectNode trace = JsonNodeFactory.instance.objectNode();
    public final ObjectNode receipt = JsonNodeFactory.instance.objectNode();
    /** What GET /v1/keys of the three services say. */
    public final ObjectNode published = JsonNodeFactory.instance.objectNode();

    public Optional<ObjectNode> cycle = Optional.empty();
    Optional<JsonNode> proof = Optional.empty();
    OptionalLong treasuryFen = OptionalLong.of(7);
    int policyVersion = 1;
    EarlierEntries earlier = new EarlierEntries(List.of(), true);

    private ExplainedPayment(String payee, String payeeOperatorId, String state, Instant decidedAt) {
        Instant expiresAt = HELD.plusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
        PaymentOrder order = new PaymentOrder(ID, PAYER, payee, Money.fen(300), Money.fen(10), expiresAt, "tea");
        byte[] signed = order.signedBytes("sandbox");
        trace.put("operatorId", "bank-a").put("payeeOperatorId", payeeOperatorId);
        trace.putObject("payment")
                .put("paymentId", ID.toString())
                .put("state", state)
                .put("payer", PAYER)
                .put("payee", payee)
                .put("amountFen", 300)
                .put("gasUnits", 21_000)
                .put("gasFeeFen", 1)
                .put("gasPolicyVersion", 1)
                .put("cycleId", 4)
                .put("decidedAt", decidedAt.toString())
                .put("reference", "tea");
        trace.putObject("order")
                .put("operation", "TRANSFER")
                .put("maxGasFeeFen", 10)
                .put("expiresAt", expiresAt.toString())
                .put("orderDigest", Sm3.hex(signed))
                .put("signature", Base64Url.encode(PAYERS_KEY.sign(signed)))
                .putArray("keys")
                .add(key(PAYERS_KEY, HELD.minusSeconds(3_600)));
        trace.putObject("decision")
                .put("countedOn", "2026-11-24")
                .put("gasUnits", 21_000)
                .put("gasDueMicroFen", 945_000)
                .put("gasFeeFen", 1);
        trace.putArray("entries");
        published
                .putArray("keys")
                .add(published(OPERATORS_KEY, "receipts").put("operatorId", "bank-a"))
                .add(published(SETTLEMENTS_KEY, "log-heads"))
                .add(published(CENTRAL_BANKS_KEY, "coins-policies-and-logs"));
    }

    /** Inside one operator, settled. */
    static ExplainedPayment insideOneOperator() {
        String payee = "0010000000000027";
        ExplainedPayment payment = new ExplainedPayment(payee, "bank-a", "SETTLED", DECIDED);
        payment.entry("bank-a", PAYER, DECIDED, "PAYMENT", -300, 1, 0);
        payment.entry("bank-a", payee, DECIDED, "PAYMENT", 300, 0, 0);
        payment.cycle = Optional.of(settledCycle("bank-a"));
        return payment.signed();
    }

    /** To another operator, settled. */
    public static ExplainedPayment betweenOperators() {
        String payee = "0020000000000018";
        ExplainedPayment payment = new ExplainedPayment(payee, "bank-b", "SETTLED", DECIDED);
        payment.credit(true, null);
        payment.entry("bank-a", PAYER, HELD, "HOLD", -300, 1, 301);
        payment.entry("bank-a", PAYER, DECIDED, "CLEARING_OUT", 0, 0, -301);
        payment.entry("bank-b", payee, HELD.plusMillis(100), "CLEARING_IN", 300, 0, 0);
        payment.cycle = Optional.of(settledCycle("bank-b"));
        return payment.signed();
    }

    /** To another operator, which has not answered. */
    static ExplainedPayment pending() {
        ExplainedPayment payment = new ExplainedPayment("0020000000000018", "bank-b", "PENDING", HELD);
        payment.entry("bank-a", PAYER, HELD, "HOLD", -300, 1, 301);
        return payment.signed();
    }

    /** To another operator, which refused it. */
    static ExplainedPayment returned() {
        ExplainedPayment payment = new ExplainedPayment("0020000000000018", "bank-b", "REFUSED", DECIDED);
        payment.payment().put("reason", "WALLET_FROZEN").put("gasFeeFen", 0).put("gasUnits", 0);
        payment.credit(false, "WALLET_FROZEN");
        payment.entry("bank-a", PAYER, HELD, "HOLD", -300, 1, 301);
        payment.entry("bank-a", PAYER, DECIDED, "RETURN", 300, -1, -301);
        return payment.signed();
    }

    /** Refused by the payer's operator. */
    static ExplainedPayment refused() {
        ExplainedPayment payment = new ExplainedPayment("0010000000000027", "bank-a", "REFUSED", DECIDED);
        payment.payment().put("reason", "LIMIT_EXCEEDED").put("cycleId", 0);
        payment.payment().put("gasFeeFen", 0).put("gasUnits", 0);
        payment.decision().put("limit", "DAILY").put("gasUnits", 0);
        payment.decision().put("gasDueMicroFen", 0).put("gasFeeFen", 0);
        return payment.signed();
    }

    public ObjectNode payment() {
        return trace.withObject("/payment");
    }

    ObjectNode order() {
        return trace.withObject("/order");
    }

    ObjectNode decision() {
        return trace.withObject("/decision");
    }

    ObjectNode entry(int index) {
        return (ObjectNode) trace.withArray("/entries").get(index);
    }

    ArrayNode keys() {
        return order().withArray("/keys");
    }

    static ObjectNode key(SigningKey key, Instant validFrom) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("algorithm", key.algorithm().wireName())
                .put("publicKey", Base64Url.encode(key.verifyingKey().raw()))
                .put("validFrom", validFrom.toString());
    }

    void entry(String operatorId, String wallet, Instant at, String purpose, long amount, long gas, long held) {
        trace.withArray("/entries")
                .addObject()
                .put("operatorId", operatorId)
                .put("walletId", wallet)
                .put("seq", 5)
                .put("time", at.toString())
                .put("purpose", purpose)
                .put("amountFen", amount)
                .put("gasFeeFen", gas)
                .put("heldChangeFen", held)
                .put("cycleId", 4);
    }

    /** Signs the receipt of what the trace says, with the leaf of a final payment. */
    ExplainedPayment signed() {
        Receipt signed = new Receipt(
                ID,
                PAYER,
                payment().path("payee").asText(),
                Money.fen(300),
                Money.fen(payment().path("gasFeeFen").asLong()),
                payment().path("state").asText(),
                payment().path("reason").asText(""),
                order().path("orderDigest").asText(),
                Instant.parse(payment().path("decidedAt").asText()),
                OPERATORS_KEY.verifyingKey().keyId());
        for (String field : List.of("paymentId", "payer", "payee", "amountFen", "gasFeeFen", "state", "decidedAt")) {
            receipt.set(field, payment().get(field));
        }
        receipt.put("reason", signed.reason())
                .put("orderDigest", signed.orderDigest())
                .put("keyId", signed.keyId())
                .put("operatorId", "bank-a")
                .put("signature", Base64Url.encode(OPERATORS_KEY.sign(signed.signedBytes("sandbox"))));
        if (signed.state().equals("SETTLED")) {
            receipt.set("leaf", leaf());
        }
        return this;
    }

    private ObjectNode leaf() {
        ObjectNode leaf = JsonNodeFactory.instance.objectNode();
        leaf.put("operatorId", "bank-a").set("payeeOperatorId", trace.get("payeeOperatorId"));
        for (String field : List.of(
                "paymentId", "cycleId", "payer", "payee", "amountFen", "gasUnits", "gasFeeFen", "gasPolicyVersion")) {
            leaf.set(field, payment().get(field));
        }
        return leaf.set("committedAt", payment().get("decidedAt"));
    }

    /** Puts the payment into the notary's log, behind another one; source: the fields of dcep-leaf-v1. */
    public ObjectNode logged() {
        byte[] before = MerkleTree.leafHash(new byte[] {1});
        byte[] leaf = MerkleTree.leafHash(String.join(
                        "\n",
                        "dcep-leaf-v1",
                        "sandbox",
                        ID.toString(),
                        "bank-a",
                        "4",
                        trace.path("payeeOperatorId").asText(),
                        PAYER,
                        payment().path("payee").asText(),
                        "300",
                        "21000",
                        "1",
                        "1",
                        DECIDED.toString())
                .getBytes(UTF_8));
        ObjectNode told = JsonNodeFactory.instance
                .objectNode()
                .put("paymentId", ID.toString())
                .put("leafIndex", 1)
                .put("leafHash", HexFormat.of().formatHex(leaf));
        told.putArray("path").add(HexFormat.of().formatHex(before));
        told.set("head", head(state(2, MerkleTree.nodeHash(before, leaf)), state(1, before)));
        proof = Optional.of(told);
        return told;
    }

    private static LogState state(long size, byte[] root) {
        return new LogState(size, HexFormat.of().formatHex(root));
    }

    /** Signed by settlement a second after the decision, and by the central bank a second later. */
    private static ObjectNode head(LogState log, LogState previous) {
        Instant sealedAt = DECIDED.plusSeconds(1);
        Instant cosignedAt = DECIDED.plusSeconds(2);
        String settlement = SETTLEMENTS_KEY.verifyingKey().keyId();
        String centralBank = CENTRAL_BANKS_KEY.verifyingKey().keyId();
        byte[] sealed = new LogHead("bank-a", log, previous, sealedAt, settlement).signedBytes("sandbox");
        byte[] cosigned = LogHead.cosignedBytes("sandbox", "bank-a", log, cosignedAt, centralBank);
        ObjectNode head = JsonNodeFactory.instance
                .objectNode()
                .put("operatorId", "bank-a")
                .put("size", log.size())
                .put("root", log.root())
                .put("previousSize", previous.size())
                .put("previousRoot", previous.root())
                .put("sealedAt", sealedAt.toString())
                .put("keyId", settlement)
                .put("signature", Base64Url.encode(SETTLEMENTS_KEY.sign(sealed)));
        head.putObject("cosignature")
                .put("cosignedAt", cosignedAt.toString())
                .put("keyId", centralBank)
                .put("signature", Base64Url.encode(CENTRAL_BANKS_KEY.sign(cosigned)));
        return head;
    }

    private static ObjectNode published(SigningKey key, String purpose) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("keyId", key.verifyingKey().keyId())
                .put("algorithm", key.algorithm().wireName())
                .put("publicKey", Base64Url.encode(key.verifyingKey().raw()))
                .put("purpose", purpose);
    }

    private void credit(boolean credited, String reason) {
        ObjectNode credit = trace.putObject("credit")
                .put("operatorId", "bank-b")
                .put("credited", credited)
                .put("cycleId", 4)
                .put("decidedAt", HELD.plusMillis(100).toString());
        if (reason != null) {
            credit.put("reason", reason);
        }
    }

    /** With 1,000 fen from bank-b to bank-a and 400 the other way, or inside bank-a. */
    private static ObjectNode settledCycle(String payeeOperatorId) {
        ObjectNode cycle = JsonNodeFactory.instance
                .objectNode()
                .put("cycleId", 4)
                .put("state", "SETTLED")
                .put("mode", "DEFERRED_NET")
                .put("openedAt", "2026-11-24T00:00:00Z")
                .put("closedAt", "2026-11-24T02:00:00Z")
                .put("settledAt", "2026-11-24T02:00:01Z")
                .put("businessDate", "2026-11-24");
        boolean crosses = payeeOperatorId.equals("bank-b");
        ArrayNode gross = cycle.putArray("gross");
        gross.add(pair("bank-b", "bank-a", 1_000)).add(pair("bank-a", payeeOperatorId, 400));
        long net = crosses ? 600 : 1_000;
        cycle.putArray("net").add(net("bank-a", net)).add(net("bank-b", -net));
        cycle.putArray("gas")
                .addObject()
                .put("operatorId", "bank-a")
                .put("gasUnits", 147_000)
                .put("gasFeeFen", 7);
        cycle.putArray("gasShares")
                .addObject()
                .put("beneficiary", "treasury")
                .put("basisPoints", 10_000)
                .put("amountFen", 7);
        return cycle;
    }

    private static ObjectNode pair(String from, String to, long fen) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("fromOperatorId", from)
                .put("toOperatorId", to)
                .put("payments", 2)
                .put("amountFen", fen);
    }

    private static ObjectNode net(String operatorId, long fen) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("operatorId", operatorId)
                .put("netFen", fen);
    }

    Explanation explained() {
        WalletApi.Wallet payer = new WalletApi.Wallet(
                PAYER,
                "bank-a",
                "II",
                "ACTIVE",
                "Ed25519",
                "",
                null,
                0,
                0,
                new WalletApi.Limits(null, 5_000_000L, 10_000_000L, null),
                0,
                0);
        return Explanation.of(new Evidence(
                "sandbox",
                Json.as(PaymentTrace.class, trace),
                payer,
                earlier,
                Optional.of(new Evidence.VersionedPolicy(policyVersion, GasPolicy.initial())),
                receipt,
                new PublicKeys(published),
                cycle.map(told -> Json.as(ClearingCycle.class, told)),
                treasuryFen,
                proof));
    }

    /** The sentences of a mark, over all steps. */
    static List<String> sentences(Explanation explanation, Finding.Mark mark) {
        return explanation.steps().stream()
                .flatMap(step -> step.findings().stream())
                .filter(finding -> finding.mark() == mark)
                .map(Finding::says)
                .toList();
    }
}
