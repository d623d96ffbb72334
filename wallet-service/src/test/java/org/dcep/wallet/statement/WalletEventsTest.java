package org.dcep.wallet.statement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.Fixtures.assertTheBooksBalance;
import static org.dcep.wallet.Fixtures.bankWithVault;
import static org.dcep.wallet.Fixtures.exchange;
import static org.dcep.wallet.Fixtures.fundedWallet;
import static org.dcep.wallet.Fixtures.patiently;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dcep.kernel.WalletClass;
import org.dcep.testkit.DcepStack;
import org.dcep.wallet.Fixtures.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class WalletEventsTest {
    @TestHTTPResource("/v1/wallets/")
    URI wallets;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void theBooksBalance() {
        assertTheBooksBalance();
    }

    @Test
    void arriveAsTheyHappen() throws Exception {
        Wallet wallet = fundedWallet(bankWithVault(1_000), WalletClass.II, 100);
        try (Stream stream = open(wallet, Optional.empty())) {
            assertThat(stream.response.headers().firstValue("content-type").orElse(""))
                    .startsWith("text/event-stream");
            stream.awaitLine(":");
            exchange(wallet, UUID.randomUUID(), "TO_WALLET", 11).statusCode(201);
            stream.awaitLine("id:2");
            stream.awaitLine("\"amountFen\":11");
            exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 5).statusCode(201);
            stream.awaitLine("id:3");
            assertThat(stream.lines).noneMatch(line -> line.replace(" ", "").equals("id:1"));
            assertThat(stream.lines).anyMatch(line -> line.replace(" ", "").equals("event:entry"));
        }
    }

    @Test
    void continueBehindTheLastOneThatTheClientHas() throws Exception {
        Wallet wallet = fundedWallet(bankWithVault(1_000), WalletClass.II, 100);
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 11).statusCode(201);
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 12).statusCode(201);
        try (Stream stream = open(wallet, Optional.of("1"))) {
            stream.awaitLine("id:3");
            assertThat(stream.lines.stream().map(line -> line.replace(" ", "")).filter(line -> line.startsWith("id:")))
                    .containsExactly("id:2", "id:3");
        }
    }

    @Test
    void refuseAnIdThatIsNone() {
        Wallet wallet = fundedWallet(bankWithVault(1), WalletClass.II, 1);
        given().auth()
                .oauth2(wallet.holderToken())
                .header("Last-Event-ID", "yesterday")
                .get("/v1/wallets/" + wallet.walletId() + "/events")
                .then()
                .statusCode(400);
    }

    private Stream open(Wallet wallet, Optional<String> lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(wallets.resolve(wallet.walletId() + "/events"))
                .header("Authorization", "Bearer " + wallet.holderToken())
                .header("Accept", "text/event-stream");
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        return new Stream(http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    /** Reads lines as they come, on a thread of its own. */
    private static final class Stream implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        private Stream(HttpResponse<InputStream> response) {
            this.response = response;
            assertThat(response.statusCode()).isEqualTo(200);
            Thread reader = new Thread(this::read, "sse-reader");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException closed) {
                lines.add("closed");
            }
        }

        private void awaitLine(String part) {
            patiently()
                    .until(() -> lines.stream()
                            .anyMatch(line -> line.replace(" ", "").contains(part)));
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }
}
