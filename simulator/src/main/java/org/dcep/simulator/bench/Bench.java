package org.dcep.simulator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dcep.simulator.bench.Snapshot.Part;
import org.dcep.simulator.bench.load.Crowd;
import org.dcep.simulator.bench.load.LoadPlan;
import org.dcep.simulator.bench.load.Outcome;
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

    private final BenchOptions options;
    private final NetworkAddress network;
    private final Optional<Sandbox> sandbox;
    private final Path directory;
    private final Progress progress;
    private final Instant startedAt = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final UUID run = UUID.randomUUID();
    private final Crowd crowd;
    private final Connection connection;
    private final Optional<Probe> probe;
    private LoadProcess load;

    /**
     * @param sandbox the network itself, if it is one of ours
     * @param directory for the files that the processes exchange; exists
     * @throws IllegalArgumentException if the mode needs a network of ours
     */
    public Bench(
            BenchOptions options, NetworkAddress network, Optional<Sandbox> sandbox, Path directory, Progress progress)
            throws SQLException {
        if (options.mode() == BenchMode.ENGINE && sandbox.isEmpty()) {
            throw new IllegalArgumentException("--mode engine needs a network of its own");
        }
        this.options = options;
        this.network = network;
        this.sandbox = sandbox;
        this.directory = directory;
        this.progress = progress;
        this.crowd =
                new Crowd(options.seed(), options.wallets(), EMPLOYERS, (int) Math.round(options.hotShare() * 10_000));
        this.connection = Connection.to(network);
        this.probe = sandbox.isPresent() ? Optional.of(new Probe(sandbox.get())) : Optional.empty();
    }

    /** What was measured, before it is checked. */
    private record Measured(
            List<PhaseReport> phases, Optional<Overload> overload, Optional<EngineReport> engine, Double naive) {}

    /** Runs it. */
    public BenchReport run() throws IOException, SQLException {
        // What is measured here are the services; the auditor is measured by itself.
        sandbox.ifPresent(ours -> ours.stop(Service.AUDITOR));
        LoadPlan plan = plan();
        startLoad(plan);
        prepareNetwork(plan);
        Optional<Yardsticks> before = yardsticks();
        Measured measured = options.mode() == BenchMode.ENGINE ? measureEngine(plan) : measureNetwork();
        if (sandbox.isEmpty()) {
            return conclude(plan, measured, before, Optional.empty());
        }
        try (java.sql.Connection wallet = sandbox.get().postgres().connect(Service.WALLET.lowerCaseName())) {
            return conclude(plan, measured, before, Optional.of(wallet));
        }
    }

    private LoadPlan plan() {
        return new LoadPlan(
                network.network(),
                network.wallet(),
                crowd,
                options.algorithm(),
                run.getMostSignificantBits() ^ options.seed(),
                options.idsByTime() ? System.currentTimeMillis() : 0,
                GasQuote.of(connection.issuer().gasPolicy()).feeFen(1) + 1,
                connection.auditor().bearer(),
                directory.resolve("keys"),
                directory.resolve("numbers"),
                directory.resolve("acknowledgements"));
    }

    private void startLoad(LoadPlan plan) throws IOException {
        Path file = directory.resolve("plan.json");
        Files.write(file, Json.bytes(plan));
        progress.say("making keys");
        load = LoadProcess.start(file, directory.resolve("load.log"), crowd.wallets());
        load.awaitKeys();
    }

    private void prepareNetwork(LoadPlan plan) throws IOException {
        try (Lanes lanes = new Lanes(LANES)) {
            FundedCrowd funded =
                    new FundedCrowd(connection, crowd, options.algorithm(), run, plan.maxGasFeeFen(), lanes, progress);
            funded.admitOperators(network.clients(), admitted -> sandbox.ifPresent(ours -> ours.remember(admitted)));
            funded.openWallets(plan.keys(), plan.numbers());
            funded.fund();
            funded.makeHistory(options.history());
        }
        new Aftermath(connection, Optional.empty(), progress).drain();
    }

    private Optional<Yardsticks> yardsticks() {
        return sandbox.filter(ours -> options.yardstickSeconds() > 0).map(ours -> {
            progress.say("measuring yardsticks");
            return Yardsticks.measure(
                    ours.directory(),
                    directory.resolve("yardstick.log"),
                    options.yardstickSeconds(),
                    options.verifier(),
                    Service.WALLET.jvmOptions(true));
        });
    }

    private Measured measureNetwork() {
        load.open();
        probe.ifPresent(each -> each.watch(Part.LOAD, load.pid()));
        Measurement measurement = new Measurement(options, new Phases(load, probe, progress));
        measurement.run();
        load.end();
        return new Measured(measurement.reports(), measurement.overloaded(), Optional.empty(), null);
    }

    private Measured measureEngine(LoadPlan plan) {
        load.close();
        Sandbox ours = sandbox.orElseThrow();
        Probe probing = probe.orElseThrow();
        ours.stop(Service.WALLET);
        List<String> engineOptions = List.of(
                "--seed",
                Long.toString(options.seed()),
                "--seconds",
                Integer.toString(options.seconds()),
                "--warm-up",
                Integer.toString(options.warmUpSeconds()),
                "--concurrency",
                Integer.toString(options.connectionCount()),
                "--hot-share",
                Double.toString(options.hotShare()),
                "--naive-seconds",
                Integer.toString(options.yardstickSeconds()),
                "--acks",
                plan.acknowledgements().toString());
        try (EngineProcess engine = EngineProcess.start(ours, directory.resolve("engine.log"), engineOptions)) {
            progress.say("the engine alone");
            probing.watch(Part.WALLET, engine.pid());
            engine.await("ready");
            Double naive = options.yardstickSeconds() > 0 ? naive(engine) : null;
            engine.await("measuring");
            Snapshot start = probing.look();
            JsonNode measured = engine.await("measured");
            Snapshot end = probing.look();
            engine.awaitEnd();
            Usage usage = Usage.between(
                    start,
                    end,
                    measured.path("accepted").asLong(),
                    Runtime.getRuntime().availableProcessors());
            return new Measured(List.of(), Optional.empty(), Optional.of(EngineReport.of(measured, usage)), naive);
        } finally {
            ours.restart(Service.WALLET);
            probing.watch(Part.WALLET, ours.pid(Service.WALLET));
        }
    }

    /** One payment a transaction, by the engine in the place of the wallet service. */
    private Double measureNaivePayments() {
        Sandbox ours = sandbox.orElseThrow();
        progress.say("measuring naive payments");
        ours.stop(Service.WALLET);
        List<String> engineOptions = List.of(
                "--seconds", "1", "--warm-up", "1", "--naive-seconds", Integer.toString(options.yardstickSeconds()));
        try (EngineProcess engine = EngineProcess.start(ours, directory.resolve("engine.log"), engineOptions)) {
            Double naive = naive(engine);
            engine.awaitEnd();
            return naive;
        } finally {
            ours.restart(Service.WALLET);
        }
    }

    private static Double naive(EngineProcess engine) {
        return engine.await("naive").path("paymentsPerSecond").asDouble();
    }

    /**
     * @param wallet the wallet service's database, if it can be seen
     */
    private BenchReport conclude(
            LoadPlan plan, Measured measured, Optional<Yardsticks> before, Optional<java.sql.Connection> wallet)
            throws IOException, SQLException {
        Aftermath aftermath = new Aftermath(connection, wallet, progress);
        double drainSeconds = aftermath.drain();
        Optional<Yardsticks> yardsticks = before.flatMap(first -> yardsticks().map(second -> first.meanWith(second)));
        Double naive = measured.naive();
        if (naive == null && sandbox.isPresent() && options.yardstickSeconds() > 0 && EngineProcess.isBuilt()) {
            naive = measureNaivePayments();
            aftermath.drain();
        }
        Double naivePerSecond = naive;
        Cycle settled = aftermath.settle();
        List<Law> laws = aftermath.judge(settled);
        progress.say("looking for acknowledged payments");
        AcknowledgementCheck.Finding finding = checkAcknowledgements(plan, wallet);
        return report(
                measured,
                yardsticks.map(found -> found.withNaivePayments(naivePerSecond)),
                drainSeconds,
                settled,
                laws,
                finding);
    }

    private AcknowledgementCheck.Finding checkAcknowledgements(LoadPlan plan, Optional<java.sql.Connection> wallet)
            throws IOException, SQLException {
        AcknowledgementCheck check = new AcknowledgementCheck(
                plan.acknowledgements(), options.mode() == BenchMode.ENGINE ? Outcome::ofEngineState : Outcome::ofByte);
        return wallet.isPresent() ? check.against(wallet.get()) : check.sampledFrom(connection);
    }

    private BenchReport report(
            Measured measured,
            Optional<Yardsticks> yardsticks,
            double drainSeconds,
            Cycle settled,
            List<Law> laws,
            AcknowledgementCheck.Finding finding) {
        double ceiling = yardsticks.map(this::ceilingPerSecond).orElse(0.0);
        double accepted =
                measured.phases().isEmpty() ? 0 : measured.phases().get(0).acceptedPerSecond();
        return new BenchReport(
                startedAt.toString(),
                Machine.programVersion(),
                options.mode(),
                options.seed(),
                described(settled),
                Machine.here(),
                probe.map(Probe::durability).orElseGet(Map::of),
                probe.flatMap(Probe::verifier).orElse(null),
                measured.phases(),
                measured.overload().orElse(null),
                measured.engine().orElse(null),
                yardsticks.orElse(null),
                ceiling,
                ceiling > 0 ? Math.round(1_000 * accepted / ceiling) / 1_000.0 : 0,
                Math.round(10 * drainSeconds) / 10.0,
                laws,
                finding,
                laws.stream().allMatch(Law::holds) && finding.isSound());
    }

    /** Nothing is verified in modes that make no payments, or make them without signatures. */
    private double ceilingPerSecond(Yardsticks yardsticks) {
        int paymentsPerSignature = switch (options.mode()) {
            case SINGLE, BATCH, OVERLOAD -> 1;
            case PAYROLL -> RequestKind.PAYROLL.payments();
            case READ, ENGINE -> 0;
        };
        return yardsticks.verificationsPerSecondPerCore(options.algorithm())
                * Runtime.getRuntime().availableProcessors()
                * paymentsPerSignature;
    }

    private Map<String, Object> described(Cycle settled) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("algorithm", options.algorithm().wireName());
        described.put("wallets", options.wallets());
        described.put("seconds", options.seconds());
        described.put("warmUpSeconds", options.warmUpSeconds());
        described.put("connections", options.connectionCount());
        described.put("ratePerSecond", options.ratePerSecond());
        described.put("times", options.times());
        described.put("hotShare", options.hotShare());
        described.put("idsByTime", options.idsByTime());
        described.put("history", options.history());
        described.put("verifier", options.verifier());
        described.put("settlement", settled.mode());
        described.put("asset", settled.asset());
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
