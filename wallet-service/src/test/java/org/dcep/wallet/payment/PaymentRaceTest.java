package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.wallet.town.Books;
import org.dcep.wallet.town.Town;
import org.dcep.wallet.town.Town.Bank;
import org.dcep.wallet.town.Town.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class PaymentRaceTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Far fewer than there are places. */
    private static final int AT_A_TIME = 50;

    private static Bank bank;

    @TestHTTPResource("/v1/payments")
    URI payments;

    @BeforeEach
    void openBank() {
        if (bank == null) {
            bank = Town.bank();
        }
    }

    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @Test
    void exactlyOneOfTwoHundredPaymentsOfSixtyOutOfAHundredIsAccepted() {
        Wallet alice = bank.wallet(100);
        Wallet bob = bank.wallet(0);
        Map<Integer, Long> statuses = statuses(together(200, i -> alice.pays(bob, 60)));
        assertThat(statuses).isEqualTo(Map.of(201, 1L, 409, 199L));
        assertThat(alice.availableFen()).isEqualTo(39);
        assertThat(bob.availableFen()).isEqualTo(60);
    }

    @Test
    void fiveHundredPaymentsAtTheDailyLimitNeverExceedIt() {
        Wallet alice = bank.wallet(WalletClass.IV, SignatureAlgorithm.ED25519, 1_000_000);
        Wallet bob = bank.wallet(0);
        Map<Integer, Long> statuses = statuses(together(500, i -> alice.pays(bob, 2_000)));
        assertThat(statuses).isEqualTo(Map.of(201, 250L, 409, 250L));
        assertThat(alice.read("spentTodayFen")).isEqualTo(500_000);
    }

    @Test
    void oneOrderSentAHundredTimesAtOnceIsPaidOnce() {
        Wallet alice = bank.wallet(1_000);
        Wallet bob = bank.wallet(0);
        SignedOrders order = alice.pays(bob, 300);
        List<HttpResponse<String>> answers = together(100, i -> order);
        assertThat(statuses(answers)).isEqualTo(Map.of(201, 1L, 200, 99L));
        assertThat(answers)
                .extracting(HttpResponse::body)
                .containsOnly(answers.get(0).body());
        assertThat(bob.availableFen()).isEqualTo(300);
    }

    @Test
    void oneIdUsedByTwoPayersAtOnceIsOnePayment() {
        for (int round = 0; round < 10; round++) {
            List<Wallet> payers = List.of(bank.wallet(1_000), bank.wallet(1_000));
            Wallet bob = bank.wallet(0);
            SignedOrders first = payers.get(0).pays(bob, 300);
            List<HttpResponse<String>> answers = together(
                    2, i -> payers.get(i).pays(bob, 300).withId(first.order().id()));
            assertThat(statuses(answers)).isEqualTo(Map.of(201, 1L, 422, 1L));
            assertThat(bob.availableFen()).isEqualTo(300);
        }
    }

    @Test
    void oppositePaymentsDoNotDeadlock() {
        Wallet alice = bank.wallet(100_000);
        Wallet bob = bank.wallet(100_000);
        Map<Integer, Long> statuses =
                statuses(together(400, i -> i % 2 == 0 ? alice.pays(bob, 10) : bob.pays(alice, 10)));
        assertThat(statuses).isEqualTo(Map.of(201, 400L));
    }

    @Test
    void aFreezeRacingPaymentsStopsThemForGood() {
        Wallet alice = bank.wallet(100_000);
        Wallet bob = bank.wallet(0);
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(send(alice.pays(bob, 10)));
            if (i == 50) {
                alice.change("{\"state\": \"FROZEN\"}");
            }
        }
        long accepted = sent.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() == 201)
                .count();
        assertThat(bob.availableFen()).isEqualTo(accepted * 10);
        assertThat(send(alice.pays(bob, 10)).join().statusCode()).isEqualTo(409);
    }

    @Test
    void overloadTurnsAwayEarlyAndLosesNothing() throws SQLException {
        Wallet alice = bank.wallet(10_000_000);
        Wallet bob = bank.wallet(0);
        // More than there are places.
        int count = 3_000;
        List<SignedOrders> orders =
                IntStream.range(0, count).mapToObj(i -> alice.pays(bob, 10)).toList();
        List<CompletableFuture<HttpResponse<String>>> sent;
        try (Connection blocker = DcepStack.database().connect()) {
            blocker.setAutoCommit(false);
            lock(blocker, alice);
            sent = orders.stream().map(this::send).toList();
            // There are only so many places, so some are turned away while nothing can be decided.
            Town.eventually(() -> assertThat(sent)
                    .anyMatch(answer -> answer.isDone() && answer.join().statusCode() == 429));
            blocker.rollback();
        }
        List<HttpResponse<String>> answers =
                sent.stream().map(CompletableFuture::join).toList();
        Map<Integer, Long> statuses = statuses(answers);
        assertThat(statuses.keySet()).containsExactlyInAnyOrder(201, 429);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 429)
                .allMatch(answer -> answer.body().contains("OVERLOADED")
                        && answer.headers().firstValue("Retry-After").isPresent());
        assertThat(bob.availableFen()).isEqualTo(statuses.get(201) * 10);

        List<SignedOrders> turnedAway = IntStream.range(0, count)
                .filter(i -> answers.get(i).statusCode() == 429)
                .mapToObj(orders::get)
                .toList();
        assertThat(sendUntilTaken(turnedAway)).containsOnly(201);
        assertThat(bob.availableFen()).isEqualTo(count * 10L);
    }

    @Test
    void aLostDatabaseConnectionIsAnUnknownOutcomeThatARepetitionResolves() throws SQLException {
        Wallet alice = bank.wallet(10_000);
        Wallet bob = bank.wallet(0);
        SignedOrders order = alice.pays(bob, 10);
        CompletableFuture<HttpResponse<String>> sent;
        try (Connection blocker = DcepStack.database().connect()) {
            blocker.setAutoCommit(false);
            lock(blocker, alice);
            sent = send(order);
            Town.eventually(() -> assertThat(killWaiting()).isPositive());
            HttpResponse<String> answer = sent.join();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("OUTCOME_UNKNOWN");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            blocker.rollback();
        }
        assertThat(send(order).join().statusCode()).isEqualTo(201);
        assertThat(send(order).join().statusCode()).isEqualTo(200);
        assertThat(bob.availableFen()).isEqualTo(10);
    }

    /** Ends the connections that wait for a row lock, as a failing server would. */
    private static long killWaiting() {
        return DcepStack.database().number("""
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
                and query like '%from account where id = any%'\
            """);
    }

    private static void lock(Connection connection, Wallet wallet) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select from account where id = ? for update")) {
            lock.setLong(1, Long.parseLong(wallet.id()));
            lock.executeQuery();
        }
    }

    private List<HttpResponse<String>> together(int count, IntFunction<SignedOrders> order) {
        List<SignedOrders> orders = IntStream.range(0, count).mapToObj(order).toList();
        List<CompletableFuture<HttpResponse<String>>> sent =
                orders.stream().map(this::send).toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<HttpResponse<String>> send(SignedOrders order) {
        HttpRequest request = HttpRequest.newBuilder(payments)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order.json()))
                .build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends all, some at a time, each until it is not turned away any more. */
    private List<Integer> sendUntilTaken(List<SignedOrders> orders) {
        List<Integer> statuses = new ArrayList<>();
        for (int from = 0; from < orders.size(); from += AT_A_TIME) {
            List<CompletableFuture<Integer>> some =
                    orders.subList(from, Math.min(orders.size(), from + AT_A_TIME)).stream()
                            .map(this::sendUntilTaken)
                            .toList();
            some.forEach(status -> statuses.add(status.join()));
        }
        return statuses;
    }

    private CompletableFuture<Integer> sendUntilTaken(SignedOrders order) {
        return send(order)
                .thenCompose(answer -> answer.statusCode() == 429
                        ? sendUntilTaken(order)
                        : CompletableFuture.completedFuture(answer.statusCode()));
    }

    private static Map<Integer, Long> statuses(List<HttpResponse<String>> answers) {
        return answers.stream().collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
    }
}
