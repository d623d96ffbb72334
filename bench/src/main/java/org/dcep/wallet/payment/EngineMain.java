package org.dcep.wallet.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the engine of payments, the wallet service's own, on the wallet database of a sandbox whose wallet service
 * does not run: no HTTP, no signatures, a fixed number of orders under way. Says on standard output what happened, one
 * JSON object a line.
 */
@Command(name = "engine", mixinStandardHelpOptions = true, description = "Measures the engine of payments.")
final class EngineMain implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MILLION = 1_000_000;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "default: ${DEFAULT-VALUE}")
    private String host;

    @Option(names = "--port", required = true, description = "of the PostgreSQL server")
    private int port;

    @Option(names = "--database", defaultValue = "wallet", description = "default: ${DEFAULT-VALUE}")
    private String database;

    @Option(names = "--user", defaultValue = "wallet", description = "default: ${DEFAULT-VALUE}")
    private String user;

    @Option(names = "--password", required = true, description = "of the database's user")
    private String password;

    @Option(names = "--seed", defaultValue = "1", description = "of payers, payees, amounts; ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--seconds", defaultValue = "60", description = "that are measured; ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "10", description = "seconds before; ${DEFAULT-VALUE}")
    private int warmUpSeconds;

    @Option(names = "--concurrency", defaultValue = "2048", description = "orders under way; ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--naive-seconds",
            defaultValue = "5",
            description = "of the yardstick, one payment per transaction; ${DEFAULT-VALUE}")
    private int naiveSeconds;

    @Option(
            names = "--hot-share",
            defaultValue = "0",
            description = "of the payments inside an operator, 0 to 1, that go to one wallet; ${DEFAULT-VALUE}")
    private BigDecimal hotShare;

    @Option(names = "--batch", defaultValue = "512", description = "orders per transaction; ${DEFAULT-VALUE}")
    private int batchSize;

    @Option(names = "--workers", defaultValue = "1", description = "side by side; ${DEFAULT-VALUE}")
    private int workers;

    @Option(names = "--acks", description = "file for the ids of payments that were accepted")
    private Optional<Path> acks = Optional.empty();

    public static void main(String... arguments) {
        System.exit(new CommandLine(new EngineMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Clock clock = Clock.systemUTC();
        var wallet = new EngineWiring.Database(host, port, database, user, password);
        try (EngineWiring engine = new EngineWiring(wallet);
                Acknowledgements acknowledgements = Acknowledgements.to(acks)) {
            FundedWallets wallets = new FundedWallets(
                    engine.pool(),
                    hotShare.multiply(BigDecimal.valueOf(MILLION)).intValue());
            try (OrdersAhead orders = new OrdersAhead(wallets, clock, seed, clock.millis())) {
                say("ready", Map.of("wallets", wallets.count()));
                if (naiveSeconds > 0) {
                    naive(engine, orders, acknowledgements);
                }
                measure(engine, orders, acknowledgements);
            }
        }
        return 0;
    }

    /** One payment per transaction, as many at once as there are connections, each lane with a stripe of its own. */
    private void naive(EngineWiring engine, OrdersAhead orders, Acknowledgements acknowledgements)
            throws InterruptedException {
        ClosedLoop loop = new ClosedLoop(orders, acknowledgements, EngineWiring.POOL_SIZE);
        for (int lane = 1; lane <= EngineWiring.POOL_SIZE; lane++) {
            int stripe = lane;
            engine.newEventLoop()
                    .runOnContext(ignored -> loop.start(order -> engine.batch()
                            .decide(Work.of(List.of(order)), stripe)
                            .invoke(Runnable::run)
                            .subscribeAsCompletionStage()));
        }
        // As long again before it counts, for the compiler and the connections.
        TimeUnit.SECONDS.sleep(naiveSeconds);
        Stopwatch watch = new Stopwatch(orders);
        Tally tally = loop.countAnew();
        TimeUnit.SECONDS.sleep(naiveSeconds);
        loop.countAnew();
        Stopwatch.Reading reading = watch.read();
        loop.end();
        say("naive", rates(tally, reading));
    }

    private void measure(EngineWiring engine, OrdersAhead orders, Acknowledgements acknowledgements)
            throws InterruptedException {
        PaymentQueue queue = engine.queue(workers, batchSize);
        ClosedLoop loop = new ClosedLoop(orders, acknowledgements, concurrency);
        for (int lane = 0; lane < concurrency; lane++) {
            loop.start(queue::decide);
        }
        TimeUnit.SECONDS.sleep(warmUpSeconds);
        say("measuring", Map.of());
        EngineWiring.BatchesSoFar before = engine.batchesSoFar();
        Stopwatch watch = new Stopwatch(orders);
        Tally tally = loop.countAnew();
        TimeUnit.SECONDS.sleep(seconds);
        loop.countAnew();
        Stopwatch.Reading reading = watch.read();
        EngineWiring.BatchesSoFar after = engine.batchesSoFar();
        loop.end();
        Map<String, Object> measured = rates(tally, reading);
        measured.put("p50Millis", tally.millisAt(50));
        measured.put("p95Millis", tally.millisAt(95));
        measured.put("p99Millis", tally.millisAt(99));
        measured.put("p999Millis", tally.millisAt(99.9));
        measured.put("meanBatch", rounded(after.meanSizeSince(before)));
        say("measured", measured);
    }

    private static Map<String, Object> rates(Tally tally, Stopwatch.Reading reading) {
        long answered = tally.answered();
        Map<String, Object> rates = new LinkedHashMap<>();
        rates.put("accepted", tally.moved());
        rates.put("pending", tally.pending());
        rates.put("refused", tally.refused());
        rates.put("unknown", tally.unknown());
        rates.put("seconds", rounded(reading.seconds()));
        rates.put("paymentsPerSecond", rounded(tally.moved() / reading.seconds()));
        rates.put("cpuMicrosPerPayment", rounded(reading.cpuMicrosPer(answered)));
        rates.put("driverMicrosPerPayment", rounded(reading.driverMicrosPer(answered)));
        return rates;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    private static void say(String event, Map<String, ?> figures) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.putAll(figures);
        try {
            System.out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be written", e);
        }
    }
}
