package org.dcep.simulator.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.Lanes;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.NoDefiniteAnswer;
import org.dcep.simulator.client.UnexpectedAnswer;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.SandboxOptions;
import org.dcep.simulator.report.ConsoleSummary;
import org.dcep.simulator.report.RunFiles;
import org.dcep.simulator.report.RunRecord;
import org.dcep.simulator.report.Summary;
import org.dcep.simulator.scenario.Economy;
import org.dcep.simulator.scenario.EverydayScenario;
import org.dcep.simulator.scenario.Laws;
import org.dcep.simulator.scenario.Progress;
import org.dcep.simulator.scenario.ReplayScenario;
import org.dcep.simulator.workload.PaymentFile;
import org.dcep.simulator.workload.PaymentFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcep run}: plays a scenario on a network of its own and ends with 0 only if all laws of the books hold. */
@Command(
        name = "run",
        description = "Plays an economy, or the payment orders of a file, and checks every law of the books.",
        footer = {
            "",
            "Exit code 0: every law holds. 1: a law is broken or the run failed. 2: wrong command line.",
            "",
            "File formats: csv has the header payer,payerBank,payee,payeeBank,amount,reference (amount in yuan);",
            "pkdd99 has order_id;account_id;bank_to;account_to;amount;k_symbol (one crown is taken as one yuan)."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Decides everything random.")
    private long seed;

    @Option(
            names = "--payments",
            paramLabel = "N|FILE",
            defaultValue = "20000",
            description = "How many payments to make, or, with --format, a file with payment orders.")
    private String payments;

    @Option(names = "--format", paramLabel = "FORMAT", description = "What the file holds: ${COMPLETION-CANDIDATES}.")
    private PaymentFormat format;

    @Option(names = "--wallets", paramLabel = "N", defaultValue = "1000", description = "People with a wallet.")
    private int people;

    @Option(names = "--merchants", paramLabel = "N", description = "Merchants; a twentieth of the people by default.")
    private Integer merchants;

    @Option(names = "--days", paramLabel = "N", defaultValue = "5", description = "Simulated days.")
    private int days;

    @Mixin
    private SettlementChoice settlement;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "96",
            description = "Requests under way at the same time.")
    private int concurrency;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write; out/<time>-seed<N> by default.")
    private Path out;

    @Option(names = "--json", description = "Print summary.json instead of the table.")
    private boolean json;

    @Option(names = "--keep", description = "Leave the network running afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description = "Use the fresh network whose address 'dcep up --json' printed into this file.")
    private Path target;

    @Option(
            names = "--unsafe-fast",
            description = "Do not wait for the disk. A crash of this machine may lose acknowledged payments.")
    private boolean unsafeFast;

    @Override
    public Integer call() throws IOException {
        Optional<PaymentFile> file = readFile();
        Optional<EverydayScenario.Size> size = file.isPresent() ? Optional.empty() : Optional.of(size());
        Progress progress = Terminal.progress();
        if (unsafeFast) {
            System.err.println("UNSAFE: a crash of this machine may lose acknowledged payments");
        }
        try {
            if (target != null) {
                return play(NetworkAddress.read(target), file, size, progress);
            }
            try (Sandbox sandbox = Sandbox.start(options(progress))) {
                return playOn(sandbox, file, size, progress);
            }
        } catch (UnexpectedAnswer | NoDefiniteAnswer | IllegalStateException | IllegalArgumentException e) {
            throw new PlatformException("the run failed: " + e.getMessage());
        } finally {
            progress.end();
        }
    }

    private int playOn(
            Sandbox sandbox, Optional<PaymentFile> file, Optional<EverydayScenario.Size> size, Progress progress)
            throws IOException {
        int exit;
        try {
            exit = play(sandbox.address(), file, size, progress);
        } catch (UnexpectedAnswer | NoDefiniteAnswer e) {
            throw new PlatformException("the run failed: " + e.getMessage()
                    + sandbox.casualty().map(end -> "\n" + end).orElse(""));
        }
        if (keep) {
            System.err.println("The network stays until Ctrl-C: "
                    + new String(Json.bytes(sandbox.address()), StandardCharsets.UTF_8));
            Terminal.awaitInterrupt();
        }
        return exit;
    }

    private int play(
            NetworkAddress address, Optional<PaymentFile> file, Optional<EverydayScenario.Size> size, Progress progress)
            throws IOException {
        Instant startedAt = Clock.systemUTC().instant();
        try (Lanes lanes = new Lanes(concurrency)) {
            Economy economy = new Economy(Connection.to(address), lanes, progress, seed);
            Optional<ReplayScenario> replay = file.map(orders -> new ReplayScenario(economy, orders, seed));
            replay.ifPresentOrElse(
                    ReplayScenario::play, () -> new EverydayScenario(economy, size.orElseThrow(), seed).play());
            RunRecord run = new RunRecord(
                    replay.isPresent() ? "replay" : "everyday",
                    seed,
                    described(file),
                    economy,
                    Laws.judge(economy),
                    replay);
            Path directory = directory(startedAt);
            RunFiles.write(run, directory, startedAt, Clock.systemUTC().instant());
            progress.end();
            print(run, directory);
            return run.allLawsHold() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void print(RunRecord run, Path directory) {
        var stdout = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        stdout.print(json ? Json.pretty(Summary.of(run)) : ConsoleSummary.of(run));
        if (!json) {
            stdout.println();
            stdout.println(run.allLawsHold() ? "All laws hold." : "LAWS ARE BROKEN.");
            stdout.println("Report: " + directory.resolve("report.html"));
        }
        stdout.flush();
    }

    private Map<String, Object> described(Optional<PaymentFile> file) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (file.isPresent()) {
            options.put("payments", Path.of(payments).getFileName().toString());
            options.put("format", format.name().toLowerCase(Locale.ROOT));
        } else {
            options.put("payments", size().payments());
            options.put("wallets", size().people());
            options.put("merchants", size().merchants());
            options.put("days", size().days());
        }
        options.put("settlement", settlement.settlement().name());
        options.put("asset", settlement.asset().name());
        options.put("concurrency", concurrency);
        options.put("unsafeFast", unsafeFast);
        return options;
    }

    private Optional<PaymentFile> readFile() throws IOException {
        if (format == null) {
            return Optional.empty();
        }
        Path path = Path.of(payments);
        if (!Files.isReadable(path)) {
            throw new ParameterException(spec.commandLine(), "cannot read the file " + path);
        }
        try {
            return Optional.of(PaymentFile.read(path, format));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), path + ": " + e.getMessage());
        }
    }

    private EverydayScenario.Size size() {
        if (!payments.matches("[0-9]{1,8}")) {
            throw new ParameterException(
                    spec.commandLine(), "--payments " + payments + " is no number; a file needs --format");
        }
        try {
            int shops = merchants == null ? Math.max(2, people / 20) : merchants;
            return new EverydayScenario.Size(people, shops, Integer.parseInt(payments), days);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private SandboxOptions options(Progress progress) {
        return settlement
                .of(SandboxOptions.defaults())
                .withSeed(seed)
                .withUnsafeFast(unsafeFast)
                .reportingTo(progress::say);
    }

    private Path directory(Instant startedAt) {
        if (out != null) {
            return out;
        }
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(startedAt);
        Path directory = Path.of("out", time + "-seed" + seed);
        for (int i = 2; Files.exists(directory); i++) {
            directory = Path.of("out", time + "-seed" + seed + "-" + i);
        }
        return directory;
    }
}
