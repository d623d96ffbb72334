package org.dcep.wallet.corridor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.dcep.contracts.LegAnswered;
import org.dcep.contracts.LegRequested;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.wallet.Fixtures;
import org.dcep.wallet.town.Books;
import org.dcep.wallet.town.Town;
import org.dcep.wallet.town.Town.Bank;
import org.dcep.wallet.town.Town.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Legs of trades, with the test as settlement. */
@QuarkusTest
@WithTestResource(DcepStack.class)
class LegsTest {
    private static final Clock CLOCK = Clock.systemUTC();

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
    void aLegIsExecutedOnceAndAnsweredOnce() {
        Wallet maker = here.wallet(1_000);
        Wallet dapp = here.wallet(0);
        LegRequested leg = leg(maker.pays(dapp, 300));
        Town.kafka().publish(leg);
        Town.kafka().publish(leg);
        LegAnswered answer = awaitAnswer(leg);
        assertThat(answer.accepted()).isTrue();
        assertThat(answer.paymentId()).isEqualTo(leg.paymentId());
        LegRequested later = leg(maker.pays(dapp, 100));
        Town.kafka().publish(later);
        awaitAnswer(later);

        assertThat(dapp.availableFen()).isEqualTo(400);
        assertThat(maker.availableFen()).isEqualTo(598);
        assertThat(answersTo(leg)).isEqualTo(1);
        assertSaysWhatTheNotaryHears(answer);
    }

    @Test
    void aLegAcrossOperatorsIsAnsweredWhenThePayeeHasTheMoney() {
        Wallet maker = here.wallet(1_000);
        Wallet dapp = there.wallet(0);
        LegRequested leg = leg(maker.pays(dapp, 300));
        Town.kafka().publish(leg);
        LegAnswered answer = awaitAnswer(leg);

        assertThat(answer.accepted()).isTrue();
        assertThat(answer.payeeOperatorId()).isEqualTo(there.operatorId());
        assertThat(dapp.availableFen()).isEqualTo(300);
        assertSaysWhatTheNotaryHears(answer);
    }

    @Test
    void aLegThatThePayeesOperatorRefusesIsAnsweredWhenTheMoneyIsBack() {
        Wallet maker = here.wallet(1_000);
        Wallet dapp = there.wallet(0);
        dapp.change("{\"state\": \"FROZEN\"}");
        LegRequested leg = leg(maker.pays(dapp, 300));
        Town.kafka().publish(leg);

        assertRefused(leg, "WALLET_FROZEN");
        assertThat(maker.availableFen()).isEqualTo(1_000);
    }

    @Test
    void aLegThatIsRefusedIsRefusedForEver() {
        Wallet maker = here.wallet(100);
        Wallet dapp = here.wallet(0);
        SignedOrders order = maker.pays(dapp, 300);
        Town.kafka().publish(leg(order));
        assertRefused(leg(order), "INSUFFICIENT_BALANCE");
        Fixtures.exchange(maker.fixture(), UUID.randomUUID(), "TO_WALLET", 1_000)
                .statusCode(201);

        assertThat(post(order)).isEqualTo(409);
        assertThat(dapp.availableFen()).isZero();
    }

    @Test
    void anExpiredOrderIsRefused() {
        Wallet maker = here.wallet(1_000);
        SignedOrders order = maker.pays(here.wallet(0), 300).withExpiresAt(now().minusSeconds(1));
        Town.kafka().publish(leg(order));
        assertRefused(leg(order), "ORDER_EXPIRED");
        assertThat(maker.availableFen()).isEqualTo(1_000);
    }

    @Test
    void whatTheMakerHasExecutedItselfIsNotExecutedAgain() {
        Wallet maker = here.wallet(1_000);
        Wallet dapp = here.wallet(0);
        SignedOrders order = maker.pays(dapp, 300);
        assertThat(post(order)).isEqualTo(201);
        Town.kafka().publish(leg(order));

        assertThat(awaitAnswer(leg(order)).accepted()).isTrue();
        assertThat(dapp.availableFen()).isEqualTo(300);
    }

    @Test
    void aDecisionCountsEvenIfTheMakerHasAnotherKeySince() {
        Wallet maker = here.wallet(1_000);
        Wallet dapp = here.wallet(0);
        SignedOrders order = maker.pays(dapp, 300);
        assertThat(post(order)).isEqualTo(201);
        String other = SignedOrders.publicKey(Fixtures.newKey(SignatureAlgorithm.ED25519));
        maker.change("{\"algorithm\": \"Ed25519\", \"publicKey\": \"" + other + "\"}");
        Town.kafka().publish(leg(order));

        assertThat(awaitAnswer(leg(order)).accepted()).isTrue();
    }

