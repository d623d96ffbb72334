package org.dcep.wallet.payment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.UUID;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.Receipt;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class PaymentResourceTest {
    private static Bank bank;

    @BeforeEach
    void openBank() {
        if (bank == null) {
            bank = Town.bank();
        }
    }

    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void acceptsAtOnceAndRepeatsTheAnswer(SignatureAlgorithm algorithm) {
        Wallet alice = bank.wallet(WalletClass.I, algorithm, 1_000);
        Wallet bob = bank.wallet(0);
        SignedOrders order = alice.pays(bob, 300).withReference("tea");
        String id = order.order().id().toString();

        String first = pay(order)
                .statusCode(201)
                .header("Location", containsString("/v1/payments/" + id))
                .body("paymentId", is(id))
                .body("state", is("ACCEPTED"))
                .body("payer", is(alice.id()))
                .body("payee", is(bob.id()))
                .body("amountFen", is(300))
                .body("gasUnits", is(21_000))
                .body("gasFeeFen", is(1))
                .body("gasPolicyVersion", is(1))
                .body("reference", is("tea"))
                .body("reason", nullValue())
                .extract()
                .asString();
        String again = pay(order).statusCode(200).extract().asString();

        assertThat(again).isEqualTo(first);
        assertThat(alice.availableFen()).isEqualTo(699);
        assertThat(bob.availableFen()).isEqualTo(300);
        assertThat(alice.read("spentTodayFen")).isEqualTo(300);
        given().auth()
                .oauth2(Tokens.holder(alice.id()))
                .get("/v1/payments/" + id)
                .then()
                .statusCode(200)
                .body(equalTo(first));
    }

    @Test
    void refusesAnotherOrderOfTheSameId() {
        Wallet alice = bank.wallet(1_000);
        Wallet bob = bank.wallet(1_000);
        SignedOrders order = alice.pays(bob, 300);
        pay(order).statusCode(201);
        refused(order.to(bob.id(), 301), 422, "ID_REUSED");
        refused(bob.pays(alice, 1).withId(order.order().id()), 422, "ID_REUSED");
        assertThat(alice.availableFen()).isEqualTo(699);
        assertThat(bob.availableFen()).isEqualTo(1_300);
    }

    @Test
    void refusesExpiredOrders() {
        Wallet alice = bank.wallet(1_000);
        Wallet bob = bank.wallet(0);
        refusedTwice(alice.pays(bob, 300).withExpiresAt(Instant.now().minusSeconds(1)), 409, "ORDER_EXPIRED");
    }

    @Test
    void answersAnExpiredOrderThatWasDecidedInTime() {
        Wallet alice = bank.wallet(1_000);
        Wallet bob = bank.wallet(0);
        SignedOrders order = alice.pays(bob, 300).withExpiresAt(Instant.now().plusSeconds(2));
        pay(order).statusCode(201);
        Town.eventually(() -> assertThat(Instant.now()).isAfter(order.order().expiresAt()));
        pay(order).statusCode(200).body("state", is("ACCEPTED"));
    }

    @Test
    void refusesPaymentsToOneself() {
        Wallet alice = bank.wallet(1_000);
        refusedTwice(alice.pays(alice, 300), 422, "SELF_PAYMENT");
    }

    @Test
    void refusesPaymentsToNobody() {
        Wallet alice = bank.wallet(1_000);
        String wrongCheckDigit = alice.id().substring(0, 15) + (alice.id().charAt(15) == '0' ? '1' : '0');
        refusedTwice(alice.pays(wrongCheckDigit, 300), 422, "UNKNOWN_PAYEE");
        refusedTwice(alice.pays(WalletId.of(bank.number(), 1023, 99_999_999).toString(), 300), 422, "UNKNOWN_PAYEE");
        refusedTwice(alice.pays(WalletId.of(999, 1, 1).toString(), 300), 422, "UNKNOWN_PAYEE");
        refusedTwice(alice.pays("0000000000000000", 300), 422, "UNKNOWN_PAYEE");
    }

    @Test
    void refusesForFrozenAndClosedWallets() {
        Wallet alice = bank.wallet(1_000);
        Wallet frozen = bank.wallet(1_000);
        Wallet closed = bank.wallet(0);
        frozen.change("{\"state\": \"FROZEN\"}");
        closed.change("{\"state\": \"CLOSED\"}");
        refusedTwice(alice.pays(frozen, 1), 409, "WALLET_FROZEN");
        refusedTwice(frozen.pays(alice, 1), 409, "WALLET_FROZEN");
        refusedTwice(alice.pays(closed, 1), 409, "WALLET_CLOSED");
        refusedTwice(frozen.pays(closed, 1), 409, "WALLET_CLOSED");
        frozen.change("{\"state\": \"ACTIVE\"}");
        pay(frozen.pays(alice, 1)).statusCode(201);
    }

    @Test
    void refusesAFeeAboveTheMaximum() {
        Wallet alice = bank.wallet(1_000);
        refusedTwice(alice.pays(bank.wallet(0), 300).withMaxGasFeeFen(0), 409, "FEE_ABOVE_MAXIMUM");
    }

    @Test
    void refusesBeyondTheLimitsOfTheClass() {
        Wallet alice = bank.wallet(WalletClass.IV, SignatureAlgorithm.ED25519, 1_000_000);
        Wallet bob = bank.wallet(0);
        refusedTwice(alice.pays(bob, 200_001), 409, "LIMIT_EXCEEDED").body("limit", is("PER_PAYMENT"));
        pay(alice.pays(bob, 200_000)).statusCode(201);
        pay(alice.pays(bob, 200_000)).statusCode(201);
        refusedTwice(alice.pays(bob, 100_001), 409, "LIMIT_EXCEEDED").body("limit", is("DAILY"));
        pay(alice.pays(bob, 100_000)).statusCode(201);
        refusedTwice(alice.pays(bob, 1), 409, "LIMIT_EXCEEDED").body("limit", is("DAILY"));
        assertThat(alice.read("spentTodayFen")).isEqualTo(500_000);
    }

    @Test
    void refusesBeyondTheAnnualLimit() {
        Wallet alice = bank.wallet(WalletClass.IV, SignatureAlgorithm.ED25519, 1_000);
        DcepStack.database()
                .execute(
                        "update account set spent_this_year_fen = 4999950 where id = ?",
                        new WalletId(Long.parseLong(alice.id())).number());
        refusedTwice(alice.pays(bank.wallet(0), 51), 409, "LIMIT_EXCEEDED").body("limit", is("ANNUAL"));
        pay(alice.pays(bank.wallet(0), 50)).statusCode(201);
    }

    @Test
    void refusesWhenTheBalanceCoversAmountButNotFee() {
        Wallet alice = bank.wallet(100);
        Wallet bob = bank.wallet(0);
        refusedTwice(alice.pays(bob, 100), 409, "INSUFFICIENT_BALANCE");
        pay(alice.pays(bob, 99)).statusCode(201);
        assertThat(alice.availableFen()).isZero();
    }

    @Test
    void refusesWhenThePayeeWouldHoldTooMuch() {
        Wallet alice = bank.wallet(2_000_000);
        Wallet bob = bank.wallet(WalletClass.IV, SignatureAlgorithm.ED25519, 1);
        refusedTwice(alice.pays(bob, 1_000_000), 409, "LIMIT_EXCEEDED").body("limit", is("BALANCE"));
        pay(alice.pays(bob, 999_999)).statusCode(201);
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void refusesSignaturesThatAreNotThePayers(SignatureAlgorithm algorithm) {
        Wallet alice = bank.wallet(WalletClass.I, algorithm, 1_000);
        Wallet bob = bank.wallet(WalletClass.I, algorithm, 1_000);
        SignedOrders order = alice.pays(bob, 300);
        String signature = order.body().get("signature").asText();

        refused(order.signedBy(bob.key()), 401, "BAD_SIGNATURE");
        refused(order.onNetwork("production"), 401, "BAD_SIGNATURE");
        forged(order, Base64Url.encode(new byte[64]));
        forged(order, "");
        forged(order, signature.substring(0, 84));
        forged(order, signature + "AA");
        forged(order, signature.substring(0, 40) + (signature.charAt(40) == 'A' ? 'B' : 'A') + signature.substring(41));
        forged(order, alice.pays(bob, 301).body().get("signature").asText());
        forged(order, bob.pays(alice, 300).body().get("signature").asText());
        SigningKey other = SignedOrders.key(otherThan(algorithm), "mallory");
        refused(order.signedBy(other), 401, "BAD_SIGNATURE");
        assertThat(alice.availableFen()).isEqualTo(1_000);

        pay(order).statusCode(201);
    }

    @Test
    void answersForUnknownPayersAsForBadSignatures() {
        Wallet alice = bank.wallet(1_000);
        SigningKey key = alice.key();
        String unknown = WalletId.of(bank.number(), 1000, 88_888_888).toString();
        refused(SignedOrders.from(unknown, key).to(alice.id(), 1), 401, "BAD_SIGNATURE");
        refused(SignedOrders.from("0000000000000000", key).to(alice.id(), 1), 401, "BAD_SIGNATURE");
        refused(SignedOrders.from("9999999999999999", key).to(alice.id(), 1), 401, "BAD_SIGNATURE");
    }

    @Test
    void takesOnlyTheNewKeyAfterAChange() {
        Wallet alice = bank.wallet(1_000);
        Wallet bob = bank.wallet(0);
        pay(alice.pays(bob, 1)).statusCode(201);
        SigningKey newKey = SignedOrders.key(SignatureAlgorithm.SM2, "alice's new key " + UUID.randomUUID());
        alice.change("{\"publicKey\": \"%s\", \"algorithm\": \"SM2\"}".formatted(SignedOrders.publicKey(newKey)));
        refused(alice.pays(bob, 1), 401, "BAD_SIGNATURE");
        pay(alice.pays(bob, 1).signedBy(newKey)).statusCode(201);
    }

    @Test
    void verifiesAgainWhenTheKeyChangedBehindItsBack() {
        Wallet alice = bank.wallet(1_000);
        Wallet bob = bank.wallet(0);
        pay(alice.pays(bob, 1)).statusCode(201);
        SigningKey newKey = SignedOrders.key(SignatureAlgorithm.ED25519, "another replica's " + UUID.randomUUID());
        long number = Long.parseLong(alice.id());
        DcepStack.database().execute("""
                        with key as (
                            insert into wallet_key (wallet, epoch, algorithm, public_key, valid_from)
                            values (?, 2, 'Ed25519', ?, now()))
                        update account set key_epoch = 2 where id = ?\
                        """, number, newKey.verifyingKey().raw(), number);
        refused(alice.pays(bob, 1), 401, "BAD_SIGNATURE");
        pay(alice.pays(bob, 1).signedBy(newKey)).statusCode(201);
    }

    @Test
    void namesWhatIsMalformed() {
        Wallet alice = bank.wallet(1_000);
        String good = alice.pays(bank.wallet(0), 300).json();
        post(good.replace("\"amountFen\":300", "\"amountFen\":\"300\""))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("MALFORMED_REQUEST"))
                .body("type", is("/problems/malformed-request"))
                .body("violations.field", hasItem("order.amountFen"));
        post("{}").statusCode(400).body("violations.field", contains("order", "signature"));
        post("").statusCode(400).body("code", is("MALFORMED_REQUEST"));
        post("nonsense").statusCode(400).body("code", is("MALFORMED_REQUEST"));
        assertThat(alice.availableFen()).isEqualTo(1_000);
    }

    @Test
    void refusesLargeBodiesAndOtherTypes() {
        String large = "{\"order\": \"" + "x".repeat(70_000) + "\"}";
        post(large).statusCode(413);
        given().contentType("text/plain").body("{}").post("/v1/payments").then().statusCode(415);
    }

    @Test
    void showsAPaymentToItsPartiesOnly() {
        Wallet alice = bank.wallet(1_000);
        Wallet bob = bank.wallet(0);
        Wallet carol = bank.wallet(0);
        SignedOrders order = alice.pays(bob, 300);
        pay(order).statusCode(201);
        String path = "/v1/payments/" + order.order().id();
        for (String seen : new String[] {"", "/receipt"}) {
            get(path + seen, Tokens.holder(alice.id())).statusCode(200);
            get(path + seen, Tokens.holder(bob.id())).statusCode(200);
            get(path + seen, bank.token()).statusCode(200);
            get(path + seen, Tokens.auditor()).statusCode(200);
            get(path + seen, Tokens.holder(carol.id())).statusCode(404);
            get(path + seen, Tokens.holder()).statusCode(404);
            get(path + seen, Tokens.operator("another-bank")).statusCode(404);
            get(path + seen, Tokens.centralBank()).statusCode(403);
            get(path + seen, Tokens.settlement()).statusCode(403);
            given().get(path + seen).then().statusCode(401);
            get("/v1/payments/" + UUID.randomUUID() + seen, Tokens.auditor()).statusCode(404);
            get("/v1/payments/nonsense" + seen, Tokens.auditor()).statusCode(404);
        }
    }

    @Test
    void showsARefusedPaymentWithItsReason() {
        Wallet alice = bank.wallet(10);
        SignedOrders order = alice.pays(bank.wallet(0), 300);
        refused(order, 409, "INSUFFICIENT_BALANCE");
        get("/v1/payments/" + order.order().id(), Tokens.holder(alice.id()))
                .statusCode(200)
                .body("state", is("REFUSED"))
                .body("reason", is("INSUFFICIENT_BALANCE"))
                .body("gasFeeFen", is(0));
    }

    @Test
    void signsReceiptsThatVerifyWithThePublishedKey() {
        Wallet alice = bank.wallet(1_000);
        SignedOrders order = alice.pays(bank.wallet(0), 300);
        pay(order).statusCode(201);
        var json = get("/v1/payments/" + order.order().id() + "/receipt", Tokens.holder(alice.id()))
                .statusCode(200)
                .extract()
                .jsonPath();
        Receipt receipt = new Receipt(
                UUID.fromString(json.getString("paymentId")),
                json.getString("payer"),
                json.getString("payee"),
                new Money(json.getLong("amountFen")),
                new Money(json.getLong("gasFeeFen")),
                json.getString("state"),
                json.getString("reason"),
                json.getString("orderDigest"),
                Instant.parse(json.getString("decidedAt")),
                json.getString("keyId"));
        var keys = given().get("/v1/keys").then().statusCode(200).extract().jsonPath();
        String find = "keys.find { it.keyId == '" + receipt.keyId() + "' }";
        VerifyingKey key = VerifyingKey.of(
                SignatureAlgorithm.named(keys.getString(find + ".algorithm")).orElseThrow(),
                Base64Url.decode(keys.getString(find + ".publicKey")));
        assertThat(keys.getString(find + ".operatorId")).isEqualTo(bank.operatorId());
        assertThat(key.verifies(receipt.signedBytes(DcepStack.NETWORK), Base64Url.decode(json.getString("signature"))))
                .isTrue();
        assertThat(receipt.orderDigest())
                .isEqualTo(org.dcep.crypto.Sm3.hex(order.order().signedBytes(DcepStack.NETWORK)));
        PaymentCommitted told = Fixtures.kafka()
                .await(
                        PaymentCommitted.class,
                        event -> event.paymentId().equals(order.order().id()));
        assertThat(json.getString("leaf.committedAt"))
                .isEqualTo(told.committedAt().toString());
        assertThat(json.getString("leaf.payeeOperatorId")).isEqualTo(told.payeeOperatorId());
        assertThat(json.getLong("leaf.cycleId")).isEqualTo(told.cycleId());
        assertThat(json.getLong("leaf.gasUnits")).isEqualTo(told.gasUnits());
        assertThat(json.getInt("leaf.gasPolicyVersion")).isEqualTo(told.gasPolicyVersion());
    }

    private static SignatureAlgorithm otherThan(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.SM2 ? SignatureAlgorithm.ED25519 : SignatureAlgorithm.SM2;
    }

    private static void forged(SignedOrders order, String signature) {
        post(order.body().put("signature", signature).toString())
                .statusCode(401)
                .body("code", is("BAD_SIGNATURE"));
    }

    private static ValidatableResponse refused(SignedOrders order, int status, String code) {
        return pay(order)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", is(code))
                .body("status", is(status))
                .body("paymentId", is(order.order().id().toString()));
    }

    private static ValidatableResponse refusedTwice(SignedOrders order, int status, String code) {
        String first = refused(order, status, code).extract().asString();
        return refused(order, status, code).body(equalTo(first));
    }

    private static ValidatableResponse pay(SignedOrders order) {
        return post(order.json());
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/payments")
                .then();
    }

    private static ValidatableResponse get(String path, String token) {
        return given().auth().oauth2(token).get(path).then();
    }
}
