package org.dcep.issuer.treasury;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;

import java.util.List;
import java.util.UUID;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.issuer.book.Holder;
import org.dcep.issuer.circulation.Movement;
import org.junit.jupiter.api.Test;

class GasRevenueTest {
    private static final Holder TREASURY = Holder.beneficiary("treasury");
    private static final Holder RESEARCH = Holder.beneficiary("research");

    @Test
    void fillsSharesFromCollections() {
        GasRevenueSettled event = settled(
                List.of(collected("bank-a", 70), collected("bank-b", 0), collected("bank-c", 30)),
                List.of(share("treasury", 60), share("nobody", 0), share("research", 40)));
        assertThat(GasRevenue.obligation(event).movements())
                .containsExactly(
                        Movement.between(Holder.operator("bank-a"), TREASURY, fen(60)),
                        Movement.between(Holder.operator("bank-a"), RESEARCH, fen(10)),
                        Movement.between(Holder.operator("bank-c"), RESEARCH, fen(30)));
    }

    @Test
    void movesNothingWhenNothingWasCollected() {
        assertThat(GasRevenue.obligation(settled(List.of(collected("bank-a", 0)), List.of(share("treasury", 0))))
                        .movements())
                .isEmpty();
    }

    @Test
    void refusesSharesBelowTheCollections() {
        assertThatThrownBy(() ->
                        GasRevenue.obligation(settled(List.of(collected("bank-a", 2)), List.of(share("treasury", 1)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSharesAboveTheCollections() {
        assertThatThrownBy(() -> GasRevenue.obligation(
                        settled(List.of(collected("bank-a", 1)), List.of(share("treasury", 1), share("research", 1)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static GasRevenueSettled settled(
            List<GasRevenueSettled.Collected> collected, List<GasRevenueSettled.Share> shares) {
        return new GasRevenueSettled(UUID.randomUUID(), 1, collected, shares);
    }

    private static GasRevenueSettled.Collected collected(String operatorId, long gasFeeFen) {
        return new GasRevenueSettled.Collected(operatorId, gasFeeFen);
    }

    private static GasRevenueSettled.Share share(String beneficiary, long amountFen) {
        return new GasRevenueSettled.Share(beneficiary, 5_000, amountFen);
    }
}
