package org.dcep.simulator.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.bench.Bench;
import org.dcep.simulator.bench.BenchMode;
import org.dcep.simulator.bench.BenchOptions;
import org.dcep.simulator.bench.BenchReport;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.NoDefiniteAnswer;
import org.dcep.simulator.client.UnexpectedAnswer;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.SandboxOptions;
import org.dcep.simulator.platform.Service;
import org.dcep.simulator.scenario.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcep bench}: measures a network and ends with 0 only if its books are right afterwards. */
@Command(
        name = "bench",
        description =
                "Measures how fast a network is, what a payment costs, and whether the books are right afterwards.",
        footer = {
            "",
            "Modes: single (one signed payment a request), batch (NDJSON), payroll (one signature, 1,000 payees),",
            "read (balances and entries beside payments), overload (--times the peak for --seconds, then half of it),",
            "engine (no HTTP, no signatures, the same database).",
            "",
            "Exit code 0: every law holds and every acknowledged payment is in the database. 1: not so, or the bench",
            "failed. 2: wrong command line."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class BenchCommand implements Callable<Integer> {
    private static final double PAYMENTS_BESIDE_READS = 500;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "single",
            description = "What to measure: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private BenchMode mode;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "Ed25519",
            description = "How payers sign: Ed25519 or SM2. Default: ${DEFAULT-VALUE}.")
    private SignatureAlgorithm algorithm;

    @Option(
            names = "--wallets",
            paramLabel = "N",
            defaultValue = "100000",
            description = "People with a wallet. Default: ${DEFAULT-VALUE}.")
    private int wallets;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Length of the measured window. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "15",
            description = "Seconds of load before it. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Requests under way at the same time, at most. Default: 256; batch and payroll 8,"
                    + " read 64, overload 10,000, engine 2,048.")
    private Integer concurrency;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Requests a second, arriving at random at times fixed beforehand (open loop). Default: each"
                    + " connection sends when it has its answer (closed loop). In mode read: payments beside the reads,"
                    + " 500.")
    private double rate;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "5",
            description = "In mode overload: how many times the peak arrives. Default: ${DEFAULT-VALUE}.")
    private double times;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Decides who pays whom, and when.")
    private long seed;

    @Option(
            names = "--hot-share",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of payments that go to one merchant, 0 to 1. Default: 0.")
    private double hotShare;

    @Option(
            names = "--ids-by-time",
            description = "Clients choose payment ids that ascend with time (UUID version 7), not random ones.")
    private boolean idsByTime;

    @Option(
            names = "--history",
            paramLabel = "N",
            defaultValue = "0",
            description = "Payments in the books before anything is measured. Default: 0.")
    private int history;

    @Mixin
    private SettlementChoice settlement;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the figures; out/bench/<time>-<mode>.json by default.")
    private Path out;

    @Option(names = "--json", description = "Print the figures as JSON instead of the table.")
    private boolean json;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description = "Use the network whose address 'dcep up --json' printed into this file.")
    private Path target;

    @Option(
            names = "--verifier",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "What the wallet service verifies Ed25519 with: auto or bouncy-castle. Default: auto.")
    private String verifier;

    @Option(
            names = "--wallet-jvm",
            paramLabel = "OPTIONS",
            defaultValue = "",
            description = "More options for the JVM of the wallet service, such as those of a profiler.")
    private String walletJvm;

    @Option(
            names = "--yardstick-seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How long each yardstick is measured; 0 leaves them out. Default: ${DEFAULT-VALUE}.")
    private int yardstickSeconds;

    @Option(names = "--keep", description = "Leave the network running afterwards, until Ctrl-C.")
    private boolean keep;

    @Override
    public Integer call() throws IOException, SQLException {
        BenchOptions options = options();
        Path file = file();
        Progress progress = Terminal.progress();
        try {
            if (target != null) {
                return measure(options, NetworkAddress.read(target), Optional.empty(), file, progress);
            }
            try (Sandbox sandbox = Sandbox.start(sandboxOptions(progress))) {
                return measureOn(sandbox, options, file, progress);
            }
        } finally {
            progress.end();
        }
    }

    private int measureOn(Sandbox sandbox, BenchOptions options, Path file, Progress progress)
            throws IOException, SQLException {
        int exit;
        try {
            exit = measure(options, sandbox.address(), Optional.of(sandbox), file, progress);
        } catch (UnexpectedAnswer | NoDefiniteAnswer | IllegalStateException e) {
            throw new PlatformException("the bench failed: " + e.getMessage()
                    + sandbox.casualty().map(end -> "\n" + end).orElse(""));
        }
        if (keep) {
            System.err.println("The network stays until Ctrl-C: "
                    + new String(Json.bytes(sandbox.address()), StandardCharsets.UTF_8));
            Terminal.awaitInterrupt();
        }
        return exit;
    }

    private int measure(
            BenchOptions options, NetworkAddress network, Optional<Sandbox> sandbox, Path file, Progress progress)
            throws IOException, SQLException {
        Path directory = Files.createTempDirectory("dcep-bench");
        try (Bench bench = new Bench(options, network, sandbox, directory, progress)) {
            BenchReport report = bench.run();
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Json.pretty(report));
            progress.end();
            print(report, file);
            return report.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            delete(directory);
        }
    }

    private void print(BenchReport report, Path file) {
        var stdout = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            stdout.print(Json.pretty(report));
        } else {
            stdout.print(report.table());
            stdout.println();
            stdout.println(report.sound() ? "All laws hold, nothing is missing." : "THE BOOKS ARE WRONG.");
            stdout.println("Figures: " + file);
        }
        stdout.flush();
    }

    private BenchOptions options() {
        try {
            return new BenchOptions(
                    mode,
                    algorithm,
                    wallets,
                    seconds,
                    warmUp,
                    concurrency == null ? OptionalInt.empty() : OptionalInt.of(concurrency),
                    mode == BenchMode.READ && rate == 0 ? PAYMENTS_BESIDE_READS : rate,
                    times,
                    seed,
                    hotShare,
                    idsByTime,
                    history,
                    yardstickSeconds,
                    verifier);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private SandboxOptions sandboxOptions(Progress progress) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DCEP_CRYPTO_VERIFIER", verifier);
        List<String> jvmOptions =
                walletJvm.isBlank() ? List.of() : List.of(walletJvm.strip().split("\\s+"));
        return settlement
                .of(SandboxOptions.defaults())
                .withSeed(seed)
                .forLongRun()
                .withTuning(Service.WALLET, new SandboxOptions.Tuning(jvmOptions, environment))
                .reportingTo(progress::say);
    }

    private Path file() {
        if (out != null) {
            return out;
        }
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(Clock.systemUTC().instant());
        return Path.of("out", "bench", time + "-" + mode.name().toLowerCase(Locale.ROOT) + ".json");
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
