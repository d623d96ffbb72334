package org.dcep.issuer.witness;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.crypto.Base64Url;
import org.dcep.issuer.Bank;
import org.dcep.issuer.Books;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.TestNotary;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class WitnessTest {
    private String operator;
    private TestNotary notary;
    private KafkaProbe kafka;

    @BeforeEach
    void open() {
        kafka = KafkaProbe.open();
        operator = Bank.withReserves(0).id();
        notary = new TestNotary(operator);
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void signsEveryHeadOfALogThatGrows() {
        LogState previous = LogState.EMPTY;
        for (int i = 0; i < 5; i++) {
            notary.append("payment " + i);
            LogHeadSealed head = notary.seal(previous);
            kafka.publish(head);
            assertGenuine(awaitCosigned(head.head().log()));
            previous = head.head().log();
        }
        seen().then()
                .body("frozen", equalTo(false))
                .body("signed.size", equalTo(5))
                .body("reason", nullValue());
    }

    @Test
    void aHeadThatComesTwiceIsSignedOnceForEachTimeItWasSealed() {
        LogHeadSealed head = notary.append("one").seal(LogState.EMPTY);
        KafkaProbe.Sent sent = kafka.publish(head);
        kafka.send(sent);
        LogHeadSealed next = notary.append("two").seal(head.head().log());
        kafka.publish(next);
        awaitCosigned(next.head().log());
        assertThat(cosigned(head.head().log())).hasSize(1);
    }

    @Test
    void twoHistoriesFreezeTheShardUntilTheCentralBankDecides() {
        LogState signed = signOne();
        TestNotary fork = new TestNotary(operator).append("another one");
        kafka.publish(fork.seal(LogState.EMPTY));
        ShardFreezeChanged freeze = awaitChange(1);
        assertThat(freeze.frozen()).isTrue();
        assertThat(freeze.reason()).isEqualTo("OTHER_ROOT");
        assertThat(new LogState(freeze.size(), freeze.root())).isEqualTo(signed);
        assertGenuine(freeze);
        seen().then()
                .body("frozen", equalTo(true))
                .body("reason", equalTo("OTHER_ROOT"))
                .body("disputed.root", equalTo(fork.log().root()));
        given().get("/v1/log/freezes").then().statusCode(200).body("items.operatorId", hasItem(operator));

        // While it is frozen nothing is signed, not even what would have been.
        LogHeadSealed honest = notary.append("two").seal(signed);
        long ignored = heads("IGNORED");
        kafka.publish(honest);
        Books.await("the head being looked at", () -> heads("IGNORED") == ignored + 1);
        lift(1, "CONTINUE_FROM_SIGNED").then().statusCode(200).body("frozen", equalTo(false));
        ShardFreezeChanged lifted = awaitChange(2);
        assertThat(lifted.frozen()).isFalse();
        assertThat(new LogState(lifted.size(), lifted.root())).isEqualTo(signed);
        assertGenuine(lifted);

        LogHeadSealed again = notary.append("three").seal(signed);
        kafka.publish(again);
        assertGenuine(awaitCosigned(again.head().log()));
        assertThat(cosigned(honest.head().log())).isEmpty();
    }

    @Test
    void aLogThatWasCutFreezesTheShard() {
        signOne();
        LogState two = awaitSigned(notary.append("two").seal(logOfOne()));
        kafka.publish(new TestNotary(operator).append("payment").seal(LogState.EMPTY));
        assertThat(awaitChange(1).reason()).isEqualTo("SHORTER");
        assertThat(two.size()).isEqualTo(2);
    }

    @Test
    void anAcceptedForkIsWhereTheLogGoesOnAndTheRecordOfBothStays() {
        signOne();
        TestNotary fork = new TestNotary(operator).append("another one");
        kafka.publish(fork.seal(LogState.EMPTY));
        awaitChange(1);
        lift(1, "ACCEPT_DISPUTED")
                .then()
                .statusCode(200)
                .body("signed.root", equalTo(fork.log().root()));
        LogState accepted = fork.log();
        LogHeadSealed next = fork.append("two").seal(accepted);
        kafka.publish(next);
        assertGenuine(awaitCosigned(next.head().log()));
        assertThat(DcepStack.database().number("SELECT count(*) FROM log_freeze WHERE operator_id = ?", operator))
                .isEqualTo(2);
    }

    @Test
    void aHeadThatSettlementDidNotSignIsPassedOver() {
        signOne();
        LogHeadSealed head = notary.append("two").seal(logOfOne());
        long passedOver = heads("NOT_SIGNED");
        kafka.publish(unsigned(head, operator));
        kafka.publish(unsigned(head, "two\nlines"));
        Books.await("both heads being looked at", () -> heads("NOT_SIGNED") == passedOver + 2);
        kafka.publish(head);
        assertGenuine(awaitCosigned(head.head().log()));
        seen().then().body("frozen", equalTo(false)).body("number", equalTo(0));
    }

    @Test
    void aHeadOfAnOperatorThatWasNeverAdmittedIsPassedOver() {
        String nobody = operator + "-x";
        long passedOver = heads("NOT_ADMITTED");
        kafka.publish(new TestNotary(nobody).append("one").seal(LogState.EMPTY));
        kafka.publish(new TestNotary(nobody).append("another").seal(LogState.EMPTY));
        Books.await("both heads being looked at", () -> heads("NOT_ADMITTED") == passedOver + 2);
        given().get("/v1/log/freezes/" + nobody).then().statusCode(404);
    }

    @Test
    void onlyTheFreezeThatWasLookedAtIsLifted() {
        signOne();
        lift(1, "CONTINUE_FROM_SIGNED").then().statusCode(409).body("code", equalTo("SHARD_NOT_FROZEN"));
        kafka.publish(new TestNotary(operator).append("another one").seal(LogState.EMPTY));
        awaitChange(1);
        lift(2, "CONTINUE_FROM_SIGNED").then().statusCode(409).body("code", equalTo("SHARD_NOT_FROZEN"));
        lift(1, "CONTINUE_FROM_SIGNED").then().statusCode(200);
        lift(1, "CONTINUE_FROM_SIGNED").then().statusCode(409).body("code", equalTo("SHARD_NOT_FROZEN"));
    }

    @Test
    void onlyTheCentralBankLifts() {
        Map<String, Object> body = Map.of("number", 1, "decision", "CONTINUE_FROM_SIGNED", "reason", "looked");
        for (String token :
                List.of(Tokens.auditor(), Tokens.operator(operator), Tokens.settlement(), Tokens.holder())) {
            Bank.as(token)
                    .body(body)
                    .post("/v1/log/freezes/" + operator + "/lift")
                    .then()
                    .statusCode(403);
        }
        given().contentType("application/json")
                .body(body)
                .post("/v1/log/freezes/" + operator + "/lift")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"number\":1,\"decision\":\"CONTINUE_FROM_SIGNED\"}",
                "{\"number\":1,\"decision\":\"FORGET\",\"reason\":\"looked\"}",
                "{\"number\":1,\"decision\":\"CONTINUE_FROM_SIGNED\",\"reason\":\"\"}",
                "{\"number\":1,\"decision\":\"CONTINUE_FROM_SIGNED\",\"reason\":\"two\\nlines\"}",
                "{\"number\":1.5,\"decision\":\"CONTINUE_FROM_SIGNED\",\"reason\":\"looked\"}"
            })
    void aMalformedLiftIsRefused(String body) {
        Bank.centralBank()
                .body(body)
                .post("/v1/log/freezes/" + operator + "/lift")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));
    }

    @Test
    void aLogThatNobodyHasSeenIsNotFound() {
        seen().then().statusCode(404);
        lift(1, "CONTINUE_FROM_SIGNED").then().statusCode(404);
        given().urlEncodingEnabled(false).get("/v1/log/freezes/%00").then().statusCode(404);
        Bank.centralBank()
                .urlEncodingEnabled(false)
                .body(Map.of("number", 1, "decision", "CONTINUE_FROM_SIGNED", "reason", "looked"))
                .post("/v1/log/freezes/%00/lift")
                .then()
                .statusCode(404);
    }

    /** How many heads have ended so. */
    private static long heads(String outcome) {
        String name = "dcep_witness_heads_total{outcome=\"" + outcome + "\"} ";
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private static LogHeadSealed unsigned(LogHeadSealed head, String operatorId) {
        return new LogHeadSealed(
                operatorId,
                head.size(),
                head.root(),
                head.previousSize(),
                head.previousRoot(),
                head.sealedAt(),
                head.keyId(),
                "A".repeat(86),
                "",
                "",
                head.consistencyProof());
    }

    private LogState signOne() {
        return awaitSigned(notary.append("payment").seal(LogState.EMPTY));
    }

    /** What {@link #signOne} signed. */
    private LogState logOfOne() {
        return new TestNotary(operator).append("payment").log();
    }

    private LogState awaitSigned(LogHeadSealed head) {
        kafka.publish(head);
        awaitCosigned(head.head().log());
        return head.head().log();
    }

    private LogHeadCosigned awaitCosigned(LogState log) {
        return kafka.await(LogHeadCosigned.class, event -> isOf(event, log));
    }

    private List<LogHeadCosigned> cosigned(LogState log) {
        return kafka.published(LogHeadCosigned.class).stream()
                .filter(event -> isOf(event, log))
                .toList();
    }

    private boolean isOf(LogHeadCosigned event, LogState log) {
        return event.operatorId().equals(operator) && new LogState(event.size(), event.root()).equals(log);
    }

    private ShardFreezeChanged awaitChange(long number) {
        return kafka.await(
                ShardFreezeChanged.class, event -> event.operatorId().equals(operator) && event.number() == number);
    }

    private static void assertGenuine(LogHeadCosigned event) {
        byte[] message = LogHead.cosignedBytes(
                DcepStack.NETWORK,
                event.operatorId(),
                new LogState(event.size(), event.root()),
                event.cosignedAt(),
                event.keyId());
        assertThat(TestMint.CENTRAL_BANK.verifyingKey().verifies(message, Base64Url.decode(event.signature())))
                .isTrue();
    }

    private static void assertGenuine(ShardFreezeChanged event) {
        assertThat(TestMint.CENTRAL_BANK
                        .verifyingKey()
                        .verifies(event.signedBytes(DcepStack.NETWORK), Base64Url.decode(event.signature())))
                .isTrue();
    }

    private Response seen() {
        return given().get("/v1/log/freezes/" + operator);
    }

    private Response lift(long number, String decision) {
        return Bank.centralBank()
                .body(Map.of("number", number, "decision", decision, "reason", "looked at both logs"))
                .post("/v1/log/freezes/" + operator + "/lift");
    }
}
