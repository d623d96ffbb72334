package org.dcep.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestClientTest {
    private static final int HANG_UP = 0;

    private final Deque<Integer> script = new ArrayDeque<>();
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final RestClient rest =
            new RestClient(new Patience(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(400)));
    private HttpServer server;
    private URI payments;
    private int tokens;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/payments", this::handle);
        server.createContext("/v1/tokens", this::token);
        server.start();
        payments = URI.create("http://localhost:" + server.getAddress().getPort() + "/v1/payments");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void repeatsAnUnknownOutcomeByteForByteUntilItIsDefinite() {
        script.addAll(List.of(503, 429, HANG_UP, 201));
        Answer answer = rest.send(Request.post(payments, Map.of("id", "one")));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.attempts()).isEqualTo(4);
        assertThat(received).hasSize(4).containsOnly("{\"id\":\"one\"}");
    }

    @Test
    void aRefusalIsAnAnswer() {
        script.add(409);
        Answer answer = rest.send(Request.post(payments, Map.of("id", "two")));
        assertThat(answer.code()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(answer.attempts()).isEqualTo(1);
        assertThatThrownBy(() -> answer.as(Object.class))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("409 INSUFFICIENT_BALANCE: not enough");
    }

    @Test
    void patienceEnds() {
        script.addAll(Collections.nCopies(10_000, 503));
        assertThatThrownBy(() -> rest.send(Request.get(payments)))
                .isInstanceOf(NoDefiniteAnswer.class)
                .hasMessageContaining("at last status 503");
    }

    @Test
    void aRefusedTokenIsReplacedOnce() {
        script.addAll(List.of(401, 201));
        Credentials credentials = Credentials.of(rest, payments, "client", "secret");
        assertThat(rest.send(Request.get(payments).as(credentials)).status()).isEqualTo(201);
        assertThat(tokens).isEqualTo(2);
        script.addAll(List.of(401, 401, 201));
        assertThat(rest.send(Request.get(payments).as(credentials)).status()).isEqualTo(401);
    }

    private void handle(HttpExchange exchange) throws IOException {
        received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        int status = script.isEmpty() ? 500 : script.poll();
        if (status == HANG_UP) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Retry-After", "0");
        reply(exchange, status, "{\"code\":\"INSUFFICIENT_BALANCE\",\"detail\":\"not enough\"}");
    }

    private void token(HttpExchange exchange) throws IOException {
        tokens++;
        reply(exchange, 200, "{\"access_token\":\"t" + tokens + "\",\"expires_in\":3600}");
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
