package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.wallet.town.Books;
import org.dcep.wallet.town.Town;
import org.dcep.wallet.town.Town.Bank;
import org.dcep.wallet.town.Town.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An order gets the same answer on the short way and on the way of all other requests. */
@QuarkusTest
@WithTestResource(DcepStack.class)
class PaymentRouteTest {
    @TestHTTPResource("/v1/payments")
    URI payments;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Told(int status, Optional<String> type, Optional<String> location, String body) {
        static Told of(HttpResponse<String> answer) {
            return new Told(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type"),
                    answer.headers().firstValue("Location"),
                    answer.body());
        }
    }

    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @Test
    void bothWaysAnswerAlike() throws Exception {
        Bank bank = Town.bank();
        Wallet alice = bank.wallet(1_000);
        Wallet bob = bank.wallet(0);
        SignedOrders accepted = alice.pays(bob, 300);
        assertThat(shortWay(accepted.json()).status()).isEqualTo(201);
        SignedOrders expired = alice.pays(bob, 1).withExpiresAt(Instant.now().minusSeconds(1));
        for (String body : List.of(
                accepted.json(),
                alice.pays(bob, 5_000).json(),
                alice.pays(alice, 1).json(),
                expired.json(),
                accepted.to(bob.id(), 301).json(),
                accepted.json().replace("\"signature\":\"", "\"signature\":\"x"),
                "{}",
                "nonsense",
                "{\"order\":" + "[".repeat(2_000))) {
            Told told = shortWay(body);
            assertThat(told).as(body).isEqualTo(longWay(body));
            assertThat(told.status()).isIn(200, 400, 401, 409, 422);
        }
        assertThat(alice.availableFen()).isEqualTo(699);
    }

    @Test
    void firstAnswerOfTheLongWayIsRepeatedByTheShortOne() throws Exception {
        Bank bank = Town.bank();
        Wallet alice = bank.wallet(1_000);
        SignedOrders order = alice.pays(bank.wallet(0), 300);
        Told first = longWay(order.json());
        Told again = shortWay(order.json());
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.location()).isEqualTo(first.location()).isPresent();
    }

    @Test
    void unusualRequestsAreAnsweredByTheResource() throws Exception {
        assertThat(send(request(BodyPublishers.noBody(), "application/json")).status())
                .isEqualTo(400);
        assertThat(send(request(BodyPublishers.ofString("{}"), "text/plain")).status())
                .isEqualTo(415);
        assertThat(send(request(BodyPublishers.ofString("{}"), "application/json")
                                .header("Accept", "image/png"))
                        .status())
                .isEqualTo(406);
        assertThat(send(request(BodyPublishers.ofString(" ".repeat(70_000)), "application/json"))
                        .status())
                .isEqualTo(413);
    }

    private Told shortWay(String body) throws IOException, InterruptedException {
        return send(request(BodyPublishers.ofString(body), "application/json"));
    }

    /** In chunks, without a length that could be announced. */
    private Told longWay(String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(request(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)), "application/json"));
    }

    private HttpRequest.Builder request(BodyPublisher body, String type) {
        return HttpRequest.newBuilder(payments).header("Content-Type", type).POST(body);
    }

    private Told send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Told.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
}
