package org.dcep.wallet.payment;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.town.Books;
import org.dcep.wallet.town.Town;
import org.dcep.wallet.town.Town.Bank;
import org.dcep.wallet.town.Town.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class CrossOperatorTest {
    private static Bank here;
    private static Bank there;

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
    void isPendingAtFirstAndFinalOnceThePayeeIsCredited() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = there.wallet(5);
        SignedOrders order = alice.pays(bob, 300);
        post(order).statusCode(202).body("state", is("PENDING")).body("gasFeeFen", is(1));

        awaitState(order, "ACCEPTED");
        post(order).statusCode(200).body("state", is("ACCEPTED"));
        assertThat(alice.availableFen()).isEqualTo(699);
        assertThat(alice.read("heldFen")).isZero();
        assertThat(bob.availableFen()).isEqualTo(305);
        PaymentCommitted committed = Town.kafka()
                .await(
                        PaymentCommitted.class,
                        event -> event.paymentId().equals(order.order().id()));
        assertThat(committed.operatorId()).isEqualTo(here.operatorId());
        assertThat(committed.payeeOperatorId()).isEqualTo(there.operatorId());
        assertThat(committed.gasFeeFen()).isEqualTo(1);
    }

    @Test
    void comesBackInFullIfThePayeeIsFrozen() {
        Wallet bob = there.wallet(0);
        bob.change("{\"state\": \"FROZEN\"}");
        returns(bob.id(), 300, "WALLET_FROZEN");
    }

    @Test
    void comesBackInFullIfThePayeeIsClosed() {
        Wallet bob = there.wallet(0);
        bob.change("{\"state\": \"CLOSED\"}");
        returns(bob.id(), 300, "WALLET_CLOSED");
    }

    @Test
    void comesBackInFullIfThePayeeWouldHoldTooMuch() {
        returns(there.wallet(WalletClass.IV, SignatureAlgorithm.SM2, 999_800).id(), 300, "LIMIT_EXCEEDED");
    }

    @Test
    void comesBackInFullIfThePayeeIsUnknown() {
        returns(WalletId.of(there.number(), 1023, 99_999_999).toString(), 300, "UNKNOWN_PAYEE");
    }

    @Test
    void givesBackTheLimitOfTheDay() {
        Wallet alice = here.wallet(WalletClass.IV, SignatureAlgorithm.ED25519, 1_000_000);
        Wallet frozen = there.wallet(0);
        frozen.change("{\"state\": \"FROZEN\"}");
        for (int i = 0; i < 4; i++) {
            SignedOrders order = alice.pays(frozen, 200_000);
            post(order).statusCode(202);
            awaitState(order, "REFUSED");
        }
        assertThat(alice.read("spentTodayFen")).isZero();
        assertThat(alice.read("spentThisYearFen")).isZero();
        assertThat(alice.availableFen()).isEqualTo(1_000_000);
        assertThat(gasRest(alice)).isZero();
    }

    @Test
    void creditsOnceHoweverOftenItIsAsked() {
        Wallet bob = there.wallet(0);
        CreditRequested request = new CreditRequested(
                UUID.randomUUID(),
                here.operatorId(),
                1,
                there.operatorId(),
                here.wallet(0).id(),
                bob.id(),
                77,
                1,
                "",
                Instant.EPOCH);
        for (int i = 0; i < 5; i++) {
            Town.kafka().publish(request);
        }
        Town.eventually(() -> assertThat(bob.availableFen()).isEqualTo(77));
        // A later request on the same partition shows that the five are behind us.
        CreditRequested last = new CreditRequested(
                UUID.randomUUID(),
                here.operatorId(),
                1,
                there.operatorId(),
                here.wallet(0).id(),
                bob.id(),
                1,
                1,
                "",
                Instant.EPOCH);
        Town.kafka().publish(last);
        Town.eventually(() -> assertThat(bob.availableFen()).isEqualTo(78));
        assertThat(Town.kafka().published(CreditAnswered.class))
                .filteredOn(event -> event.paymentId().equals(request.paymentId()))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void endsOnceHoweverOftenItIsAnswered() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = there.wallet(0);
        SignedOrders order = alice.pays(bob, 300);
        post(order).statusCode(202);
        CreditAnswered answer = Town.kafka()
                .await(
                        CreditAnswered.class,
                        event -> event.paymentId().equals(order.order().id()));
        CreditAnswered contrary = new CreditAnswered(
                answer.paymentId(),
                answer.operatorId(),
                answer.cycleId(),
                answer.payerOperatorId(),
                answer.payer(),
                answer.payee(),
                answer.amountFen(),
                false,
                "WALLET_FROZEN");
        Town.kafka().publish(answer);
        awaitState(order, "ACCEPTED");
        Town.kafka().publish(contrary);
        SignedOrders next = alice.pays(bob, 1);
        post(next).statusCode(202);
        awaitState(next, "ACCEPTED");
        post(order).statusCode(200).body("state", is("ACCEPTED"));
        assertThat(alice.availableFen()).isEqualTo(1_000 - 300 - 1 - 1 - 1);
    }

    @Test
    void finishesManyInBothDirections() {
        Wallet alice = here.wallet(100_000);
        Wallet bob = there.wallet(100_000);
        List<SignedOrders> orders = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? alice.pays(bob, 100) : bob.pays(alice, 100))
                .toList();
        given().contentType("application/x-ndjson")
                .body(SignedOrders.lines(orders).getBytes(UTF_8))
                .post("/v1/payment-batches")
                .then()
                .statusCode(200);
        Town.eventually(
                () -> assertThat(alice.read("heldFen") + bob.read("heldFen")).isZero());
        assertThat(alice.availableFen()).isEqualTo(bob.availableFen());
        orders.forEach(order -> post(order).statusCode(200).body("state", is("ACCEPTED")));
    }

    private static void returns(String payee, long amountFen, String reason) {
        Wallet alice = here.wallet(1_000);
        SignedOrders order = alice.pays(payee, amountFen);
        post(order).statusCode(202);
        awaitState(order, "REFUSED");
        given().auth()
                .oauth2(Tokens.holder(alice.id()))
                .get("/v1/payments/" + order.order().id())
                .then()
                .body("reason", is(reason))
                .body("gasFeeFen", is(0));
        post(order).statusCode(200).body("state", is("REFUSED")).body("reason", is(reason));
        assertThat(alice.availableFen()).isEqualTo(1_000);
        assertThat(alice.read("heldFen")).isZero();
        assertThat(alice.read("spentTodayFen")).isZero();
        assertThat(gasRest(alice)).isZero();
        PaymentReturned returned = Town.kafka()
                .await(
                        PaymentReturned.class,
                        event -> event.paymentId().equals(order.order().id()));
        assertThat(returned.reason()).isEqualTo(reason);
    }

    private static long gasRest(Wallet wallet) {
        return DcepStack.database()
                .number("select gas_rest_micro_fen from account where id = ?", Long.parseLong(wallet.id()));
    }

    private static void awaitState(SignedOrders order, String state) {
        Town.eventually(() -> given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/payments/" + order.order().id())
                .then()
                .body("state", is(state)));
    }

    private static ValidatableResponse post(SignedOrders order) {
        return given().contentType(ContentType.JSON)
                .body(order.json())
                .post("/v1/payments")
                .then();
    }
}
