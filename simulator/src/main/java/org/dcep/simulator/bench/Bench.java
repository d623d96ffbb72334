package org.dcep.simulator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.simulator.bench.load.Command;
import org.dcep.simulator.bench.load.Crowd;
import org.dcep.simulator.bench.load.LoadPlan;
import org.dcep.simulator.bench.load.PhaseResult;
import org.dcep.simulator.bench.load.RequestKind;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.Lanes;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.SettlementApi.Cycle;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.Service;
import org.dcep.simulator.scenario.GasQuote;
import org.dcep.simulator.scenario.Law;
import org.dcep.simulator.scenario.Progress;

/** Conducts one bench from the opening of its wallets to the check of its books. */
public final class Bench implements AutoCloseable {
    private static final int EMPLOYERS = 8;
    private static final int LANES = 16;

    /** Cut off again after the pause in which the measured part is signed. */
    private static final int RAMP_SECONDS = 3;

    /** Prepared beyond what the warm-up promises: a service that has become quicker must not run out of work. */
    private static final double SPARE = 1.6;

    private final BenchOptions options;
    private final NetworkAddress network;
    private final Optional<Sandbox> sandbox;
    private final Path directory;
    private final Progress progress;
    private final Instant startedAt = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final UUID run = UUID.randomUUID();
    private final Crowd crowd;
    private final Connection connection;
    private final List<PhaseReport> phases = new ArrayList<>();
    private Optional<Probe> probe = Optional.empty();
    private LoadProcess load;

    /**
     * @param sandbox the network itself, if it is one of ours
     * @param directory for the files that the processes exchange; exists
     */
    public Bench(
            BenchOptions options,
            NetworkAddress network,
            Optional<Sandbox> sandbox,
            Path directory,
            Progress progress) {
        this.options = options;
        this.network = network;
        this.sandbox = sandbox;
        this.directory = directory;
        this.progress = progress;
        this.crowd =
                new Crowd(options.seed(), options.wallets(), EMPLOYERS, (int) Math.round(options.hotShare() * 10_000));
        this.connection = Connection.to(network);
    }

    /** Runs it. */
    public BenchReport run() throws IOException, SQLException {
        if (sandbox.isPresent()) {
            probe = Optional.of(new Probe(sandbox.get()));
        }
        LoadPlan plan = plan();
        startLoad(plan);
        prepareNetwork(plan);
        Optional<Yardsticks> before = yardsticks();
        measure();
        progress.say("waiting for acknowledgements");
        load.end();
        return conclude(plan, before);
    }

    private LoadPlan plan() {
        return new LoadPlan(
                network.network(),
                network.wallet(),
                crowd,
                options.algorithm(),
                run.getMostSignificantBits() ^ options.seed(),
                maxGasFeeFen(),
                "",
                directory.resolve("keys"),
                directory.resolve("numbers"),
                directory.resolve("acknowledgements"));
    }

    private long maxGasFeeFen() {
        return GasQuote.of(connection.issuer().gasPolicy()).feeFen(1) + 1;
    }

    private void startLoad(LoadPlan plan) throws IOException {
        Path file = directory.resolve("plan.json");
        Files.write(file, Json.bytes(plan));
        progress.say("making keys");
        load = LoadProcess.start(file, directory.resolve("load.log"));
        load.awaitKeys();
    }

    private void prepareNetwork(LoadPlan plan) throws IOException {
        try (Lanes lanes = new Lanes(LANES)) {
            FundedCrowd funded =
                    new FundedCrowd(connection, crowd, options.algorithm(), run, plan.maxGasFeeFen(), lanes, progress);
            funded.admitOperators();
            funded.openWallets(plan.keys(), plan.numbers());
            funded.fund();
            funded.makeHistory(options.history());
        }
        new Aftermath(connection, Optional.empty(), progress).drain();
        load.open();
    }

    private Optional<Yardsticks> yardsticks() {
        return sandbox.map(ours -> {
            progress.say("measuring yardsticks");
            return Yardsticks.measure(
                    ours.directory(), directory.resolve("yardstick.log"), Service.WALLET.jvmOptions());
        });
    }

