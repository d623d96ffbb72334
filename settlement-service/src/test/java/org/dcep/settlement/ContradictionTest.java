package org.dcep.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.settlement.World.ABC;
import static org.dcep.settlement.World.BOC;
import static org.dcep.settlement.World.awaitState;
import static org.dcep.settlement.World.count;
import static org.dcep.settlement.World.eventually;
import static org.dcep.settlement.World.state;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.Event;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentDigest;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.SettlementBooked;
import org.dcep.kernel.LogState;
import org.dcep.ledger.GasPolicy;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.TestNotary;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Discrepancies, planted: each is found, named, and stops what it must stop. */
@QuarkusTest
@WithTestResource(value = DcepStack.class, initArgs = @ResourceArg(name = "DCEP_RECONCILIATION_PATIENCE", value = "3s"))
class ContradictionTest {
    private static final String ODD = "odd";
    private static final String EVEN = "even";
    private static final CycleMarked.Balances NOTHING = new CycleMarked.Balances(0, 0, 0, 0, 0, 0, 0);
    private World world;

    @BeforeEach
    void join() {
        world = World.running();
    }

    /** A person has looked: the matter is resolved, and the planted banks are taken out of the second reader's books. */
    @AfterEach
    void resolve() {
        DcepStack.database()
                .execute("UPDATE contradiction SET resolved_at = now(), resolution = 'planted by a test'"
                        + " WHERE resolved_at IS NULL");
        // The second reader reads at its own pace: what the first has seen may still be on its way to it.
        eventually(() -> count("SELECT count(*) FROM consumer_offset first JOIN consumer_offset second"
                        + " USING (topic, partition) WHERE first.consumer = 'main'"
                        + " AND second.consumer = 'reconciliation' AND second.next_offset < first.next_offset")
                == 0);
        eventually(() -> {
            for (String table : List.of("recon_book", "recon_marker", "recon_central", "recon_leg")) {
                DcepStack.database().execute("DELETE FROM " + table + " WHERE operator_id IN (?, ?)", ODD, EVEN);
            }
            DcepStack.database().execute("UPDATE recon_marker SET disputed = false WHERE disputed");
            return World.reconciliation().getBoolean("balanced");
        });
    }

    private static PaymentCommitted oddPayment(long cycle) {
        return oddPayment(cycle, ODD);
    }

    private static PaymentCommitted oddPayment(long cycle, String payee) {
        String wallet = "0010000000000017";
        return new PaymentCommitted(
                UUID.randomUUID(),
                ODD,
                cycle,
                payee,
                wallet,
                wallet,
                7,
                0,
                0,
                1,
                Instant.parse("2026-11-23T00:00:00Z"));
    }

    private static CycleMarked oddMarker(long cycle, long bookEvents, CycleMarked.Balances balances) {
        return new CycleMarked(ODD, cycle, bookEvents, 0, 0, 0, PaymentDigest.text(0), balances);
    }

    private void awaitContradictions(long count, String reason) {
        eventually(() ->
                count("SELECT count(*) FROM contradiction WHERE resolved_at IS NULL AND reason = ?", reason) == count);
    }

    @Test
    void aPaymentOfANettedCycleIsKeptAndStopsNettingUntilAPersonHasLooked() {
        long netted = world.settle();
        String path = "/v1/cycles/" + netted + "/indicators";
        Object before = World.indicators(path, Tokens.auditor()).get();
        world.kafka.publish(oddPayment(netted, EVEN));
        awaitContradictions(1, "the cycle is already SETTLED");
        assertThat(count("SELECT count(*) FROM operator_intake WHERE operator_id = 'odd'"))
                .isZero();
        assertThat(World.indicators(path, Tokens.auditor()).<Object>get()).isEqualTo(before);
        long next = world.economy.cycle();
        world.economy.pay(ABC, BOC, 15, 0);
        world.close().forEach(world.kafka::publish);
        eventually(() -> count("SELECT count(*) FROM cycle_marker WHERE cycle_id = ?", next)
                == count("SELECT count(*) FROM operator"));
        assertThat(state(next)).isEqualTo("CLOSING");
        DcepStack.database()
                .execute("UPDATE contradiction SET resolved_at = now(), resolution = 'looked into'"
                        + " WHERE resolved_at IS NULL");
        world.bookAll(next);
        awaitState(next, "SETTLED");
    }

