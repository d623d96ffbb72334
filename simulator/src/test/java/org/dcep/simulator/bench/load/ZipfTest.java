package org.dcep.simulator.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.dcep.simulator.workload.Draws;
import org.junit.jupiter.api.Test;

class ZipfTest {
    private static final int RANKS = 1_000;
    private static final int DRAWN = 200_000;

    private final Zipf zipf = new Zipf(RANKS);

    @Test
    void sharesAddUpToOneAndFallWithTheRank() {
        assertThat(IntStream.range(0, RANKS).mapToDouble(zipf::share).sum()).isCloseTo(1, within(1e-9));
        assertThat(IntStream.range(1, RANKS)).allMatch(rank -> zipf.share(rank) < zipf.share(rank - 1));
        assertThat(zipf.share(0) / zipf.share(9)).isCloseTo(Math.pow(10, Zipf.EXPONENT), within(1e-9));
    }

    @Test
    void ranksAreDrawnAsOftenAsTheirShareSays() {
        Draws draws = Draws.of(1, "zipf");
        int[] drawn = new int[RANKS];
        for (int i = 0; i < DRAWN; i++) {
            drawn[zipf.draw(draws)]++;
        }
        for (int rank : new int[] {0, 1, 2, 10, 100}) {
            double expected = zipf.share(rank) * DRAWN;
            assertThat((double) drawn[rank]).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
        assertThat(drawn[RANKS - 1]).isPositive();
    }

    @Test
    void drawsTheOnlyRankThereIs() {
        assertThat(new Zipf(1).draw(Draws.of(1, "zipf"))).isZero();
    }
}
