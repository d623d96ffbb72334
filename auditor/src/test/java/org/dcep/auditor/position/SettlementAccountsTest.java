package org.dcep.auditor.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.PolicyPublished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettlementAccountsTest {
    private static final Instant AT = Instant.parse("2026-11-25T09:30:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Place PLACE = new Place("dcep.payments.settled", 0, 3);

    private final List<Discrepancy> found = new ArrayList<>();
    private final Facts<String, BigInteger> balances = new Facts<>("account", Function.identity(), BigInteger.class);
    private final List<PolicyPublished> unread = new ArrayList<>();
    private final SettlementAccounts accounts = new SettlementAccounts(
            new SettlementAccounts.Books(
                    new Facts<>("transfer", LiquidityTransfer.Key::parse, LiquidityTransfer.class),
                    balances,
                    new Facts<>("shortfall", Function.identity(), Shortfall.class)),
            this::readPolicies,
            found::add);

    private void readPolicies() {
        unread.forEach(policy -> accounts.publish(policy, PLACE));
        unread.clear();
    }

    private void place(long fen, int second) {
        accounts.place(new LiquidityPlaced(UUID.randomUUID(), "icbc", fen), PLACE, AT.plusSeconds(second));
    }

    private UUID pay(long fen, int second) {
        UUID settlement = UUID.randomUUID();
        accounts.settle(settlement, Map.of("icbc", fen, "ccb", -fen), PLACE, AT.plusSeconds(second));
        return settlement;
    }

    private void judge(int second) {
        accounts.judge(AT.plusSeconds(second), PATIENCE);
    }

    private static PolicyPublished policy(int version, Instant from, String document) {
        return new PolicyPublished("SETTLEMENT", version, from, document, "key", "signature");
    }

    private static String caps(long others, long icbc) {
        return "{\"mode\":\"HYBRID\",\"asset\":\"RESERVES\",\"caps\":{\"creditCapFen\":" + others
                + "},\"operators\":{\"icbc\":{\"creditCapFen\":" + icbc + "}}}";
    }

    @Test
    void whatIsPlacedMayBePaidToTheLastFen() {
        place(500, 0);
        pay(500, 1);
        judge(60);
        assertThat(found).isEmpty();
        assertThat(balances.get("icbc")).isZero();
        assertThat(balances.get("ccb")).isEqualTo(500);
    }

    @Test
    void aPlacementMayBeReadAfterWhatItPaysFor() {
        pay(500, 1);
        judge(5);
        place(500, 0);
        judge(60);
        assertThat(found).isEmpty();
    }

    @Test
    void whatNothingCoversIsToldOnceUntilItIsCovered() {
        UUID first = pay(500, 1);
        pay(1, 2);
        judge(6);
        judge(60);
        assertThat(found).singleElement().satisfies(overdrawn -> {
            assertThat(overdrawn.scene().book()).contains("icbc");
            assertThat(overdrawn.scene().cause()).contains(first.toString());
            assertThat(overdrawn.found()).isEqualTo("-501 fen");
        });
        place(501, 61);
        judge(70);
        UUID second = pay(1, 71);
        judge(80);
        assertThat(found).hasSize(2);
        assertThat(found.get(1).scene().cause()).contains(second.toString());
    }

    @Test
    void aReturnOfMoreThanThereIsIsTold() {
        place(500, 0);
        UUID id = UUID.randomUUID();
        accounts.takeBack(new LiquidityReturned(id, "icbc", 501), PLACE, AT);
        judge(60);
        assertThat(found)
                .singleElement()
                .satisfies(overdrawn -> assertThat(overdrawn.scene().cause()).contains(id.toString()));
    }

    /** A cap for the operator itself counts, whatever others have; of several versions the largest that was in force. */
    @ParameterizedTest
    @CsvSource({"300, 0, -300", "300, 900, -900", "900, 300, -900"})
    void creditGoesAsFarAsTheLargestCapThatWasInForce(long first, long second, long least) {
        accounts.publish(policy(1, AT.minusSeconds(9), caps(5_000, first)), PLACE);
        accounts.publish(policy(2, AT.minusSeconds(5), caps(5_000, second)), PLACE);
        accounts.publish(policy(3, AT.plusSeconds(3_600), caps(5_000, 4_000)), PLACE);
        pay(-least, 1);
        judge(60);
        assertThat(found).isEmpty();
        pay(1, 61);
        judge(70);
        assertThat(found)
                .singleElement()
                .satisfies(overdrawn -> assertThat(overdrawn.expected()).startsWith("at least " + least + " fen"));
    }

    @Test
    void operatorsThatAreNotNamedHaveTheCapOfAll() {
        accounts.publish(policy(1, AT, caps(70, 0)), PLACE);
        pay(-70, 1);
        judge(60);
        assertThat(found).isEmpty();
        pay(-1, 61);
        judge(70);
        assertThat(found)
                .singleElement()
                .satisfies(overdrawn -> assertThat(overdrawn.scene().book()).contains("ccb"));
    }

    @Test
    void policiesAreReadBeforeAnythingIsTold() {
        unread.add(policy(1, AT, caps(0, 500)));
        pay(500, 1);
        judge(60);
        assertThat(found).isEmpty();
    }

    /** How much is lent is in no topic. */
    @Test
    void nobodyIsJudgedWhereThePolicyHasLentOvernight() {
        accounts.publish(policy(1, AT, "{\"endOfDay\":{\"rule\":\"FORCE_ON_CREDIT\",\"pricePpm\":100}}"), PLACE);
        accounts.publish(policy(2, AT, "{}"), PLACE);
        pay(500, 1);
        judge(60);
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no document",
                "[]",
                "{\"caps\":{\"creditCapFen\":-1}}",
                "{\"caps\":{\"creditCapFen\":1.5}}",
                "{\"operators\":{\"icbc\":{\"creditCapFen\":\"1\"}}}",
                "{\"endOfDay\":{\"rule\":\"RETURN\"}}"
            })
    void aPolicyThatIsNotUnderstoodIsRefused(String document) {
        assertThat(accounts.publish(policy(1, AT, document), PLACE)).isFalse();
        assertThat(found)
                .singleElement()
                .satisfies(refused -> assertThat(refused.scene().cause()).contains("SETTLEMENT:1"));
    }
}
