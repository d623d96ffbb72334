package org.dcep.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.settlement.World.ABC;
import static org.dcep.settlement.World.BOC;
import static org.dcep.settlement.World.CCB;
import static org.dcep.settlement.World.count;
import static org.dcep.settlement.World.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.ConsistencyProof;
import org.dcep.crypto.InclusionProof;
import org.dcep.crypto.MerkleTree;
import org.dcep.crypto.MlDsaVerifyingKey;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.LogState;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.TestNotary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a log, with the test as the central bank. */
@QuarkusTest
@WithTestResource(
        value = DcepStack.class,
        initArgs = {
            @ResourceArg(name = "DCEP_RECONCILIATION_PATIENCE", value = "3s"),
            @ResourceArg(name = "DCEP_NOTARY_RECHECK_EVERY", value = "1s"),
            @ResourceArg(name = "DCEP_NOTARY_ML_DSA", value = "true")
        })
class NotaryFlowTest {
    private World world;

    @BeforeEach
    void join() {
        world = World.running();
    }

    @Test
    void aFinalPaymentProvesItselfOnceBothHaveSigned() {
        PaymentCommitted payment = world.economy.pay(CCB, BOC, 300, 3);
        LogHeadSealed sealed = awaitSealed(CCB, logSize(CCB, payment));
        given().get("/v1/log/proofs/" + payment.paymentId())
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("code", equalTo("NOT_READY"));
        world.kafka.publish(TestMint.cosigned(sealed));
        JsonPath proof = awaitProof(payment);

        byte[] leafHash = MerkleTree.leafHash(leaf(payment).bytes(DcepStack.NETWORK));
        assertThat(proof.getString("leafHash")).isEqualTo(HexFormat.of().formatHex(leafHash));
        LogState log = new LogState(proof.getLong("head.size"), proof.getString("head.root"));
        assertThat(new InclusionProof(proof.getLong("leafIndex"), log.size(), path(proof, "path"))
                        .proves(leafHash, HexFormat.of().parseHex(log.root())))
                .isTrue();
        assertSigned(proof, log);
    }

    private void assertSigned(JsonPath proof, LogState log) {
        LogHead head = new LogHead(
                proof.getString("head.operatorId"),
                log,
                new LogState(proof.getLong("head.previousSize"), proof.getString("head.previousRoot")),
                Instant.parse(proof.getString("head.sealedAt")),
                proof.getString("head.keyId"));
        byte[] message = head.signedBytes(DcepStack.NETWORK);
        assertThat(TestNotary.KEY.verifyingKey().verifies(message, signature(proof, "head.signature")))
                .isTrue();
        JsonPath keys = given().get("/v1/keys").then().statusCode(200).extract().jsonPath();
        assertThat(keys.getList("keys.keyId", String.class))
                .containsExactly(head.keyId(), proof.getString("head.mlDsa.keyId"));
        assertThat(keys.getList("keys.purpose", String.class)).containsOnly("log-heads");
        assertThat(MlDsaVerifyingKey.of(Base64Url.decode(keys.getString("keys[1].publicKey")))
                        .verifies(message, signature(proof, "head.mlDsa.signature")))
                .isTrue();
        byte[] cosigned = LogHead.cosignedBytes(
                DcepStack.NETWORK,
                head.operatorId(),
                log,
                Instant.parse(proof.getString("head.cosignature.cosignedAt")),
                proof.getString("head.cosignature.keyId"));
        assertThat(TestMint.CENTRAL_BANK
                        .verifyingKey()
                        .verifies(cosigned, signature(proof, "head.cosignature.signature")))
                .isTrue();
    }