    private void measure() {
        double rate = options.ratePerSecond();
        double guess = rate > 0
                ? rate
                : (double) options.mode().expectedPaymentsPerSecond()
                        / options.mode().kind().payments();
        // The last third of the warm-up tells how much to prepare.
        double ramp = options.warmUpSeconds() * 2 / 3.0;
        PhaseResult warmUp = drive(
                        "warm-up", guess * options.warmUpSeconds() * 1.1, rate, ramp, options.warmUpSeconds() - ramp)
                .load();
        double perSecond = rate > 0 ? rate : Math.max(guess / 4, warmUp.requests() / warmUp.windowSeconds()) * SPARE;
        PhaseReport measured = drive(
                "measuring",
                perSecond * (RAMP_SECONDS + options.seconds()) * 1.1,
                rate,
                RAMP_SECONDS,
                options.seconds());
        if (measured.load().ranDry()) {
            throw new IllegalStateException("the service was faster than what was prepared; use a longer --warm-up");
        }
        phases.add(measured);
    }

    private PhaseReport drive(String name, double requests, double rate, double rampSeconds, double seconds) {
        RequestKind kind = options.mode().kind();
        progress.say(name + ": signing " + Math.round(requests) * kind.payments() + " payments");
        load.prepare(kind, (int) Math.ceil(requests));
        progress.say(name + ": " + Math.round(rampSeconds + seconds) + " s");
        int connections = options.connectionCount();
        Snapshot[] edges = new Snapshot[2];
        PhaseResult result = load.drive(
                        Command.drive(List.of(new Command.Stream(kind, rate, connections)), rampSeconds, seconds),
                        () -> edges[0] = look(),
                        () -> edges[1] = look())
                .get(0);
        Usage usage = edges[0] == null
                ? null
                : Usage.between(
                        edges[0],
                        edges[1],
                        result.acknowledged(),
                        Runtime.getRuntime().availableProcessors());
        return PhaseReport.of(name, rate, connections, result, usage);
    }

    private Snapshot look() {
        return probe.map(each -> each.look(load.pid())).orElse(null);
    }

    private BenchReport conclude(LoadPlan plan, Optional<Yardsticks> before) throws IOException, SQLException {
        Map<String, String> durability = probe.map(Probe::durability).orElseGet(Map::of);
        if (sandbox.isEmpty()) {
            return conclude(plan, before, durability, Optional.empty());
        }
        try (java.sql.Connection wallet = sandbox.get().postgres().connect("wallet")) {
            return conclude(plan, before, durability, Optional.of(wallet));
        }
    }

    private BenchReport conclude(
            LoadPlan plan,
            Optional<Yardsticks> before,
            Map<String, String> durability,
            Optional<java.sql.Connection> wallet)
            throws IOException, SQLException {
        Aftermath aftermath = new Aftermath(connection, wallet, progress);
        double drainSeconds = aftermath.drain();
        Optional<Yardsticks> yardsticks = before.flatMap(first -> yardsticks().map(second -> first.meanWith(second)));
        Cycle settled = aftermath.settle();
        List<Law> laws = aftermath.judge(settled);
        AcknowledgementCheck.Finding finding = null;
        if (wallet.isPresent()) {
            progress.say("looking for every acknowledged payment");
            finding = AcknowledgementCheck.of(plan.acknowledgements(), wallet.get());
        }
        double ceiling = yardsticks.map(this::ceilingPerSecond).orElse(0.0);
        boolean sound = laws.stream().allMatch(Law::holds) && (finding == null || finding.isSound());
        return new BenchReport(
                startedAt.toString(),
                Optional.ofNullable(Bench.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                options.mode(),
                options.seed(),
                described(),
                Machine.here(),
                durability,
                phases,
                yardsticks.orElse(null),
                ceiling,
                ceiling > 0 ? phases.get(0).acceptedPerSecond() / ceiling : 0,
                drainSeconds,
                laws,
                finding,
                sound);
    }

    /** What all processors could accept if they did nothing but verify signatures. */
    private double ceilingPerSecond(Yardsticks yardsticks) {
        double perCore = options.algorithm() == SignatureAlgorithm.SM2
                ? yardsticks.sm2VerificationsPerSecondPerCore()
                : yardsticks.ed25519VerificationsPerSecondPerCore();
        int paymentsPerSignature = options.mode().kind() == RequestKind.PAYROLL ? RequestKind.PAYROLL.payments() : 1;
        return perCore * Runtime.getRuntime().availableProcessors() * paymentsPerSignature;
    }

    private Map<String, Object> described() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("algorithm", options.algorithm().wireName());
        described.put("wallets", options.wallets());
        described.put("seconds", options.seconds());
        described.put("warmUpSeconds", options.warmUpSeconds());
        described.put("connections", options.connectionCount());
        described.put("ratePerSecond", options.ratePerSecond());
        described.put("hotShare", options.hotShare());
        described.put("history", options.history());
        return described;
    }

    @Override
    public void close() throws SQLException {
        if (load != null) {
            load.close();
        }
        if (probe.isPresent()) {
            probe.get().close();
        }
    }
}
