package org.dcep.auditor.gas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.dcep.contracts.PolicyJson;
import org.dcep.kernel.Money;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.Operation;
import org.dcep.ledger.PriceRule;
import org.dcep.ledger.RevenueSplit;
import org.junit.jupiter.api.Test;

/** Two computations of the same prices, by different code, agree. */
class TariffTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Provide
    Arbitrary<PriceRule> rules() {
        return Arbitraries.of(
                new PriceRule.Zero(),
                new PriceRule.Fixed(3),
                new PriceRule.Schedule(45),
                new PriceRule.Tiered(
                        List.of(new PriceRule.Tiered.Tier(1_000, 1), new PriceRule.Tiered.Tier(50_000, 7)), 20),
                new PriceRule.AdValorem(15, 1, 900),
                new PriceRule.TimeOfDay(
                        List.of(
                                new PriceRule.TimeOfDay.Window(LocalTime.of(8, 0), LocalTime.of(12, 30), 60),
                                new PriceRule.TimeOfDay.Window(LocalTime.of(22, 0), LocalTime.of(23, 59, 59), 5)),
                        40));
    }

    @Property
    void pricesAreThoseOfTheLedger(
            @ForAll("rules") PriceRule rule,
            @ForAll @LongRange(min = 1, max = 10_000_000) long amountFen,
            @ForAll @LongRange(min = 0, max = 86_399) long second) {
        GasPolicy policy = policy(rule);
        Instant at = FROM.plusSeconds(second);
        Tariff tariff = Tariff.read(1, FROM, PolicyJson.write(policy));
        long expected = policy.charge(Operation.TRANSFER, new Money(amountFen), LocalTime.ofInstant(at, ZONE), 0)
                .dueMicroFen();
        assertThat(tariff.dueMicroFen(policy.units().get(Operation.TRANSFER), amountFen, at))
                .isEqualTo(expected);
    }

    private static GasPolicy policy(PriceRule rule) {
        return new GasPolicy(
                rule,
                Map.of(Operation.TRANSFER, 21_000L, Operation.PAYROLL_ITEM, 9_000L),
                GasPolicy.initial().beneficiaries());
    }

    @Property
    void sharesAreThoseOfTheLedger(@ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long totalFen) {
        GasPolicy policy = GasPolicy.initial();
        Tariff tariff = Tariff.read(1, FROM, PolicyJson.write(policy));
        for (RevenueSplit.Share share : RevenueSplit.split(new Money(totalFen), policy.beneficiaries())) {
            assertThat(tariff.shareFen(share.beneficiary().name(), totalFen))
                    .hasValue(share.amount().fen());
        }
    }

    @Test
    void whoseShareRoundsToNothingIsNotAmongThoseOfATotal() {
        Tariff tariff = Tariff.read(1, FROM, PolicyJson.write(GasPolicy.initial()));
        assertThat(tariff.sharesOf(0)).isEmpty();
        assertThat(tariff.sharesOf(2))
                .extracting(Tariff.Share::beneficiary)
                .containsExactly("treasury", "settlement-operator");
        assertThat(tariff.sharesOf(10_000)).isEqualTo(tariff.shares());
    }

    @Test
    void aBeneficiaryThatIsNotNamedHasNoShare() {
        Tariff tariff = Tariff.read(1, FROM, PolicyJson.write(GasPolicy.initial()));
        assertThat(tariff.shareFen("somebody", 100)).isEmpty();
    }

    @Test
    void aRuleThatIsNotKnownIsRefused() {
        String document = PolicyJson.write(GasPolicy.initial()).replace("SCHEDULE", "AUCTION");
        assertThatThrownBy(() -> Tariff.read(1, FROM, document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AUCTION");
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        assertThatThrownBy(() -> Tariff.read(1, FROM, "{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tariff.read(1, FROM, "{")).isInstanceOf(IllegalArgumentException.class);
    }
}
