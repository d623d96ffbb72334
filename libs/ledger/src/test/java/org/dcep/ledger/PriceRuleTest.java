package org.dcep.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.dcep.ledger.PriceRule.AdValorem;
import org.dcep.ledger.PriceRule.Fixed;
import org.dcep.ledger.PriceRule.Schedule;
import org.dcep.ledger.PriceRule.Tiered;
import org.dcep.ledger.PriceRule.TimeOfDay;
import org.dcep.ledger.PriceRule.Zero;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceRuleTest {
    private static final LocalTime NOON = LocalTime.NOON;

    @Test
    void zeroFixedAndScheduleIgnoreTheAmount() {
        assertThat(new Zero().dueMicroFen(21_000, fen(5), NOON)).isZero();
        assertThat(new Fixed(3).dueMicroFen(21_000, fen(5), NOON)).isEqualTo(3_000_000);
        assertThat(new Schedule(45).dueMicroFen(21_000, fen(5), NOON)).isEqualTo(945_000);
    }

    @ParameterizedTest
    @CsvSource({"1,10", "500000,10", "500001,25", "5000000,25", "5000001,50"})
    void tiersIncludeTheirUpperEnd(long amountFen, long feeFen) {
        Tiered rule = new Tiered(List.of(new Tiered.Tier(500_000, 10), new Tiered.Tier(5_000_000, 25)), 50);
        assertThat(rule.dueMicroFen(1, fen(amountFen), NOON)).isEqualTo(feeFen * 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"1,1000000", "10000,60000000", "1000000,500000000"})
    void adValoremStaysBetweenLeastAndMost(long amountFen, long dueMicroFen) {
        assertThat(new AdValorem(60, 1, 500).dueMicroFen(1, fen(amountFen), NOON))
                .isEqualTo(dueMicroFen);
    }

    @Test
    void aWindowIncludesItsBeginAndExcludesItsEnd() {
        TimeOfDay rule = new TimeOfDay(List.of(new TimeOfDay.Window(LocalTime.of(8, 0), LocalTime.of(20, 0), 90)), 30);
        assertThat(rule.dueMicroFen(10, fen(1), LocalTime.of(8, 0))).isEqualTo(900);
        assertThat(rule.dueMicroFen(10, fen(1), LocalTime.of(20, 0))).isEqualTo(300);
    }

    @Test
    void rulesThatMakeNoSenseCannotBeMade() {
        assertThatThrownBy(() -> new Schedule(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdValorem(10_001, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tiered(List.of(new Tiered.Tier(2, 1), new Tiered.Tier(2, 1)), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeOfDay.Window(NOON, NOON, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GasPolicy(new Zero(), Map.of(), List.of(new Beneficiary("treasury", 10_000))))
                .hasMessageContaining("units of TRANSFER");
    }

    @Test
    void anAbsurdPriceOverflowsLoudly() {
        assertThatThrownBy(() -> new Schedule(Long.MAX_VALUE).dueMicroFen(2, fen(1), NOON))
                .isInstanceOf(ArithmeticException.class);
    }
}
