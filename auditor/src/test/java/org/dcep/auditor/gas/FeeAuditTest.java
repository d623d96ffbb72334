package org.dcep.auditor.gas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.dcep.auditor.book.Wallets;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.Topic;
import org.dcep.ledger.GasPolicy;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestMint;
import org.junit.jupiter.api.Test;

class FeeAuditTest {
    private static final Instant AT = Instant.parse("2026-11-25T09:30:00Z");
    private static final Place PLACE = new Place(Topic.PAYMENT_COMMITTED.topicName(), 0, 7);
    private static final int FLOOD = 10_500;

    private final Set<String> wrong = new LinkedHashSet<>();
    private final FeeAudit fees = new FeeAudit(
            DcepStack.NETWORK,
            TestMint.CENTRAL_BANK.verifyingKey(),
            new Wallets(),
            new Facts<>("doubt", UUID::fromString, Doubt.class),
            payment -> OptionalLong.empty(),
            this::found);

    private void found(Discrepancy discrepancy) {
        assertThat(discrepancy).isInstanceOf(Discrepancy.FeeWrong.class);
        assertThat(wrong.add(discrepancy.scene().cause().orElseThrow()))
                .as("told once")
                .isTrue();
    }

    /** The price is 0.945 fen, so a fee of 3 fen is wrong whatever the payer has paid before. */
    private static PaymentCommitted payment(int number, long feeFen) {
        return new PaymentCommitted(
                new UUID(0, number), "icbc", 1, "icbc", Integer.toString(number), "2", 100, 21_000, feeFen, 1, AT);
    }

    @Test
    void ofMoreWrongFeesThanAreRememberedEachIsTold() {
        fees.publish(TestMint.policy("GAS", 1, AT, PolicyJson.write(GasPolicy.initial())), PLACE);
        for (int number = 1; number <= FLOOD; number++) {
            fees.check(payment(number, 3), AT, PLACE, AT);
        }
        assertThat(wrong).hasSize(500).contains(new UUID(0, 1).toString());
        fees.judge(AT.plusSeconds(60), Duration.ofSeconds(4));
        assertThat(wrong).hasSize(FLOOD);
    }
}