    @Test
    void aBadSignatureIsNoAnswerAsLongAsAGoodOneMayCome() {
        Wallet maker = here.wallet(1_000);
        Wallet dapp = here.wallet(0);
        SignedOrders order = maker.pays(dapp, 300);
        LegRequested forged = leg(order.signedBy(dapp.key()));
        LegRequested good = leg(maker.pays(dapp, 100));
        Town.kafka().publish(forged);
        Town.kafka().publish(good);
        awaitAnswer(good);
        LegRequested again = leg(maker.pays(dapp, 100));
        Town.kafka().publish(again);
        awaitAnswer(again);
        assertThat(answersTo(forged)).isZero();

        assertThat(post(order)).isEqualTo(201);
        assertThat(awaitAnswer(forged).accepted()).isTrue();
        assertThat(dapp.availableFen()).isEqualTo(500);
    }

    @Test
    void aBadSignatureIsARefusalOnceTheOrderIsDead() {
        Wallet maker = here.wallet(1_000);
        Wallet dapp = here.wallet(0);
        SignedOrders order = maker.pays(dapp, 300)
                .withExpiresAt(now().minus(Duration.ofSeconds(61)))
                .signedBy(dapp.key());
        Town.kafka().publish(leg(order));
        assertRefused(leg(order), "BAD_SIGNATURE");
    }

    /** Somebody who decides may be slow to commit, and what commits late was decided in time. */
    @Test
    void anOrderIsNotCalledDeadWhileSomebodyHoldsItsPayer() throws SQLException {
        Wallet maker = here.wallet(1_000);
        Wallet dapp = here.wallet(0);
        LegRequested leg = leg(maker.pays(dapp, 300)
                .withExpiresAt(now().minus(Duration.ofSeconds(61)))
                .signedBy(dapp.key()));
        try (Connection decider = Fixtures.database().connect();
                Statement statement = decider.createStatement()) {
            decider.setAutoCommit(false);
            statement.execute(
                    "select from account where id = " + maker.fixture().number() + " for no key update");
            Town.kafka().publish(leg);
            Town.eventually(() -> assertThat(waitingForLocks()).isPositive());
            assertThat(answersTo(leg)).isZero();
            decider.commit();
        }
        assertRefused(leg, "BAD_SIGNATURE");
    }

    @Test
    void anIdThatBelongsToAnotherPaymentIsARefusal() {
        Wallet maker = here.wallet(1_000);
        Wallet dapp = here.wallet(0);
        SignedOrders first = maker.pays(dapp, 300);
        assertThat(post(first)).isEqualTo(201);
        SignedOrders second = maker.pays(dapp, 301).withId(first.id());
        Town.kafka().publish(leg(second));
        assertRefused(leg(second), "ID_REUSED");
        assertThat(dapp.availableFen()).isEqualTo(300);
    }

    @Test
    void whatIsNoOrderIsRefusedAndKeepsNobodyWaiting() {
        Wallet maker = here.wallet(1_000);
        LegRequested leg = leg(maker.pays(here.wallet(0), 300));
        LegRequested noOrder = new LegRequested(
                leg.tradeId(), leg.corridorId(), leg.paymentId(), "nobody", leg.payee(), 300, 1, now(), "", "!");
        Town.kafka().publish(noOrder);
        assertRefused(noOrder, "MALFORMED_REQUEST");
    }

    private static LegRequested leg(SignedOrders signed) {
        PaymentOrder order = signed.order();
        return new LegRequested(
                UUID.nameUUIDFromBytes(order.signedBytes("trade")),
                "hk",
                order.id(),
                order.payer(),
                order.payee(),
                order.amount().fen(),
                order.maxGasFee().fen(),
                order.expiresAt(),
                order.reference(),
                signed.signature());
    }

    private static LegAnswered awaitAnswer(LegRequested leg) {
        return Town.kafka().await(LegAnswered.class, answer -> answer.tradeId().equals(leg.tradeId()));
    }

    private static long answersTo(LegRequested leg) {
        return Town.kafka().published(LegAnswered.class).stream()
                .filter(answer -> answer.tradeId().equals(leg.tradeId()))
                .count();
    }

    private static void assertRefused(LegRequested leg, String reason) {
        LegAnswered answer = awaitAnswer(leg);
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.reason()).isEqualTo(reason);
    }

    /** From the answer settlement computes the leaf that the notary makes of this event. */
    private static void assertSaysWhatTheNotaryHears(LegAnswered answer) {
        PaymentCommitted payment = Town.kafka()
                .await(PaymentCommitted.class, event -> event.paymentId().equals(answer.paymentId()));
        assertThat(answer.operatorId()).isEqualTo(payment.operatorId());
        assertThat(answer.payeeOperatorId()).isEqualTo(payment.payeeOperatorId());
        assertThat(answer.cycleId()).isEqualTo(payment.cycleId());
        assertThat(answer.gasUnits()).isEqualTo(payment.gasUnits());
        assertThat(answer.gasFeeFen()).isEqualTo(payment.gasFeeFen());
        assertThat(answer.gasPolicyVersion()).isEqualTo(payment.gasPolicyVersion());
        assertThat(answer.decidedAt()).isEqualTo(payment.committedAt());
    }

    private static long waitingForLocks() {
        return Fixtures.database()
                .number("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'");
    }

    private static int post(SignedOrders order) {
        return given().contentType(ContentType.JSON)
                .body(order.json())
                .post("/v1/payments")
                .statusCode();
    }

    private static Instant now() {
        return CLOCK.instant();
    }
}
