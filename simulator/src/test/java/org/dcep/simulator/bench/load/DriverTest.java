package org.dcep.simulator.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletId;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.workload.Draws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as the wallet service could. */
class DriverTest {
    private static final int GONE = -1;
    private static final int[] ANSWERS = {
        201, 201, 202, 409, 429, 503, GONE, 201, 201, 202, 201, 201, 201, 202, 201, 201, 201, 201, 201, 201
    };

    @TempDir
    private Path directory;

    private final Map<String, Integer> told = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(32);
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/payments", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() throws InterruptedException {
        server.stop(0);
        threads.shutdownNow();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
    }

    @Test
    void aClosedLoopKeepsTheOutcomeOfEveryPayment() throws Exception {
        PreparedRequests requests = requests();
        Driver driver = new Driver(loops.next(), bootstrap(), requests, Optional.empty(), 32);

        Tally tally = drive(driver, 60);

        assertThat(driver.ranDry()).isTrue();
        assertThat(told).hasSize(requests.count());
        Map<Outcome, Integer> expected = new HashMap<>();
        told.values().forEach(status -> expected.merge(Outcome.ofStatus(status), 1, Integer::sum));
        expected.forEach((outcome, count) ->
                assertThat(tally.answered(outcome)).as(outcome.name()).isEqualTo((long) count));
        assertThat(tally.refusals()).containsOnlyKeys("409 WALLET_FROZEN", "503 OUTCOME_UNKNOWN");
        assertThat(tally.lostCount())
                .isEqualTo(
                        told.values().stream().filter(status -> status == GONE).count());
        assertThatOutcomesAreThoseThatTheServerGave(requests);
    }

    @Test
    void anOpenLoopSendsWhatItsPlanSays() throws Exception {
        PreparedRequests requests = requests();
        ArrivalPlan plan = ArrivalPlan.poisson(500, 1, Draws.of(1, "arrivals"));
        Driver driver = new Driver(loops.next(), bootstrap(), requests, Optional.of(plan), 8);

        Tally tally = drive(driver, 1);

        assertThat(driver.ranDry()).isFalse();
        assertThat(told.size() + tally.unsentCount()).isEqualTo(plan.count());
        assertThatOutcomesAreThoseThatTheServerGave(requests);
    }

    private Tally drive(Driver driver, int seconds) throws Exception {
        driver.connect().get(10, TimeUnit.SECONDS);
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        return driver.drive(new Tally(start, start, end + TimeUnit.MINUTES.toNanos(1)), start, end)
                .get(60, TimeUnit.SECONDS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String id = Json.tree(body).path("order").path("id").asText();
        int status = ANSWERS[turn.getAndIncrement() % ANSWERS.length];
        assertThat(told.put(id, status)).as("sent before").isNull();
        if (status == GONE) {
            exchange.close();
            return;
        }
        String code = status == 409 ? "WALLET_FROZEN" : status == 503 ? "OUTCOME_UNKNOWN" : "OVERLOADED";
        byte[] answer = ("{\"title\":\"t\",\"code\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void assertThatOutcomesAreThoseThatTheServerGave(PreparedRequests requests) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        requests.writeOutcomes(new DataOutputStream(bytes));
        assertThat(bytes.size()).isEqualTo(told.size() * LoadPlan.ACKNOWLEDGEMENT_BYTES);
        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        for (int i = 0; i < told.size(); i++) {
            String id = new UUID(in.readLong(), in.readLong()).toString();
            assertThat(Outcome.ofByte(in.readByte())).isEqualTo(Outcome.ofStatus(told.get(id)));
        }
    }

    private PreparedRequests requests() throws IOException {
        Crowd crowd = new Crowd(1, 4, 2, 0);
        Path numbers = directory.resolve("numbers");
        try (var out = new DataOutputStream(Files.newOutputStream(numbers))) {
            for (int wallet = 0; wallet < crowd.wallets(); wallet++) {
                out.writeLong(WalletId.of(1 + Crowd.operatorOf(wallet), wallet, wallet)
                        .number());
            }
        }
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        LoadPlan plan = new LoadPlan(
                "sandbox", address, crowd, SignatureAlgorithm.ED25519, 1, 0, 2, "", numbers, numbers, numbers);
        Participants participants = Participants.of(crowd, plan.algorithm());
        participants.readNumbers(numbers);
        RequestWriter writer = new RequestWriter(plan, participants, Clock.systemUTC());
        return PreparedRequests.of(RequestKind.SINGLE, writer, 0, 0, 1);
    }

    private Bootstrap bootstrap() {
        return new Bootstrap().channel(NioSocketChannel.class).remoteAddress(server.getAddress());
    }
}
