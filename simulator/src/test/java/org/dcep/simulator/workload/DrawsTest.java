package org.dcep.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
    @Test
    void aStreamIsTheSameOnEveryMachine() {
        Draws draws = Draws.of(42, "test");
        assertThat(new long[] {draws.below(1_000), draws.between(5, 9), draws.lognormalFen(10_000, 0.8)})
                .containsExactly(177, 5, 10_764);
    }

    @Test
    void purposesDoNotShareAStream() {
        assertThat(Draws.of(1, "a").between(0, Long.MAX_VALUE - 1))
                .isNotEqualTo(Draws.of(1, "b").between(0, Long.MAX_VALUE - 1));
    }

    @Test
    void halfOfLognormalAmountsLieBelowTheMedian() {
        Draws draws = Draws.of(1, "median");
        long below = LongStream.range(0, 10_000)
                .filter(i -> draws.lognormalFen(5_000, 0.8) < 5_000)
                .count();
        assertThat(below).isBetween(4_800L, 5_200L);
    }
}
