package org.dcep.settlement.treasury;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.ledger.GasPolicy;
import org.junit.jupiter.api.Test;

class GasRevenueTest {
    private static final UUID ID = new UUID(1, 2);

    @Provide
    Arbitrary<Map<String, Long>> gas() {
        return Arbitraries.maps(
                Arbitraries.of("abc", "boc", "ccb", "icbc"), Arbitraries.longs().between(0, 1_000_000_000));
    }

    @Property
    void nothingIsLostToRounding(@ForAll("gas") Map<String, Long> gas) {
        GasRevenueSettled settled =
                GasRevenue.of(gas, GasPolicy.initial().beneficiaries()).event(ID, 3);
        long collected = settled.collected().stream()
                .mapToLong(GasRevenueSettled.Collected::gasFeeFen)
                .sum();
        assertThat(settled.shares().stream()
                        .mapToLong(GasRevenueSettled.Share::amountFen)
                        .sum())
                .isEqualTo(collected)
                .isEqualTo(gas.values().stream().mapToLong(Long::longValue).sum());
        assertThat(settled.collected()).allMatch(each -> each.gasFeeFen() > 0);
        assertThat(settled.shares()).allMatch(each -> each.amountFen() > 0);
    }

    @Test
    void splitsByTheBasisPointsOfThePolicy() {
        GasRevenueSettled settled = GasRevenue.of(
                        Map.of("boc", 60L, "abc", 40L), GasPolicy.initial().beneficiaries())
                .event(ID, 3);
        assertThat(settled.collected())
                .containsExactly(
                        new GasRevenueSettled.Collected("abc", 40), new GasRevenueSettled.Collected("boc", 60));
        assertThat(settled.shares())
                .containsExactly(
                        new GasRevenueSettled.Share("treasury", 6_000, 60),
                        new GasRevenueSettled.Share("settlement-operator", 2_000, 20),
                        new GasRevenueSettled.Share("framework-provider", 1_500, 15),
                        new GasRevenueSettled.Share("research", 500, 5));
    }

    @Test
    void withoutGasNoPolicyIsNeeded() {
        assertThat(Treasury.canShare(Map.of("abc", 0L), null)).isTrue();
        assertThat(Treasury.canShare(Map.of("abc", 1L), null)).isFalse();
    }
}
