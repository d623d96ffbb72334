package org.dcep.wallet.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.town.Town.eventually;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.kernel.LogState;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.testkit.TestMint;
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
class ShardFreezeTest {
    private Bank bank;
    private Wallet alice;
    private Wallet bob;

    @BeforeEach
    void open() {
        bank = Town.bank();
        alice = bank.wallet(1_000);
        bob = bank.wallet(0);
    }

    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @Test
    void aFrozenShardDecidesNothingAndGoesOnWhenTheFreezeIsLifted() {
        SignedOrders before = alice.pays(bob, 100);
        pay(before).statusCode(201);
        SignedOrders during = alice.pays(bob, 200);
        freeze(1, true);

        pay(during).statusCode(503).body("code", is("SHARD_FROZEN")).header("Retry-After", is("30"));
        pay(before).statusCode(200).body("state", is("ACCEPTED"));
        Fixtures.exchange(alice.fixture(), UUID.randomUUID(), "TO_WALLET", 5)
                .statusCode(503)
                .body("code", is("SHARD_FROZEN"));
        assertThat(alice.availableFen()).isEqualTo(899);
        assertThat(bob.availableFen()).isEqualTo(100);

        freeze(2, false);
        pay(during).statusCode(201);
        assertThat(bob.availableFen()).isEqualTo(300);
    }

    @Test
    void whatIsPaidToAFrozenShardFromElsewhereGoesBack() {
        Wallet carol = Town.bank().wallet(1_000);
        freeze(1, true);
        SignedOrders order = carol.pays(bob, 300);
        pay(order).statusCode(202);
        eventually(() -> pay(order).body("state", is("REFUSED")).body("reason", is("SHARD_FROZEN")));
        assertThat(carol.availableFen()).isEqualTo(1_000);
        assertThat(bob.availableFen()).isZero();
    }

    @Test
    void onlyTheCentralBanksLatestWordCounts() {
        freeze(2, true);
        Town.kafka().publish(change(1, false));
        ShardFreezeChanged forged = change(3, false);
        Town.kafka().publish(forged.signed("A".repeat(86)));
        Town.kafka().publish(change(4, false).from(new LogState(9, "ab".repeat(32))));
        Town.kafka().publish(withRoot(change(4, false), "two\nlines"));
        awaitRead();
        pay(alice.pays(bob, 1)).statusCode(503);
        freeze(5, false);
        pay(alice.pays(bob, 1)).statusCode(201);
    }

    @Test
    void aFreezeThatIsReadBeforeTheAdmissionClosesTheBookFromItsBeginning() {
        // Banks of these tests are numbered one after the other.
        String next = "bank-" + (bank.number() + 1);
        Town.kafka().publish(TestMint.freeze(next, 1, true, "OTHER_ROOT", LogState.EMPTY));
        freeze(1, true);

        Bank late = Town.bank();
        assertThat(late.operatorId()).isEqualTo(next);
        Wallet carol = late.wallet(0);
        Wallet dave = late.wallet(0);
        pay(carol.pays(dave, 1)).statusCode(503).body("code", is("SHARD_FROZEN"));
        Town.kafka().publish(TestMint.freeze(next, 2, false, "looked", LogState.EMPTY));
        eventually(() -> pay(carol.pays(dave, 1)).body("code", is("INSUFFICIENT_BALANCE")));
    }

    /** An event about another bank on the same partition shows that those before it are behind us. */
    private static void awaitRead() {
        Bank other = Town.bank();
        Wallet payer = other.wallet(10);
        Town.kafka().publish(TestMint.freeze(other.operatorId(), 1, true, "OTHER_ROOT", LogState.EMPTY));
        eventually(() -> pay(payer.pays(payer, 1)).statusCode(503));
    }

    private void freeze(long number, boolean frozen) {
        Town.kafka().publish(change(number, frozen));
        eventually(() -> assertThat(DcepStack.database()
                        .number("select freeze_number from open_cycle where operator_number = ?", bank.number()))
                .isEqualTo(number));
    }

    private ShardFreezeChanged change(long number, boolean frozen) {
        return TestMint.freeze(bank.operatorId(), number, frozen, frozen ? "OTHER_ROOT" : "looked", LogState.EMPTY);
    }

    private static ShardFreezeChanged withRoot(ShardFreezeChanged change, String root) {
        return new ShardFreezeChanged(
                change.operatorId(),
                change.number(),
                change.frozen(),
                change.reason(),
                change.size(),
                root,
                change.decidedAt(),
                change.keyId(),
                change.signature());
    }

    private static ValidatableResponse pay(SignedOrders order) {
        return given().contentType("application/json")
                .body(order.json())
                .post("/v1/payments")
                .then();
    }
}
