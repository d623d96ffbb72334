package org.dcep.issuer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcep.ledger.Beneficiary;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.Operation;
import org.dcep.ledger.PriceRule;
import org.junit.jupiter.api.Test;

class PolicyRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void refusesInDocumentedOrder() {
        Optional<PolicyVersion> newest = Optional.of(version("one", NOW.plusSeconds(60)));
        assertThat(decide(NOW.minusSeconds(1).plusNanos(1), newest)).contains(PolicyRefusal.TOO_FINE);
        assertThat(decide(NOW.minusMillis(1), newest)).contains(PolicyRefusal.IN_THE_PAST);
        assertThat(decide(NOW, newest)).contains(PolicyRefusal.POLICY_OUT_OF_ORDER);
        assertThat(decide(NOW.plusSeconds(60), newest)).isEmpty();
    }

    @Test
    void takesTheFirstVersionAtOnce() {
        assertThat(PolicyRules.decide(draft("one", Optional.empty()), Optional.empty(), NOW))
                .isEmpty();
        assertThat(PolicyRules.effectiveFrom(draft("one", Optional.empty()), NOW))
                .isEqualTo(NOW);
    }

    @Test
    void recognisesARepetition() {
        PolicyVersion newest = version("one", NOW);
        assertThat(PolicyRules.repeats(draft("one", Optional.empty()), newest)).isTrue();
        assertThat(PolicyRules.repeats(draft("one", Optional.of(NOW)), newest)).isTrue();
        assertThat(PolicyRules.repeats(draft("one", Optional.of(NOW.plusSeconds(1))), newest))
                .isFalse();
        assertThat(PolicyRules.repeats(draft("two", Optional.empty()), newest)).isFalse();
    }

    @Test
    void acceptsEveryInitialPolicy() {
        for (PolicyKind kind : PolicyKind.values()) {
            kind.initial()
                    .ifPresent(initial -> assertThat(kind.normalize(initial)).isEqualTo(initial));
        }
    }

    @Test
    void refusesWorkWithoutUnits() {
        assertThatThrownBy(() -> PolicyRules.requireChargeable(gas(new PriceRule.Schedule(45), 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> PolicyRules.requireChargeable(gas(new PriceRule.Zero(), 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAPriceThatCannotBeComputed() {
        assertThatThrownBy(() -> PolicyRules.requireChargeable(gas(new PriceRule.Schedule(Long.MAX_VALUE), 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<PolicyRefusal> decide(Instant effectiveFrom, Optional<PolicyVersion> newest) {
        return PolicyRules.decide(draft("two", Optional.of(effectiveFrom)), newest, NOW);
    }

    private static PolicyDraft draft(String document, Optional<Instant> effectiveFrom) {
        return new PolicyDraft(PolicyKind.GAS, document, effectiveFrom);
    }

    private static PolicyVersion version(String document, Instant effectiveFrom) {
        return new PolicyVersion(PolicyKind.GAS, 1, effectiveFrom, document, "key", new byte[64]);
    }

    private static GasPolicy gas(PriceRule price, long units) {
        return new GasPolicy(
                price,
                Map.of(Operation.TRANSFER, units, Operation.PAYROLL_ITEM, units),
                List.of(new Beneficiary("treasury", 10_000)));
    }
}
