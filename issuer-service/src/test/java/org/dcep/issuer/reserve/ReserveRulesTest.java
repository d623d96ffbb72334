package org.dcep.issuer.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.kernel.Money.fen;

import org.dcep.issuer.book.Totals;
import org.dcep.kernel.Money;
import org.junit.jupiter.api.Test;

class ReserveRulesTest {
    @Test
    void refusesInDocumentedOrder() {
        Totals full = funded(Money.MAX_FEN);
        assertThat(ReserveRules.admit(1_000, full, fen(1))).contains(ReserveRefusal.OPERATOR_NUMBERS_EXHAUSTED);
        assertThat(ReserveRules.admit(999, full, fen(1))).contains(ReserveRefusal.RESERVES_EXCEED_MAXIMUM);
        assertThat(ReserveRules.admit(999, full, Money.ZERO)).isEmpty();
    }

    @Test
    void allowsReservesUpToTheLargestAmount() {
        assertThat(ReserveRules.add(funded(10), fen(Money.MAX_FEN - 10))).isEmpty();
        assertThat(ReserveRules.add(funded(11), fen(Money.MAX_FEN - 10)))
                .contains(ReserveRefusal.RESERVES_EXCEED_MAXIMUM);
    }

    @Test
    void placesNoMoreThanIsFree() {
        assertThat(ReserveRules.place(fen(10), fen(10))).isEmpty();
        assertThat(ReserveRules.place(fen(9), fen(10))).contains(ReserveRefusal.INSUFFICIENT_RESERVES);
    }

    private static Totals funded(long fen) {
        return new Totals(fen, 0, 0, 0, 0, 0);
    }
}
