package org.dcep.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.dcep.kernel.Money;
import org.junit.jupiter.api.Test;

class RevenueSplitTest {
    private static final List<Beneficiary> THREE =
            List.of(new Beneficiary("a", 3_333), new Beneficiary("b", 3_333), new Beneficiary("c", 3_334));

    @Test
    void givesTheLeftoverFenToTheLargestRemainders() {
        assertThat(amounts(RevenueSplit.split(fen(2), THREE))).containsExactly(1L, 0L, 1L);
        assertThat(amounts(RevenueSplit.split(fen(1), THREE))).containsExactly(0L, 0L, 1L);
        assertThat(amounts(RevenueSplit.split(fen(0), THREE))).containsExactly(0L, 0L, 0L);
    }

    @Test
    void refusesSharesThatAreNotWhole() {
        assertThatThrownBy(() -> RevenueSplit.split(fen(1), List.of(new Beneficiary("a", 9_999))))
                .hasMessageContaining("9999");
        assertThatThrownBy(() ->
                        RevenueSplit.split(fen(1), List.of(new Beneficiary("a", 5_000), new Beneficiary("a", 5_000))))
                .hasMessageContaining("twice");
    }

    @Property
    void losesNothingAndStaysWithinAFenOfTheExactShare(
            @ForAll @LongRange(min = 0, max = Money.MAX_FEN) long total,
            @ForAll @IntRange(min = 1, max = 9_998) int first) {
        int second = (WHOLE - first) / 2 + 1;
        List<Beneficiary> beneficiaries = second == WHOLE - first
                ? List.of(new Beneficiary("a", first), new Beneficiary("b", second))
                : List.of(
                        new Beneficiary("a", first),
                        new Beneficiary("b", second),
                        new Beneficiary("c", WHOLE - first - second));
        List<RevenueSplit.Share> shares = RevenueSplit.split(fen(total), beneficiaries);
        assertThat(amounts(shares).stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
        for (RevenueSplit.Share share : shares) {
            long floor = total / WHOLE * share.beneficiary().basisPoints()
                    + total % WHOLE * share.beneficiary().basisPoints() / WHOLE;
            assertThat(share.amount().fen()).isBetween(floor, floor + 1);
        }
    }

    private static final int WHOLE = RevenueSplit.WHOLE_BASIS_POINTS;

    private static List<Long> amounts(List<RevenueSplit.Share> shares) {
        return shares.stream().map(share -> share.amount().fen()).toList();
    }
}
