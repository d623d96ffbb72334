package org.dcep.wallet.payment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.Sm3;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.Fixtures;
import org.dcep.wallet.town.Books;
import org.dcep.wallet.town.Town;
import org.dcep.wallet.town.Town.Bank;
import org.dcep.wallet.town.Town.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class PaymentTraceTest {
    private static Bank here;
    private static Bank there;

    @Inject
    Pool pool;

    @BeforeEach
    void openBanks() {
        if (here == null) {
            here = Town.bank();
            there = Town.bank();
        }
    }

    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @Test
    void showsTheOrderThatThePayerSignedAndBothEntries() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = here.wallet(0);
        // Entries before and after the one that is looked for.
        post(alice.pays(bob, 1)).statusCode(201);
        SignedOrders order = alice.pays(bob, 300).withReference("tea");
        post(order).statusCode(201);
        post(alice.pays(bob, 2)).statusCode(201);

        JsonPath trace = trace(order, here.token()).statusCode(200).extract().jsonPath();
        assertThat(trace.getString("operatorId")).isEqualTo(here.operatorId());
        assertThat(trace.getString("payeeOperatorId")).isEqualTo(here.operatorId());
        assertThat(trace.getString("payment.state")).isEqualTo("ACCEPTED");
        assertThat(trace.getString("order.operation")).isEqualTo("TRANSFER");
        byte[] signed = order.order().signedBytes(DcepStack.NETWORK);
        assertThat(trace.getString("order.orderDigest")).isEqualTo(Sm3.hex(signed));
        assertThat(key(trace, 0).verifies(signed, Base64Url.decode(trace.getString("order.signature"))))
                .isTrue();
        assertThat(trace.getLong("decision.gasDueMicroFen")).isEqualTo(21_000 * 45);
        assertThat(trace.getString("decision.limit")).isNull();
        assertThat(trace.getString("credit")).isNull();
        assertThat(trace.getList("entries.walletId")).containsExactlyInAnyOrder(alice.id(), bob.id());
        assertThat(trace.getList("entries.amountFen")).containsExactlyInAnyOrder(-300, 300);
        assertThat(trace.getList("entries.gasFeeFen")).containsExactlyInAnyOrder(1, 0);
        assertThat(trace.getList("entries.purpose")).containsExactly("PAYMENT", "PAYMENT");
        assertThat(trace.getList("entries.time")).containsOnly(trace.getString("payment.decidedAt"));
    }

    @Test
    void findsAnEntryAmongManyOfTheSameWallet() {
        Wallet alice = here.wallet(100_000);
        Wallet shop = here.wallet(0);
        for (int i = 0; i < 37; i++) {
            SignedOrders order = alice.pays(shop, 10 + i);
            post(order).statusCode(201);
            trace(order, Tokens.auditor())
                    .body("entries.amountFen.min()", is(-10 - i))
                    .body("entries.amountFen.max()", is(10 + i))
                    .body("entries", hasSize(2));
        }
    }

    @Test
    void findsAnEntryFarBehindTheFirstByItsTimeAlone() {
        // An account that no wallet has, with an entry a second and nothing moved.
        long account = 1;
        UUID cause = UUID.randomUUID();
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        DcepStack.database().execute("""
                        insert into entry (account, seq, at, cycle_id, purpose, cause, amount_fen, gas_fee_fen,
                                           held_fen, available_after_fen, held_after_fen)
                        select ?, i, '2026-01-01T00:00:00Z'::timestamptz + (i - 1) * interval '1 second', 1, 4,
                               case i when 200000 then ?::uuid else gen_random_uuid() end, 0, 0, 0, 0, 0
                        from generate_series(1, 250000) as i\
                        """, account, cause.toString());
        try {
            assertThat(numbers(cause, account, first.plusSeconds(199_998))).containsExactly(200_000L);
            assertThat(numbers(cause, account, first.plusSeconds(199_999))).containsExactly(200_000L);
            assertThat(numbers(cause, account, first.plusSeconds(200_000))).isEmpty();
            assertThat(numbers(cause, account, first.plusSeconds(99_999))).isEmpty();
            assertThat(numbers(cause, account, first.plusSeconds(100_000))).containsExactly(200_000L);
            assertThat(numbers(cause, account, first.plusSeconds(1_000_000))).isEmpty();
            assertThat(numbers(cause, 2, first)).isEmpty();
        } finally {
            DcepStack.database().execute("delete from entry where account = ?", account);
        }
    }

    @Test
    void showsEachOperatorItsOwnBookAndBothTheAnswer() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = there.wallet(0);
        SignedOrders order = alice.pays(bob, 300);
        post(order).statusCode(202);
        awaitState(order, "ACCEPTED");

        trace(order, here.token())
                .statusCode(200)
                .body("order.operation", is("TRANSFER"))
                .body("credit.operatorId", is(there.operatorId()))
                .body("credit.credited", is(true))
                .body("credit.reason", nullValue())
                .body("entries.walletId", contains(alice.id(), alice.id()))
                .body("entries.purpose", contains("HOLD", "CLEARING_OUT"))
                .body("entries.amountFen", contains(-300, 0))
                .body("entries.gasFeeFen", contains(1, 0))
                .body("entries.heldChangeFen", contains(301, -301));
        trace(order, there.token())
                .statusCode(200)
                .body("payment.state", is("ACCEPTED"))
                .body("order", nullValue())
                .body("decision", nullValue())
                .body("credit.credited", is(true))
                .body("entries.walletId", contains(bob.id()))
                .body("entries.purpose", contains("CLEARING_IN"))
                .body("entries.amountFen", contains(300));
        trace(order, Tokens.auditor()).statusCode(200).body("entries", hasSize(3));
    }

    @Test
    void showsWhatWasSetAsideAndCameBack() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = there.wallet(WalletClass.IV, SignatureAlgorithm.ED25519, 999_800);
        SignedOrders order = alice.pays(bob, 300);
        post(order).statusCode(202);
        awaitState(order, "REFUSED");
        trace(order, Tokens.auditor())
                .statusCode(200)
                .body("payment.reason", is("LIMIT_EXCEEDED"))
                .body("payment.gasFeeFen", is(0))
                .body("decision.limit", is("BALANCE"))
                .body("decision.gasFeeFen", is(1))
                .body("credit.credited", is(false))
                .body("credit.reason", is("LIMIT_EXCEEDED"))
                .body("entries.purpose", contains("HOLD", "RETURN"))
                .body("entries.amountFen", contains(-300, 300))
                .body("entries.gasFeeFen", contains(1, -1))
                .body("entries.heldChangeFen", contains(301, -301));
    }

    @Test
    void showsARefusedOrderWithItsSignatureAndWithoutEntries() {
        Wallet alice = here.wallet(WalletClass.IV, SignatureAlgorithm.SM2, 300_000);
        SignedOrders order = alice.pays(here.wallet(0), 200_001);
        post(order).statusCode(409);
        JsonPath trace = trace(order, Tokens.auditor())
                .statusCode(200)
                .body("payment.state", is("REFUSED"))
                .body("payment.reason", is("LIMIT_EXCEEDED"))
                .body("decision.limit", is("PER_PAYMENT"))
                .body("entries", is(empty()))
                .extract()
                .jsonPath();
        assertThat(key(trace, 0)
                        .verifies(
                                order.order().signedBytes(DcepStack.NETWORK),
                                Base64Url.decode(trace.getString("order.signature"))))
                .isTrue();
    }

    @Test
    void showsThePayeesOperatorAsAbsentWhereThereIsNone() {
        Wallet alice = here.wallet(1_000);
        SignedOrders order = alice.pays("9990000000000000", 300);
        post(order).statusCode(422);
        trace(order, Tokens.auditor()).statusCode(200).body("payeeOperatorId", nullValue());
    }

    @Test
    void showsTheKeyThatSignedEvenAfterAnotherTookItsPlace() {
        Wallet alice = here.wallet(1_000);
        SignedOrders first = alice.pays(here.wallet(0), 1);
        post(first).statusCode(201);
        SigningKey newKey = SignedOrders.key(SignatureAlgorithm.SM2, "new key " + UUID.randomUUID());
        alice.change("{\"publicKey\": \"%s\", \"algorithm\": \"SM2\"}".formatted(SignedOrders.publicKey(newKey)));
        SignedOrders second = alice.pays(here.wallet(0), 2).signedBy(newKey);
        post(second).statusCode(201);
        trace(first, Tokens.auditor()).body("order.keys.algorithm", contains("Ed25519"));
        trace(second, Tokens.auditor()).body("order.keys.algorithm", contains("SM2", "Ed25519"));
    }

    @Test
    void showsAnItemOfAPayrollWithThePayrollsSignature() {
        Wallet firm = here.wallet(WalletClass.CORPORATE, SignatureAlgorithm.ED25519, 10_000);
        Wallet alice = here.wallet(0);
        Payroll.Item item = new Payroll.Item(UUID.randomUUID(), alice.id(), new Money(1_000));
        Instant expiresAt = Instant.now().plusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
        Payroll payroll = new Payroll(firm.id(), List.of(item), new Money(10), expiresAt, "November");
        String signature = Base64Url.encode(firm.key().sign(payroll.signedBytes(DcepStack.NETWORK)));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("signature", signature);
        body.putObject("order")
                .put("payer", firm.id())
                .put("maxGasFeeFen", 10)
                .put("expiresAt", expiresAt.toString())
                .put("reference", "November")
                .putArray("items")
                .addObject()
                .put("id", item.id().toString())
                .put("payee", alice.id())
                .put("amountFen", 1_000);
        given().contentType(ContentType.JSON)
                .body(body.toString())
                .post("/v1/payrolls")
                .then()
                .body("items.status", contains(201));
        get(item.id().toString(), here.token())
                .statusCode(200)
                .body("order.operation", is("PAYROLL_ITEM"))
                .body("order.signature", is(signature))
                .body("order.orderDigest", is(Sm3.hex(payroll.bytesOf(item, DcepStack.NETWORK))))
                .body("decision.gasUnits", is(9_000))
                .body("entries.purpose", contains("PAYMENT", "PAYMENT"));
    }

    @Test
    void existsForAuditorsAndTheOperatorsConcernedOnly() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = there.wallet(0);
        SignedOrders order = alice.pays(bob, 300);
        post(order).statusCode(202);
        trace(order, here.token()).statusCode(200);
        trace(order, there.token()).statusCode(200);
        trace(order, Tokens.auditor()).statusCode(200);
        trace(order, Tokens.operator("another-bank")).statusCode(404).body("code", is("NOT_FOUND"));
        trace(order, Tokens.holder(alice.id())).statusCode(403);
        trace(order, Tokens.centralBank()).statusCode(403);
        given().get("/v1/payments/" + order.order().id() + "/trace").then().statusCode(401);
        get(UUID.randomUUID().toString(), Tokens.auditor()).statusCode(404).body("code", is("NOT_FOUND"));
        get("nonsense", Tokens.auditor()).statusCode(404);
        awaitState(order, "ACCEPTED");
    }

    private List<Long> numbers(UUID cause, long account, Instant earliest) {
        return TraceStore.entries(pool, cause, List.of(new TraceStore.Place(account, earliest)))
                .map(entries -> entries.stream().map(TraceStore.Entry::seq).toList())
                .await()
                .atMost(Fixtures.PATIENCE);
    }

    private static VerifyingKey key(JsonPath trace, int index) {
        String key = "order.keys[" + index + "]";
        return VerifyingKey.of(
                SignatureAlgorithm.named(trace.getString(key + ".algorithm")).orElseThrow(),
                Base64Url.decode(trace.getString(key + ".publicKey")));
    }

    private static void awaitState(SignedOrders order, String state) {
        Town.eventually(() -> trace(order, Tokens.auditor()).body("payment.state", is(state)));
    }

    private static ValidatableResponse trace(SignedOrders order, String token) {
        return get(order.order().id().toString(), token);
    }

    private static ValidatableResponse get(String paymentId, String token) {
        return given().auth()
                .oauth2(token)
                .get("/v1/payments/" + paymentId + "/trace")
                .then();
    }

    private static ValidatableResponse post(SignedOrders order) {
        return given().contentType(ContentType.JSON)
                .body(order.json())
                .post("/v1/payments")
                .then();
    }
}
