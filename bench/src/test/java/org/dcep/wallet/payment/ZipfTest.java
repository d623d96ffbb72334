package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {
    @Test
    void drawsTheSecondHalfAndTheThirdAThirdAsOftenAsTheFirst() {
        int[] drawn = drawn(new Zipf(3), 3, 110_000);

        assertThat(drawn[0]).isCloseTo(60_000, within(1_000));
        assertThat(drawn[1]).isCloseTo(30_000, within(1_000));
        assertThat(drawn[2]).isCloseTo(20_000, within(1_000));
    }

    @Test
    void drawsTheOnlyPlace() {
        assertThat(drawn(new Zipf(1), 1, 100)).containsExactly(100);
    }

    private static int[] drawn(Zipf zipf, int places, int times) {
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn = new int[places];
        for (int i = 0; i < times; i++) {
            drawn[zipf.draw(random)]++;
        }
        return drawn;
    }
}
