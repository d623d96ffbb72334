package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dcep.contracts.CreditRequested;
import org.dcep.crypto.Base64Url;
import org.dcep.outbox.Delivery;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.wallet.policy.Policies;
import org.dcep.wallet.town.Books;
import org.dcep.wallet.town.Town;
import org.dcep.wallet.town.Town.Bank;
import org.dcep.wallet.town.Town.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders and credits in one transaction: what each has of the other, and what neither may suffer from the other. */
@QuarkusTest
@WithTestResource(DcepStack.class)
class SharedTransactionTest {
    private static final int STRIPE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static Bank here;
    private static Bank there;

    @Inject
    PaymentBatch batch;

    @Inject
    Policies policies;

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
    void anOrderSpendsWhatCameInItsOwnTransaction() {
        Wallet alice = here.wallet(0);
        Wallet bob = here.wallet(0);
        Submission order = submission(alice.pays(bob, 299));
        Credits credits = credits(alice, 300, false);
        decide(order, credits);
        assertThat(stateOf(order)).isEqualTo(PaymentState.ACCEPTED);
        assertThat(credits.done()).isCompleted();
        assertThat(alice.availableFen()).isZero();
        assertThat(bob.availableFen()).isEqualTo(299);
    }

    @Test
    void creditsThatSomebodyElseHasTakenDisturbNoOrder() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = here.wallet(0);
        Submission order = submission(alice.pays(bob, 300));
        Credits fenced = credits(bob, 500, true);
        Credits welcome = credits(bob, 7, false);
        decide(order, fenced, welcome);
        assertThat(stateOf(order)).isEqualTo(PaymentState.ACCEPTED);
        assertThat(welcome.done()).isCompleted();
        assertThatThrownBy(() -> fenced.done().join()).hasRootCauseMessage("taken by another");
        assertThat(bob.availableFen()).isEqualTo(307);
    }

    @Test
    void anOrderThatCannotBeWrittenDisturbsNoCredits() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = here.wallet(0);
        Submission sound = submission(alice.pays(bob, 300));
        Submission broken = broken(submission(alice.pays(bob, 5)));
        Credits credits = credits(bob, 500, false);
        run(new Work(List.of(broken, sound), List.of(credits)));
        assertThat(stateOf(sound)).isEqualTo(PaymentState.ACCEPTED);
        assertThat(broken.answer().join())
                .hasValueSatisfying(answer -> assertThat(answer).isNotInstanceOf(PaymentAnswer.Decided.class));
        assertThat(credits.done()).isCompleted();
        assertThat(bob.availableFen()).isEqualTo(800);
        assertThat(alice.availableFen()).isEqualTo(699);
    }

    @Test
    void creditsAloneAreATransactionToo() {
        Wallet bob = here.wallet(0);
        Credits credits = credits(bob, 500, false);
        run(Work.of(credits));
        assertThat(credits.done()).isCompleted();
        assertThat(bob.availableFen()).isEqualTo(500);
    }

    private void decide(Submission order, Credits... credits) {
        run(new Work(List.of(order), Arrays.asList(credits)));
    }

    private void run(Work work) {
        batch.decide(work, STRIPE).await().atMost(PATIENCE).run();
    }

    private static PaymentState stateOf(Submission submission) {
        Optional<PaymentAnswer> answer = submission.answer().join();
        return ((PaymentAnswer.Decided) answer.orElseThrow()).payment().state();
    }

    private static Submission submission(SignedOrders order) {
        byte[] signature = Base64Url.decode(order.signature());
        return Submission.of(SignedOrder.of(order.order(), signature, DcepStack.NETWORK), 1);
    }

    /** The table refuses a fingerprint of another length. */
    private static Submission broken(Submission submission) {
        return new Submission(submission.signed(), new byte[31], 1, new CompletableFuture<>());
    }

    private Credits credits(Wallet payee, long fen, boolean fenced) {
        CreditRequested request = new CreditRequested(
                UUID.randomUUID(),
                there.operatorId(),
                1,
                here.operatorId(),
                there.wallet(0).id(),
                payee.id(),
                fen,
                1,
                "",
                Instant.EPOCH);
        return new RequestedCredits(new ByHand(request, fenced), policies);
    }

    /** A delivery that comes from no topic. */
    private record ByHand(CreditRequested request, boolean fenced) implements Delivery<CreditRequested> {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public Uni<List<CreditRequested>> begin(SqlConnection tx) {
            return fenced
                    ? Uni.createFrom().failure(new IllegalStateException("taken by another"))
                    : Uni.createFrom().item(List.of(request));
        }

        @Override
        public Uni<Void> end(SqlConnection tx) {
            return Uni.createFrom().voidItem();
        }
    }
}
