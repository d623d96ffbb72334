package org.dcep.issuer.circulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.kernel.Money.fen;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;
import org.junit.jupiter.api.Test;

class SettlementRulesTest {
    private static final Holder A = Holder.operator("bank-a");
    private static final Holder B = Holder.operator("bank-b");
    private static final Holder C = Holder.operator("bank-c");

    @Test
    void booksWhatIsCovered() {
        Obligation payment = payments(Movement.between(A, B, fen(100)));
        assertThat(SettlementRules.bookable(Map.of(A, 100L), List.of(payment))).containsExactly(payment);
    }

    @Test
    void booksAnObligationWithoutMovements() {
        Obligation nothing = payments();
        assertThat(SettlementRules.bookable(Map.of(), List.of(nothing))).containsExactly(nothing);
    }

    @Test
    void queuesWhatIsNotCoveredAndBooksTheRestBehindIt() {
        Obligation tooLarge = payments(Movement.between(A, B, fen(101)));
        Obligation small = payments(Movement.between(A, B, fen(60)));
        assertThat(SettlementRules.bookable(Map.of(A, 100L), List.of(tooLarge, small)))
                .containsExactly(small);
    }

    @Test
    void countsTheMovementsOfOneObligationTogether() {
        Obligation circle = payments(
                Movement.between(A, B, fen(50)), Movement.between(B, C, fen(50)), Movement.between(C, A, fen(50)));
        assertThat(SettlementRules.bookable(Map.of(), List.of(circle))).containsExactly(circle);
    }

    @Test
    void triesAgainWhatAnEarlierObligationMadePossible() {
        Obligation redemption = redemption(Movement.destroying(B, fen(80)));
        Obligation payment = payments(Movement.between(A, B, fen(80)));
        assertThat(SettlementRules.bookable(Map.of(A, 80L), List.of(redemption, payment)))
                .containsExactly(payment, redemption);
    }

    @Test
    void offsetsAGridlock() {
        Obligation there = payments(Movement.between(A, B, fen(80)));
        Obligation back = payments(Movement.between(B, A, fen(80)));
        assertThat(SettlementRules.bookable(Map.of(), List.of(there, back))).containsExactly(there, back);
    }

    @Test
    void booksNothingInADeadlock() {
        Obligation there = payments(Movement.between(A, B, fen(80)));
        Obligation back = payments(Movement.between(B, A, fen(70)));
        assertThat(SettlementRules.bookable(Map.of(), List.of(there, back))).isEmpty();
    }

    private static Obligation payments(Movement... movements) {
        return new Obligation(Cause.PAYMENTS, UUID.randomUUID(), List.of(movements));
    }

    private static Obligation redemption(Movement... movements) {
        return new Obligation(Cause.REDEMPTION, UUID.randomUUID(), List.of(movements));
    }
}
