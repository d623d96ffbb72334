package org.dcep.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.dcep.simulator.bench.load.PhaseResult.Second;
import org.junit.jupiter.api.Test;

class OverloadTest {
    @Test
    void latencyIsNormalFromTheSecondOnAfterWhichItStaysNormal() {
        assertThat(Overload.firstNormal(seconds(900, 8, 40, 9, 10), 10)).hasValue(3);
    }

    @Test
    void latencyMayHaveBeenNormalAllTheTime() {
        assertThat(Overload.firstNormal(seconds(3, 4), 10)).hasValue(0);
    }

    @Test
    void latencyThatIsNotNormalAtTheEndIsNotNormalAgain() {
        assertThat(Overload.firstNormal(seconds(3, 4, 11), 10)).isEmpty();
    }

    private static List<Second> seconds(double... p99Millis) {
        return Arrays.stream(p99Millis)
                .mapToObj(millis -> new Second(1, 0, 0, 0, millis, millis))
                .toList();
    }
}
