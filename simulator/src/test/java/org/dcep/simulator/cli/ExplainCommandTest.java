package org.dcep.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcep.contracts.PolicyJson;
import org.dcep.ledger.GasPolicy;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.explain.ExplainedPayment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Three services in one, whose answers are written down before they are asked. */
class ExplainCommandTest {
    private final ExplainedPayment payment = ExplainedPayment.betweenOperators();
    private final Map<String, Object> answers = new HashMap<>();
    private HttpServer server;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String address = "http://localhost:" + server.getAddress().getPort();
        Files.writeString(directory.resolve("network.json"), """
                {"issuer": "%s", "wallet": "%s", "settlement": "%s", "network": "sandbox", "clients": [
                  {"clientId": "central-bank", "clientSecret": "s", "role": "central-bank"},
                  {"clientId": "auditor", "clientSecret": "s", "role": "auditor"}]}
                """.formatted(address, address, address));
        answers.put("/v1/tokens", Map.of("access_token", "token", "expires_in", 3_600));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void endsWithZeroAndShowsItsDocumentsWhereEveryCheckHolds() throws IOException {
        tell();
        Printed printed = explain("--json");
        assertThat(printed.exit()).isZero();
        JsonNode told = Json.tree(printed.text().getBytes(UTF_8));
        assertThat(told.path("holds").asBoolean()).isTrue();
        assertThat(told.path("paymentId").asText()).isEqualTo(ExplainedPayment.ID.toString());
        assertThat(told.path("steps").findValuesAsText("title")).contains("order", "receipt", "finality", "log");
        assertThat(told.path("documents")
                        .path("trace")
                        .path("payment")
                        .path("amountFen")
                        .asLong())
                .isEqualTo(300);
        assertThat(told.path("documents").path("cycle").path("cycleId").asLong())
                .isEqualTo(4);
        assertThat(told.path("documents").path("proof").path("head").has("cosignature"))
                .isTrue();
    }

    @Test
    void endsWithOneWhereACheckFails() throws IOException {
        tell();
        payment.payment().put("amountFen", 301);
        Printed printed = explain();
        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.text()).contains("FAILED   no key that wallet 0010000000000019 has had signed this");
    }

    @Test
    void endsWithOneWhereTheFeeIsOffByOne() throws IOException {
        tell();
        chargeTwoFen();
        Printed printed = explain();
        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.text()).contains("FAILED   the fee is 1055000 micro-fen from that price");
        answers.put("/v1/wallets/0010000000000019/entries", statement("PAYMENT", "PAYMENT", "EXCHANGE", "RETURN"));
        assertThat(explain().text()).contains("open     the fee is 1055000 micro-fen from that price");
    }

    private void chargeTwoFen() {
        payment.trace.withObject("/decision").put("gasFeeFen", 2);
        payment.payment().put("gasFeeFen", 2);
    }

    @Test
    void endsWithOneWhereTheReceiptIsNotTheOperators() throws IOException {
        tell();
        payment.receipt.put("state", "ACCEPTED");
        Printed printed = explain();
        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.text()).contains("the operator's signature does not belong to this receipt");
    }

    @Test
    void endsWithOneWhereTheCentralBankHasNotSignedTheLog() throws IOException {
        tell();
        payment.published.withArray("/keys").remove(2);
        Printed printed = explain();
        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.text()).contains("FAILED   no known key of the central bank has the id");
    }

    @Test
    void saysInOneSentenceThatAPaymentIsUnknown() {
        assertThatThrownBy(this::explain)
                .isInstanceOf(PlatformException.class)
                .hasMessage("no payment " + ExplainedPayment.ID + " is known to this network");
    }

    private record Printed(int exit, String text) {}

    private Printed explain(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(ExplainedPayment.ID.toString(), "--home", directory.toString()));
        ExplainCommand command = CommandLine.populateCommand(new ExplainCommand(), arguments.toArray(String[]::new));
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            return new Printed(command.call(), printed.toString(UTF_8));
        } finally {
            System.setOut(console);
        }
    }

    private void tell() {
        String id = ExplainedPayment.ID.toString();
        answers.put("/v1/payments/" + id + "/trace", payment.trace);
        answers.put("/v1/payments/" + id + "/receipt", payment.receipt);
        answers.put("/v1/cycles/4", payment.cycle.orElseThrow());
        answers.put(
                "/v1/wallets/0010000000000019",
                Map.of("walletId", "0010000000000019", "walletClass", "II", "limits", Map.of()));
        answers.put("/v1/wallets/0010000000000019/entries", statement("PAYMENT", "PAYMENT", "EXCHANGE", "CLEARING_IN"));
        answers.put("/v1/policies/gas", Map.of("version", 1, "document", PolicyJson.write(GasPolicy.initial())));
        answers.put(
                "/v1/treasury/entries",
                Json.tree("{\"items\": [{\"cycleId\": 3, \"amountFen\": 5}, {\"cycleId\": 4, \"amountFen\": 7}]}"
                        .getBytes(UTF_8)));
        answers.put("/v1/keys", payment.published);
        answers.put("/v1/log/proofs/" + id, payment.logged());
    }

    /** The payer's lines before the payment's own, which is the fifth; none cost gas. */
    private static JsonNode statement(String... purposes) {
        return Json.tree(Stream.of(purposes)
                .map(purpose -> "{\"seq\": 1, \"purpose\": \"" + purpose + "\", \"gasFeeFen\": 0, \"amountFen\": 5}")
                .collect(Collectors.joining(", ", "{\"items\": [", "], \"next\": null}"))
                .getBytes(UTF_8));
    }

    /** What is not written down is not there. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Object told = answers.get(exchange.getRequestURI().getPath());
        byte[] body = Json.bytes(told == null ? Map.of("status", 404, "code", "NOT_FOUND") : told);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(told == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
