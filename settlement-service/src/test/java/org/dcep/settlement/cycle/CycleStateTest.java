package org.dcep.settlement.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CycleStateTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    @Test
    void movesForwardOneStepAtATimeAndNeverElse() {
        CycleState[] states = CycleState.values();
        for (CycleState from : states) {
            for (CycleState to : states) {
                assertThat(from.mayBecome(to)).as(from + " to " + to).isEqualTo(to.ordinal() == from.ordinal() + 1);
            }
        }
    }

    @Test
    void takesPaymentsUntilItIsNetted() {
        assertThat(CycleState.values())
                .filteredOn(CycleState::takesPayments)
                .containsExactly(CycleState.OPEN, CycleState.CLOSING);
    }

    @Test
    void aRowRefusesToSkipOrRepeatAStep() {
        CycleRow row = CycleRow.open(1, SettlementMode.DEFERRED_NET, MONDAY, NOON);
        assertThatThrownBy(() -> row.net(NOON, null)).isInstanceOf(IllegalStateException.class);
        row.close(NOON);
        assertThatThrownBy(() -> row.close(NOON)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> row.settle(NOON)).isInstanceOf(IllegalStateException.class);
        row.net(NOON, 1);
        row.settle(NOON);
        assertThat(row.settledAt()).contains(NOON);
        assertThatThrownBy(() -> row.settle(NOON)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theNextBusinessDateIsTodayButNeverEarlierThanTheCurrentOne() {
        BusinessDates dates = new BusinessDates(MONDAY);
        assertThat(dates.next(MONDAY.plusDays(3))).isEqualTo(MONDAY.plusDays(3));
        assertThat(dates.next(MONDAY)).isEqualTo(MONDAY);
        assertThat(dates.next(MONDAY.minusDays(1))).isEqualTo(MONDAY);
    }

    @Test
    void theNextBusinessDateIsNeitherInThePastNorFarAhead() {
        BusinessDates dates = new BusinessDates(MONDAY);
        assertThat(dates.mayBeFollowedBy(MONDAY)).isTrue();
        assertThat(dates.mayBeFollowedBy(MONDAY.plusDays(366))).isTrue();
        assertThat(dates.mayBeFollowedBy(MONDAY.plusDays(367))).isFalse();
        assertThat(dates.mayBeFollowedBy(MONDAY.minusDays(1))).isFalse();
    }
}
