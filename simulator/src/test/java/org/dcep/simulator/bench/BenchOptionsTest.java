package org.dcep.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.dcep.kernel.SignatureAlgorithm;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    @Test
    void anOddNumberOfWalletsIsRoundedUp() {
        assertThat(options(BenchMode.SINGLE, 1_001, 0, 60).wallets()).isEqualTo(1_002);
    }

    @Test
    void connectionsAreTheModesUnlessTold() {
        assertThat(options(BenchMode.BATCH, 1_000, 0, 60).connectionCount()).isEqualTo(8);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThatThrownBy(() -> options(BenchMode.SINGLE, 10, 0, 60)).hasMessageContaining("--wallets");
        assertThatThrownBy(() -> options(BenchMode.SINGLE, 1_000, 0, 600)).hasMessageContaining("--seconds");
        assertThatThrownBy(() -> options(BenchMode.READ, 1_000, 0, 60)).hasMessageContaining("--rate");
        assertThatThrownBy(() -> options(BenchMode.OVERLOAD, 1_000, 5, 60)).hasMessageContaining("--rate");
        assertThatThrownBy(() -> options(BenchMode.SINGLE, 1_000, -1, 60)).hasMessageContaining("--rate");
    }

    private static BenchOptions options(BenchMode mode, int wallets, double rate, int seconds) {
        return new BenchOptions(
                mode,
                SignatureAlgorithm.ED25519,
                wallets,
                seconds,
                15,
                OptionalInt.empty(),
                rate,
                5,
                1,
                0,
                false,
                0,
                3,
                "auto");
    }
}
