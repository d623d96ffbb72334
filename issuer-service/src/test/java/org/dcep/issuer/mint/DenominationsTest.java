package org.dcep.issuer.mint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.kernel.Money.fen;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.dcep.kernel.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenominationsTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "500, 500, 1",
        "501, 251, 2",
        "100000000, 500, 200000",
        "100000001, 201, 500000",
        "9007199254740991, 474, 20000000000000"
    })
    void spreadsAnAmountOverAtMost500Coins(long amountFen, int coins, long largestFen) {
        List<Money> faces = Denominations.spread(fen(amountFen));
        assertThat(faces).hasSizeLessThanOrEqualTo(Denominations.MAX_COINS);
        assertThat(faces.get(0)).isEqualTo(fen(largestFen));
        assertThat(faces.size()).as("coins of %s", amountFen).isEqualTo(coins);
    }

    @Test
    void usesTheFewestCoinsForChange() {
        assertThat(Denominations.fewest(fen(888)))
                .containsExactly(fen(500), fen(200), fen(100), fen(50), fen(20), fen(10), fen(5), fen(2), fen(1));
    }

    @Property
    void everySplitAddsUpAndIsInTheSeries(@ForAll @LongRange(min = 1, max = Money.MAX_FEN) long amountFen) {
        for (List<Money> faces : List.of(Denominations.spread(fen(amountFen)), Denominations.fewest(fen(amountFen)))) {
            assertThat(faces.stream().mapToLong(Money::fen).sum()).isEqualTo(amountFen);
            assertThat(faces).allMatch(face -> Long.toString(face.fen()).matches("[125]0*"));
            assertThat(faces).hasSizeLessThanOrEqualTo(Denominations.MAX_COINS);
        }
    }
}
