package org.dcep.issuer.circulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.dcep.kernel.Money;
import org.junit.jupiter.api.Test;

class CoinSelectionTest {
    @Test
    void takesTheLargestCoinsThatFit() {
        CoinSelection selection = CoinSelection.of(Map.of(fen(50), 3L, fen(20), 5L, fen(1), 9L), fen(91));
        assertThat(selection.coinsByFace())
                .containsOnly(Map.entry(fen(50), 1L), Map.entry(fen(20), 2L), Map.entry(fen(1), 1L));
        assertThat(selection.change()).isEqualTo(Money.ZERO);
    }

    @Test
    void breaksTheSmallestCoinThatCoversTheRest() {
        CoinSelection selection = CoinSelection.of(Map.of(fen(100), 1L, fen(50), 2L, fen(20), 1L), fen(63));
        assertThat(selection.coinsByFace()).containsOnly(Map.entry(fen(50), 1L), Map.entry(fen(20), 1L));
        assertThat(selection.change()).isEqualTo(fen(7));
    }

    @Test
    void breaksALargerCoinWhenTheNextOnesAreChosenAlready() {
        CoinSelection selection = CoinSelection.of(Map.of(fen(100), 1L, fen(5), 1L), fen(7));
        assertThat(selection.coinsByFace()).containsOnly(Map.entry(fen(100), 1L), Map.entry(fen(5), 1L));
        assertThat(selection.change()).isEqualTo(fen(98));
    }

    @Test
    void refusesWhatTheCoinsDoNotCover() {
        assertThatThrownBy(() -> CoinSelection.of(Map.of(fen(5), 1L), fen(6)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Property
    void retiresExactlyTheAmountAndTheChange(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 5_000) Long> faces,
            @ForAll @LongRange(min = 1, max = 100_000) long amountFen) {
        long total = faces.stream().mapToLong(Long::longValue).sum();
        Assume.that(amountFen <= total);
        Map<Money, Long> unspent = faces.stream()
                .map(Money::fen)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        CoinSelection selection = CoinSelection.of(unspent, fen(amountFen));
        long retired = selection.coinsByFace().entrySet().stream()
                .mapToLong(face -> face.getKey().fen() * face.getValue())
                .sum();
        assertThat(retired - selection.change().fen()).isEqualTo(amountFen);
        assertThat(selection.coinsByFace())
                .allSatisfy((face, count) -> assertThat(count).isBetween(1L, unspent.get(face)));
    }
}
