package org.dcep.settlement.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.junit.jupiter.api.Test;

class CycleStateTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final CycleTerms TERMS =
            new CycleTerms(ClearingMode.DEFERRED_NET, SettlementAsset.RESERVES, Optional.of(3));
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
        CycleRow row = CycleRow.open(1, TERMS, MONDAY, NOON);
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
    void everythingArrivesOnceAndOnlyWhileItCloses() {
        CycleRow row = CycleRow.open(1, TERMS, MONDAY, NOON);
        assertThat(row.mode()).isEqualTo(ClearingMode.DEFERRED_NET);
        assertThat(row.asset()).isEqualTo(SettlementAsset.RESERVES);
        assertThat(row.policyVersion()).contains(3);
        assertThatThrownBy(() -> row.complete(NOON)).isInstanceOf(IllegalStateException.class);
        row.close(NOON);
        row.complete(NOON);
        assertThat(row.isComplete()).isTrue();
        assertThat(row.isDecided()).isFalse();
        assertThatThrownBy(() -> row.complete(NOON)).isInstanceOf(IllegalStateException.class);
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