    @Test
    void everyHeadFollowsTheOneBeforeAndProvesIt() {
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k <= i * 100; k++) {
                world.economy.pay(BOC, BOC, 1, 0);
            }
            long expected = size(BOC);
            awaitSealed(BOC, Math.max(1, expected));
        }
        eventually(() -> size(BOC) >= 604);
        awaitSealed(BOC, size(BOC));
        LogState last = LogState.EMPTY;
        for (LogHeadSealed head : sealed(BOC)) {
            assertThat(head.head().previous()).isEqualTo(last);
            List<byte[]> path = head.consistencyProof().stream()
                    .map(HexFormat.of()::parseHex)
                    .toList();
            assertThat(new ConsistencyProof(last.size(), head.size(), path)
                            .proves(
                                    HexFormat.of().parseHex(last.root()),
                                    HexFormat.of().parseHex(head.root())))
                    .isTrue();
            last = head.head().log();
        }
        world.kafka.publish(TestMint.cosigned(sealed(BOC).get(sealed(BOC).size() - 1)));
        long size = last.size();
        eventually(() -> {
            Number current = given().get("/v1/log/head?shard=" + BOC).jsonPath().get("head.size");
            return current != null && current.longValue() == size;
        });
        given().get("/v1/log/heads").then().statusCode(200).body("items.head.operatorId", hasItem(BOC));
        assertConsistency(3, size);
        assertConsistency(256, 600);
    }

    private void assertConsistency(long from, long to) {
        JsonPath proof = given().get("/v1/log/consistency?shard=" + BOC + "&from=" + from + "&to=" + to)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(new ConsistencyProof(from, to, path(proof, "path")).proves(root(from), root(to)))
                .isTrue();
    }

    /** Computed from what Kafka carried, with nothing of the service. */
    private byte[] root(long size) {
        MerkleTree tree = new MerkleTree();
        world.kafka.published(PaymentCommitted.class).stream()
                .filter(payment -> payment.operatorId().equals(BOC))
                .limit(size)
                .forEach(payment -> tree.append(leaf(payment).bytes(DcepStack.NETWORK)));
        return tree.root();
    }

    @Test
    void metricsSayWhatWaitsForItsProof() {
        assertThat(given().get("/q/metrics").asString())
                .contains("dcep_notary_unproved_payments", "dcep_notary_frozen_shards");
    }

    @Test
    void aRecordThatComesAgainIsOneLeaf() {
        world.hold(PaymentCommitted.class::isInstance);
        PaymentCommitted payment = world.economy.pay(CCB, CCB, 7, 0);
        world.hold(event -> false);
        KafkaProbe.Sent sent = world.kafka.publish(payment);
        world.kafka.send(sent);
        world.kafka.send(sent);
        PaymentCommitted next = world.economy.pay(CCB, CCB, 8, 0);
        assertThat(logSize(CCB, next)).isEqualTo(logSize(CCB, payment) + 1);
        assertThat(size(CCB)).isEqualTo(logSize(CCB, next));
    }

    @Test
    void aLogThatWasChangedByHandIsToldFreezesAndGoesOnWhenItIsRepaired() {
        PaymentCommitted first = world.economy.pay(ABC, BOC, 11, 1);
        LogHeadSealed head = awaitSealed(ABC, logSize(ABC, first));
        world.kafka.publish(TestMint.cosigned(head));
        awaitProof(first);

        DcepStack.database()
                .execute(
                        "UPDATE notary_tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)"
                                + " WHERE operator_id = ? AND level = 0 AND tile = 0",
                        ABC);
        LogHeadSealed accusing = world.kafka.await(
                LogHeadSealed.class,
                event -> event.operatorId().equals(ABC)
                        && event.size() == head.size()
                        && !event.root().equals(head.root()));
        assertThat(TestNotary.KEY
                        .verifyingKey()
                        .verifies(
                                accusing.head().signedBytes(DcepStack.NETWORK), Base64Url.decode(accusing.signature())))
                .isTrue();
        given().get("/v1/log/proofs/" + first.paymentId())
                .then()
                .statusCode(503)
                .body("code", equalTo("NOT_READY"));

        LogState signed = head.head().log();
        world.kafka.publish(TestMint.freeze(ABC, 1, true, "OTHER_ROOT", signed));
        eventually(() -> given().get("/v1/log/head?shard=" + ABC).jsonPath().getBoolean("frozen"));
        PaymentCommitted during = world.economy.pay(ABC, ABC, 5, 0);
        long size = logSize(ABC, during);
        DcepStack.database()
                .execute(
                        "UPDATE notary_tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)"
                                + " WHERE operator_id = ? AND level = 0 AND tile = 0",
                        ABC);
        // A freeze that the central bank did not sign lifts nothing; the genuine one says from where to go on.
        world.kafka.publish(TestMint.freeze(ABC, 2, false, "forged", signed).signed("A".repeat(86)));
        eventually(() ->
                count("SELECT count(*) FROM contradiction WHERE operator_id = ? AND reason LIKE '%freeze'", ABC) == 1);
        DcepStack.database().execute("UPDATE contradiction SET resolved_at = now(), resolution = 'planted'");
        assertThat(sealed(ABC).stream().filter(event -> event.size() >= size)).isEmpty();
        world.kafka.publish(TestMint.freeze(ABC, 2, false, "repaired", signed));
        LogHeadSealed next = awaitSealed(ABC, size);
        assertThat(next.head().previous()).isEqualTo(signed);
        world.kafka.publish(TestMint.cosigned(next));
        awaitProof(during);
    }

    @Test
    void aSignatureOverALogThatWasNeverSealedIsKeptApart() {
        LogHeadSealed foreign = new TestNotary(ABC).append("something else").seal(LogState.EMPTY);
        LogHeadCosigned cosigned = TestMint.cosigned(foreign);
        world.kafka.publish(cosigned);
        eventually(() -> count(
                        "SELECT count(*) FROM contradiction WHERE operator_id = ? AND reason LIKE '%not sealed here'",
                        ABC)
                == 1);
        DcepStack.database().execute("UPDATE contradiction SET resolved_at = now(), resolution = 'planted'");
    }

    @Test
    void aSignatureOverALogWhoseHeadWasLostIsNoContradiction() {
        LogHeadSealed head = awaitSealed(CCB, logSize(CCB, world.economy.pay(CCB, CCB, 6, 0)));
        DcepStack.database().execute("DELETE FROM notary_head WHERE operator_id = ? AND size = ?", CCB, head.size());
        world.kafka.publish(TestMint.cosigned(head));
        LogHeadSealed next = awaitSealed(CCB, logSize(CCB, world.economy.pay(CCB, CCB, 6, 0)));
        world.kafka.publish(TestMint.cosigned(next));
        eventually(() -> given().get("/v1/log/head?shard=" + CCB).jsonPath().getLong("head.size") >= next.size());
        assertThat(count("SELECT count(*) FROM contradiction WHERE operator_id = ?", CCB))
                .isZero();
    }

    @Test
    void aLogThatCannotBeSealedDoesNotHoldUpTheOthers() {
        // No head can be signed over a name with a line feed; this one comes first in the order of names.
        DcepStack.database()
                .execute("INSERT INTO notary_log (operator_id, size, edge)"
                        + " VALUES (E'aa\\nb', 1, decode(repeat('ab', 32), 'hex'))");
        try {
            PaymentCommitted payment = world.economy.pay(CCB, CCB, 4, 0);
            assertThat(awaitSealed(CCB, logSize(CCB, payment))).isNotNull();
        } finally {
            DcepStack.database().execute("DELETE FROM notary_log WHERE operator_id = E'aa\\nb'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "head, 400, shard",
        "head?shard=, 400, shard",
        "head?shard=nobody, 404, ",
        "proofs/x, 404, ",
        "proofs/0193e9a0-0000-7000-8000-000000000001, 404, ",
        "consistency?shard=nobody&from=0&to=1, 404, ",
        "consistency?from=0&to=1, 400, shard",
        "consistency?shard=nobody&from=2&to=1, 400, from",
        "consistency?shard=nobody&from=-1&to=1, 400, from",
        "consistency?shard=nobody&from=0&to=1e3, 400, to",
        "consistency?shard=nobody&from=0&to=9999999999999999999, 400, to",
        "consistency?shard=nobody&from=0, 400, to"
    })
    void whatIsNotThereOrCannotBeIsRefused(String path, int status, String field) {
        var answer = given().get("/v1/log/" + path).then().statusCode(status);
        if (field != null) {
            answer.body("violations[0].field", equalTo(field));
        }
    }

    @Test
    void aSizeBeyondTheNewestHeadIsRefused() {
        PaymentCommitted payment = world.economy.pay(CCB, CCB, 9, 0);
        LogHeadSealed head = awaitSealed(CCB, logSize(CCB, payment));
        world.kafka.publish(TestMint.cosigned(head));
        awaitProof(payment);
        given().get("/v1/log/consistency?shard=" + CCB + "&from=0&to=999999999")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("to"));
    }

    private static long size(String operator) {
        return count("SELECT coalesce(max(size), 0) FROM notary_log WHERE operator_id = ?", operator);
    }

    /** How many leaves there are up to the payment's. */
    private static long logSize(String operator, PaymentCommitted payment) {
        UUID id = payment.paymentId();
        eventually(() -> count("SELECT count(*) FROM notary_entry WHERE payment_id = ?::uuid", id.toString()) == 1);
        return 1
                + count(
                        "SELECT leaf_index FROM notary_entry WHERE payment_id = ?::uuid AND operator_id = ?",
                        id.toString(),
                        operator);
    }

    private LogHeadSealed awaitSealed(String operator, long size) {
        return world.kafka.await(
                LogHeadSealed.class, event -> event.operatorId().equals(operator) && event.size() >= size);
    }

    private List<LogHeadSealed> sealed(String operator) {
        return world.kafka.published(LogHeadSealed.class).stream()
                .filter(event -> event.operatorId().equals(operator))
                .toList();
    }

    private static JsonPath awaitProof(PaymentCommitted payment) {
        String path = "/v1/log/proofs/" + payment.paymentId();
        eventually(() -> given().get(path).statusCode() == 200);
        return given().get(path).jsonPath();
    }

    private static byte[] signature(JsonPath document, String path) {
        return Base64Url.decode(document.getString(path));
    }

    private static List<byte[]> path(JsonPath document, String path) {
        return document.getList(path, String.class).stream()
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    private static LogLeaf leaf(PaymentCommitted payment) {
        return new LogLeaf(
                payment.paymentId(),
                payment.operatorId(),
                payment.cycleId(),
                payment.payeeOperatorId(),
                payment.payer(),
                payment.payee(),
                payment.amountFen(),
                payment.gasUnits(),
                payment.gasFeeFen(),
                payment.gasPolicyVersion(),
                payment.committedAt());
    }
}