    @Test
    void whatIsSaidAboutLogsIsKeptAndStopsNothing() {
        publish(
                TestMint.cosigned(new TestNotary(ODD).append("never told").seal(LogState.EMPTY)),
                TestMint.freeze(ODD, 1, true, "OTHER_ROOT", LogState.EMPTY).signed("A".repeat(86)));
        awaitContradictions(1, "the central bank signed a log that was not sealed here");
        awaitContradictions(1, "the central bank did not sign this freeze");
        world.settle();
    }

    @Test
    void whatCannotBeTrueIsKept() {
        long settled = world.settle();
        long open = world.economy.cycle();
        CycleMarked early = oddMarker(open, 0, NOTHING);
        publish(oddPayment(open + 100), early);
        publish(new CycleMarked(ODD, settled, 1, 1, 7, 0, PaymentDigest.text(7), NOTHING));
        publish(oddMarker(open + 100, 0, NOTHING));
        publish(new CycleMarked(ABC, settled, 99, 9, 9, 9, PaymentDigest.text(9), NOTHING));
        publish(new SettlementBooked(UUID.randomUUID(), ODD, open, "CURRENCY", 1, 0));
        awaitContradictions(2, "the cycle was never opened");
        awaitContradictions(1, "the cycle is still open");
        awaitContradictions(1, "the cycle was netted without these payments");
        awaitContradictions(1, "the operator had marked the cycle otherwise");
        awaitContradictions(1, "the settlement was never decided");
        // The disputed marker is found by the second reader too.
        eventually(() -> count("SELECT count(*) FROM recon_marker WHERE disputed AND operator_id = ?", ABC) == 1);
    }

    @Test
    void aPolicyThatTheCentralBankDidNotSignHasNoEffect() {
        String document = PolicyJson.write(GasPolicy.initial());
        PolicyPublished genuine = TestMint.policy("GAS", 2, Instant.parse("2026-06-01T00:00:00Z"), document);
        publish(new PolicyPublished("GAS", 3, genuine.effectiveFrom(), document, genuine.keyId(), genuine.signature()));
        publish(TestMint.policy("GAS", 1, Instant.parse("2026-06-01T00:00:00Z"), document));
        publish(TestMint.policy("GAS", 4, Instant.parse("2026-06-01T00:00:00Z"), "{}"));
        publish(TestMint.policy("WALLET_CLASSES", 1, Instant.parse("2026-06-01T00:00:00Z"), "{}"));
        awaitContradictions(1, "the policy is not signed by the central bank");
        awaitContradictions(1, "version 1 already says otherwise");
        eventually(() -> count("SELECT count(*) FROM contradiction WHERE resolved_at IS NULL") == 3);
        assertThat(count("SELECT count(*) FROM gas_policy")).isEqualTo(1);
    }

    @Test
    void aMarkerThatIsOneFenOffIsNamed() {
        long settled = world.settle();
        publish(oddMarker(settled, 0, new CycleMarked.Balances(0, 0, 1, 0, 0, 0, 0)));
        eventually(() -> World.reconciliation()
                .getList("checkedCycles.findAll { !it.matches }.operatorId")
                .equals(List.of(ODD)));
        JsonPath found = World.reconciliation();
        assertThat(found.getList("checkedCycles.findAll { !it.matches }.operatorId"))
                .containsExactly(ODD);
        assertThat(found.getList("checkedCycles.findAll { !it.matches }.cycleId", Long.class))
                .containsExactly(settled);
        assertThat(found.getList("laws.findAll { !it.holds }.name"))
                .contains("books-sum-to-zero", "marked-cycles-match-their-events");
    }

    @Test
    void aDoubledEventIsNamed() {
        long settled = world.settle();
        PaymentCommitted payment = oddPayment(settled);
        publish(payment, payment);
        publish(new CycleMarked(ODD, settled, 1, 1, 7, 0, PaymentDigest.text(1), NOTHING));
        eventually(() -> World.reconciliation()
                .getList("checkedCycles.findAll { !it.matches }.difference")
                .equals(List.of("events: the marker says 1, the events say 2")));
    }

    @Test
    void aMissingEventIsNamedWhenPatienceEnds() {
        long settled = world.settle();
        publish(oddMarker(settled, 1, NOTHING));
        eventually(() -> World.reconciliation()
                .getList("checkedCycles.findAll { !it.matches }.difference")
                .equals(List.of("events: the marker says 1, the events say 0")));
        assertThat(World.reconciliation().getBoolean("balanced")).isFalse();
    }

    private void publish(Event... events) {
        for (Event event : events) {
            world.kafka.publish(event);
        }
    }
}
