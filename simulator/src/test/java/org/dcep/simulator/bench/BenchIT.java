package org.dcep.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.SandboxOptions;
import org.dcep.simulator.scenario.Law;
import org.dcep.simulator.scenario.Progress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small benches of a real network that settles in reserves, one after another: everything but how fast it is.
 */
class BenchIT {
    private static final long SEED = 11;
    private static Sandbox sandbox;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .withSeed(SEED)
                .withSettlementMode("HYBRID")
                .withSettlementAsset("RESERVES"));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void singlePaymentsAreCountedAndFoundAgain() throws Exception {
        BenchReport report = bench(BenchMode.SINGLE, 0, 1);

        PhaseReport phase = report.phases().get(0);
        assertThat(phase.load().accepted()).isPositive();
        assertThat(phase.load().pending()).as("payments across operators").isPositive();
        assertThat(phase.load().latency().count()).isPositive();
        assertThat(phase.usage().cpuMicrosPerPayment().get("wallet")).isPositive();
        assertThat(phase.usage().walBytesPerPayment()).isPositive();
        assertThat(phase.usage().batches()).isPositive();
        assertThat(report.yardsticks().ed25519VerificationsPerSecondPerCore()).isPositive();
        assertThat(report.yardsticks().naivePaymentsPerSecond()).isPositive();
        assertThat(report.acceptedOfCeiling()).isPositive();
        assertThat(report.durability()).contains(Map.entry("fsync", "on"));
        assertThat(report.options()).contains(Map.entry("settlement", "HYBRID"), Map.entry("asset", "RESERVES"));
        assertSound(report);
    }

    @Test
    void batchesArriveAtTheirRate() throws Exception {
        BenchReport report = bench(BenchMode.BATCH, 2, 0);

        assertThat(report.phases().get(0).ratePerSecond()).isEqualTo(2);
        assertSound(report);
    }

    @Test
    void payrollsPayEveryItem() throws Exception {
        BenchReport report = bench(BenchMode.PAYROLL, 0, 0);

        assertThat(report.acknowledgements().sent() % 1_000).isZero();
        assertSound(report);
    }

    @Test
    void readsGoOnBesidePayments() throws Exception {
        BenchReport report = bench(BenchMode.READ, 50, 0);

        assertThat(report.phases())
                .extracting(phase -> phase.load().acknowledged())
                .hasSize(2);
        assertThat(report.phases()).allMatch(phase -> phase.load().acknowledged() > 0);
        assertSound(report);
    }

    private BenchReport bench(BenchMode mode, double rate, int yardstickSeconds) throws IOException, SQLException {
        BenchOptions options = new BenchOptions(
                mode,
                SignatureAlgorithm.ED25519,
                300,
                2,
                1,
                OptionalInt.of(4),
                rate,
                5,
                SEED,
                0.1,
                true,
                1_000,
                yardstickSeconds,
                "auto");
        Progress silent = Progress.plain(new PrintStream(PrintStream.nullOutputStream()));
        try (Bench bench = new Bench(options, sandbox.address(), Optional.of(sandbox), directory, silent)) {
            BenchReport report = bench.run();
            assertThat(report.table()).contains("laws");
            assertThat(Files.size(directory.resolve("acknowledgements"))).isPositive();
            return report;
        }
    }

    private static void assertSound(BenchReport report) {
        assertThat(report.laws()).isNotEmpty().allMatch(Law::holds);
        assertThat(report.phases()).allMatch(phase -> phase.load().refused() == 0);
        assertThat(report.acknowledgements().checked())
                .isEqualTo(report.acknowledgements().sent());
        assertThat(report.acknowledgements().acknowledged()).isPositive();
        assertThat(report.acknowledgements().isSound()).isTrue();
        assertThat(report.sound()).isTrue();
    }
}
