package org.dcep.settlement.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.PaymentsSettled;
import org.junit.jupiter.api.Test;

class ObligationsTest {
    private static final UUID ID = new UUID(1, 2);

    @Test
    void payersLoseClearingAndReceiversGainIt() {
        Obligations obligations = Obligations.of(new PaymentsSettled(
                ID,
                4,
                "GROSS",
                "CURRENCY",
                List.of(
                        new PaymentsSettled.Movement("boc", "abc", 30),
                        new PaymentsSettled.Movement("abc", "boc", 30),
                        new PaymentsSettled.Movement("boc", "ccb", 5))));
        assertThat(obligations.dues())
                .containsExactly(
                        new Obligations.Due("abc", 0, 0),
                        new Obligations.Due("boc", 5, 0),
                        new Obligations.Due("ccb", -5, 0));
        assertThat(obligations.kind()).isEqualTo(Obligations.Kind.PAYMENTS);
    }

    @Test
    void gasIsDueFromThoseWhoCollectedIt() {
        Obligations obligations = Obligations.of(new GasRevenueSettled(
                ID,
                4,
                List.of(new GasRevenueSettled.Collected("abc", 7)),
                List.of(new GasRevenueSettled.Share("treasury", 10_000, 7))));
        assertThat(obligations.dues()).containsExactly(new Obligations.Due("abc", 0, 7));
        assertThat(obligations.kind()).isEqualTo(Obligations.Kind.GAS);
    }

    @Test
    void decidingTheSameTwiceGivesTheSameId() {
        assertThat(SettlementId.ofPayments(4)).isEqualTo(SettlementId.ofPayments(4));
        assertThat(List.of(
                        SettlementId.ofPayments(4),
                        SettlementId.ofPayments(5),
                        SettlementId.ofGas(4),
                        SettlementId.ofGross(4, ID)))
                .doesNotHaveDuplicates();
    }
}
