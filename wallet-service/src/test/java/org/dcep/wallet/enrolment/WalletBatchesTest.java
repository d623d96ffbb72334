package org.dcep.wallet.enrolment;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.Fixtures.assertTheBooksBalance;
import static org.dcep.wallet.Fixtures.bank;
import static org.dcep.wallet.Fixtures.bankWithVault;
import static org.dcep.wallet.Fixtures.database;
import static org.dcep.wallet.Fixtures.exchange;
import static org.dcep.wallet.Fixtures.newKey;
import static org.dcep.wallet.Fixtures.opening;
import static org.dcep.wallet.Fixtures.patiently;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.Fixtures.Bank;
import org.dcep.wallet.Fixtures.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class WalletBatchesTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static boolean ready;

    /** The first bank of all waits for the policies, and opens a wallet to see that they are there. */
    @BeforeEach
    void theServiceIsReady() {
        if (!ready) {
            bank();
            ready = true;
        }
    }

    @AfterEach
    void theBooksBalance() {
        assertTheBooksBalance();
    }

    @Test
    void opensOneWalletALineInTheirOrder() {
        Bank bank = bankWithVault(100);
        SigningKey sm2 = newKey(SignatureAlgorithm.SM2);
        Map<String, Object> corporate = opening(bank, WalletClass.CORPORATE, sm2);
        corporate.put("alias", "王小明 · savings");
        SigningKey ed25519 = newKey(SignatureAlgorithm.ED25519);
        List<JsonNode> lines =
                submit(bank, json(corporate) + "\r\n" + json(opening(bank, WalletClass.IV, ed25519)) + "\n");
        assertThat(lines).extracting(line -> line.get("line").asInt()).containsExactly(1, 2);
        assertThat(statuses(lines)).containsExactly(201, 201);
        assertThat(lines.get(0).fieldNames()).toIterable().containsExactly("line", "status", "walletId");
        get(bank, walletId(lines.get(0)))
                .body("walletClass", equalTo("CORPORATE"))
                .body("state", equalTo("ACTIVE"))
                .body("alias", equalTo("王小明 · savings"))
                .body("algorithm", equalTo("SM2"))
                .body("publicKey", equalTo(SignedOrders.publicKey(sm2)))
                .body("availableFen", equalTo(0));
        Wallet second = new Wallet(bank, walletId(lines.get(1)), ed25519);
        exchange(second, UUID.randomUUID(), "TO_WALLET", 100).statusCode(201);
        assertThat(second.availableFen()).isEqualTo(100);
        assertThat(WalletId.parse(second.walletId()).operatorNumber()).isEqualTo(bank.number());
        assertThat(wallets(bank)).isEqualTo(2);
    }

    @Test
    void writesTheSameRowsAsARequestForOneWallet() {
        Bank bank = bank();
        Map<String, Object> asked = opening(bank, WalletClass.II, newKey(SignatureAlgorithm.SM2));
        asked.put("alias", "twin");
        given().auth()
                .oauth2(bank.token())
                .contentType(ContentType.JSON)
                .body(asked)
                .post("/v1/wallets")
                .then()
                .statusCode(201);
        assertThat(statuses(submit(bank, json(asked)))).containsExactly(201);
        assertThat(database().number("""
                select count(*) from (
                    select distinct a.operator_number, a.wallet_class, a.state, a.key_epoch, a.available_fen, a.held_fen,
                           a.seq, a.spent_on, a.spent_today_fen, a.spent_this_year_fen, a.gas_rest_micro_fen,
                           w.operator_number, w.alias, w.opened_at = k.valid_from, k.epoch, k.algorithm, k.public_key
                    from account a join wallet w on w.number = a.id join wallet_key k on k.wallet = a.id
                    where a.operator_number = ?)""", bank.number())).isEqualTo(1);
        assertThat(wallets(bank)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("org.dcep.wallet.enrolment.WalletsTest#badRequests")
    void answersABadLineLikeARequestAndOpensTheOthers(String field, Object value) {
        Bank bank = bank();
        String good = json(opening(bank, WalletClass.II, newKey(SignatureAlgorithm.ED25519)));
        Map<String, Object> bad = opening(bank, WalletClass.II, newKey(SignatureAlgorithm.ED25519));
        bad.put(field, value);
        List<JsonNode> lines = submit(bank, good + "\n" + json(bad) + "\n" + good);
        assertThat(statuses(lines)).containsExactly(201, 400, 201);
        JsonNode alone = parsed(given().auth()
                .oauth2(bank.token())
                .contentType(ContentType.JSON)
                .body(bad)
                .post("/v1/wallets")
                .asString());
        for (String member : List.of("status", "code", "violations")) {
            assertThat(lines.get(1).get(member)).isEqualTo(alone.get(member));
        }
        assertThat(lines.get(1).get("detail").asText()).isNotBlank();
        assertThat(wallets(bank)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "{}",
                "nonsense",
                "{\"operatorId\":",
                "{\"operatorId\":\"\u0000\"}",
                "{\"alias\":\"a\",\"alias\":\"b\"}"
            })
    void answersALineThatIsNoWalletInItsPlace(String line) {
        Bank bank = bank();
        String good = json(opening(bank, WalletClass.II, newKey(SignatureAlgorithm.ED25519)));
        List<JsonNode> lines = submit(bank, line + "\n" + good + "\n" + line + "\n" + good + good);
        assertThat(statuses(lines)).containsExactly(400, 201, 400, 400);
        for (int bad : List.of(0, 2, 3)) {
            assertThat(lines.get(bad).get("code").asText()).isEqualTo("MALFORMED_REQUEST");
            assertThat(lines.get(bad).get("violations")).isNotEmpty();
        }
        assertThat(wallets(bank)).isEqualTo(1);
    }

    @Test
    void refusesALineThatIsTooLongOrNoUtf8() throws IOException {
        Bank bank = bank();
        byte[] good = json(opening(bank, WalletClass.II, newKey(SignatureAlgorithm.ED25519)))
                .getBytes(UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(good);
        body.write(" ".repeat(WalletLineReader.MAX_LINE_BYTES).getBytes(UTF_8));
        body.write('\n');
        body.write(good, 0, good.length - 1);
        body.write(",\"alias\":\"".getBytes(UTF_8));
        body.write(new byte[] {(byte) 0xc3, (byte) 0x28});
        body.write("\"}\n".getBytes(UTF_8));
        body.write(good);
        assertThat(statuses(submit(bank, body.toByteArray()))).containsExactly(400, 400, 201);
        assertThat(wallets(bank)).isEqualTo(1);
    }

    @Test
    void opensOneWalletPerIdempotencyKey() {
        Bank bank = bank();
        Map<String, Object> asked = opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519));
        Map<String, Object> other = opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519));
        String batch = String.join(
                "\n",
                keyed(asked, "b"),
                keyed(asked, "a"),
                keyed(asked, "b"),
                keyed(other, "b"),
                keyed(asked, "no spaces"),
                keyed(asked, "x".repeat(256)),
                keyed(asked, ""),
                json(asked));
        List<JsonNode> first = submit(bank, batch);
        assertThat(statuses(first)).containsExactly(201, 201, 200, 422, 400, 400, 400, 201);
        assertThat(walletId(first.get(2))).isEqualTo(walletId(first.get(0)));
        assertThat(first.get(3).get("code").asText()).isEqualTo("ID_REUSED");
        assertThat(first.get(4).get("violations").get(0).get("field").asText()).isEqualTo("idempotencyKey");

        List<JsonNode> second = submit(bank, batch);
        assertThat(statuses(second)).containsExactly(200, 200, 200, 422, 400, 400, 400, 201);
        for (int line : List.of(0, 1, 2)) {
            assertThat(walletId(second.get(line))).isEqualTo(walletId(first.get(line)));
        }
        assertThat(wallets(bank)).isEqualTo(4);
        assertThat(openings(bank)).isEqualTo(2);
    }

    @Test
    void sharesIdempotencyKeysWithRequestsForOneWalletButNotWithOtherOperators() {
        Bank bank = bank();
        Map<String, Object> asked = opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519));
        String alone = given().auth()
                .oauth2(bank.token())
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "customer-17")
                .body(asked)
                .post("/v1/wallets")
                .then()
                .statusCode(201)
                .extract()
                .path("walletId");
        List<JsonNode> lines = submit(bank, keyed(asked, "customer-17"));
        assertThat(statuses(lines)).containsExactly(200);
        assertThat(walletId(lines.get(0))).isEqualTo(alone);
        Bank other = bank();
        Map<String, Object> elsewhere = opening(other, WalletClass.III, newKey(SignatureAlgorithm.ED25519));
        assertThat(statuses(submit(other, keyed(elsewhere, "customer-17")))).containsExactly(201);
        assertThat(wallets(bank)).isEqualTo(1);
        assertThat(wallets(other)).isEqualTo(1);
    }

    @Test
    void opensEachWalletOnceWhenTheSameBatchComesAtTheSameTimeInAnyOrder() {
        Bank bank = bank();
        Map<String, Object> asked = opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519));
        List<String> forwards =
                IntStream.range(0, 500).mapToObj(i -> keyed(asked, "k" + i)).toList();
        List<String> backwards = new ArrayList<>(forwards);
        Collections.reverse(backwards);
        List<List<JsonNode>> answers = atTheSameTime(4, i -> {
            List<JsonNode> lines = new ArrayList<>(submit(bank, String.join("\n", i % 2 == 0 ? forwards : backwards)));
            if (i % 2 == 1) {
                Collections.reverse(lines);
            }
            return lines;
        });
        for (int i = 0; i < forwards.size(); i++) {
            int line = i;
            assertThat(answers.stream().map(lines -> walletId(lines.get(line))).distinct())
                    .hasSize(1);
            assertThat(answers.stream()
                            .map(lines -> lines.get(line).get("status").asInt()))
                    .containsOnlyOnce(201)
                    .containsOnly(200, 201);
        }
        assertThat(wallets(bank)).isEqualTo(forwards.size());
    }

    @Test
    void takesTenThousandLinesAndLosesNone() {
        Bank bank = bank();
        String asked = json(opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519)));
        List<JsonNode> lines = submit(bank, (asked + "\n").repeat(OpenWallets.MAX_LINES));
        assertThat(lines)
                .extracting(line -> line.get("line").asInt())
                .isEqualTo(
                        IntStream.rangeClosed(1, OpenWallets.MAX_LINES).boxed().toList());
        assertThat(statuses(lines)).containsOnly(201);
        List<WalletId> ids =
                lines.stream().map(line -> WalletId.parse(walletId(line))).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.stream().map(WalletId::slot).distinct()).hasSize(WalletId.SLOTS);
        assertThat(wallets(bank)).isEqualTo(OpenWallets.MAX_LINES);
    }

    @Test
    void refusesMoreThanTenThousandLinesBeforeTheFirst() {
        Bank bank = bank();
        String asked = json(opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519)));
        post(bank.token(), (asked + "\n".repeat(OpenWallets.MAX_LINES) + asked).getBytes(UTF_8))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("MALFORMED_REQUEST"));
        assertThat(wallets(bank)).isZero();
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeItIsSent() throws IOException {
        try (Socket client = sent(bank(), 9 << 20, "")) {
            String answer = new String(client.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("BODY_TOO_LARGE");
        }
    }

    @Test
    void answersNothingToNothing() {
        assertThat(submit(bank(), "")).isEmpty();
    }

    @Test
    void refusesLinesOfAnotherOperatorAndNoOthers() {
        Bank bank = bank();
        Bank other = bank();
        String own = json(opening(bank, WalletClass.II, newKey(SignatureAlgorithm.ED25519)));
        Map<String, Object> foreign = opening(other, WalletClass.II, newKey(SignatureAlgorithm.ED25519));
        foreign.put("publicKey", "not even a key");
        List<JsonNode> lines = submit(bank, own + "\n" + json(foreign) + "\n" + own);
        assertThat(statuses(lines)).containsExactly(201, 403, 201);
        assertThat(lines.get(1).get("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(wallets(bank)).isEqualTo(2);
        assertThat(wallets(other)).isZero();
    }

    @Test
    void opensWalletsForOperatorsOnly() {
        Bank bank = bank();
        byte[] body = json(opening(bank, WalletClass.II, newKey(SignatureAlgorithm.ED25519)))
                .getBytes(UTF_8);
        for (String token : List.of(
                Tokens.auditor(),
                Tokens.centralBank(),
                Tokens.settlement(),
                Tokens.holder("0010000000000018"),
                Tokens.of("x", "operator").text())) {
            post(token, body).statusCode(403).body("code", equalTo("FORBIDDEN"));
        }
        String forged = Tokens.of("x", "operator")
                .with("operator", bank.operatorId())
                .signedByAStranger()
                .text();
        post(forged, body).statusCode(401);
        given().contentType(NDJSON).body(body).post("/v1/wallet-batches").then().statusCode(401);
        given().auth()
                .oauth2(bank.token())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/wallet-batches")
                .then()
                .statusCode(415);
        assertThat(wallets(bank)).isZero();
    }

    @Test
    void saysThatAnOperatorIsNotHereYet() {
        Bank nobody = new Bank("bank-nobody", 998);
        post(nobody.token(), "{}".getBytes(UTF_8))
                .statusCode(503)
                .header("Retry-After", "1")
                .body("code", equalTo("NOT_READY"));
    }

    @Test
    void aWalletThatCannotBeWrittenDisturbsNoOther() {
        Bank bank = bank();
        Map<String, Object> asked = opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519));
        List<String> batch = new ArrayList<>(Collections.nCopies(40, json(asked)));
        asked.put("alias", "planted");
        batch.set(13, json(asked));
        database().execute("alter table wallet add constraint planted check (alias <> 'planted')");
        try {
            List<JsonNode> lines = submit(bank, String.join("\n", batch));
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i).get("status").asInt()).isEqualTo(i == 13 ? 500 : 201);
            }
            assertThat(lines.get(13).get("code").asText()).isEqualTo("INTERNAL_ERROR");
        } finally {
            database().execute("alter table wallet drop constraint planted");
        }
        assertThat(wallets(bank)).isEqualTo(39);
    }

    @Test
    void saysOfEveryLineOfATransactionThatItsOutcomeIsUnknown() {
        Bank bank = bank();
        Map<String, Object> asked = opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519));
        List<String> batch = IntStream.range(0, 1_500)
                .mapToObj(i -> keyed(asked, "customer-" + i))
                .toList();
        database().execute("""
                create function planted() returns trigger language plpgsql as $$
                begin raise 'the disk is gone' using errcode = 'io_error'; end $$""");
        database().execute("""
                create constraint trigger planted after insert on wallet_opening deferrable initially deferred
                for each row when (new.idempotency_key = 'customer-7') execute function planted()""");
        try {
            List<JsonNode> lines = submit(bank, String.join("\n", batch));
            assertThat(statuses(lines.subList(0, 1_000))).containsOnly(503);
            assertThat(lines.get(999).get("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
            assertThat(statuses(lines.subList(1_000, 1_500))).containsOnly(201);
        } finally {
            database().execute("drop function planted cascade");
        }
        List<JsonNode> again = submit(bank, String.join("\n", batch));
        assertThat(statuses(again.subList(0, 1_000))).containsOnly(201);
        assertThat(statuses(again.subList(1_000, 1_500))).containsOnly(200);
        assertThat(wallets(bank)).isEqualTo(1_500);
    }

    @Test
    void turnsAwayWhoComesWhenTooManyBatchesAreUnderWay() throws SQLException {
        Bank bank = bank();
        String asked = json(opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519)));
        ExecutorService clients = Executors.newFixedThreadPool(OpenWallets.MAX_BATCHES);
        try (Connection lock = lockOnWallets()) {
            List<CompletableFuture<List<JsonNode>>> underWay = IntStream.range(0, OpenWallets.MAX_BATCHES)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> submit(bank, asked), clients))
                    .toList();
            awaitWaiting(OpenWallets.MAX_BATCHES);
            post(bank.token(), asked.getBytes(UTF_8))
                    .statusCode(429)
                    .header("Retry-After", "1")
                    .body("code", equalTo("OVERLOADED"));
            lock.rollback();
            underWay.forEach(answer -> assertThat(statuses(answer.join())).containsExactly(201));
        } finally {
            clients.shutdown();
        }
        assertThat(statuses(submit(bank, asked))).containsExactly(201);
        assertThat(wallets(bank)).isEqualTo(OpenWallets.MAX_BATCHES + 1);
    }

    @Test
    void finishesABatchWhoseClientHasGoneAndFreesItsPlace() throws Exception {
        Bank bank = bank();
        String asked = json(opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519)));
        try (Connection lock = lockOnWallets()) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < OpenWallets.MAX_BATCHES; i++) {
                clients.add(sent(bank, asked.length(), asked));
            }
            awaitWaiting(OpenWallets.MAX_BATCHES);
            for (Socket client : clients) {
                hangUp(client);
            }
            lock.rollback();
        }
        // Tables that are counted one after another disagree while wallets are still being opened.
        patiently().untilAsserted(() -> assertThat(wallets(bank)).isEqualTo(OpenWallets.MAX_BATCHES));
        List<List<JsonNode>> answers = atTheSameTime(OpenWallets.MAX_BATCHES, i -> submit(bank, asked));
        assertThat(answers).allSatisfy(lines -> assertThat(statuses(lines)).containsExactly(201));
        assertThat(wallets(bank)).isEqualTo(2 * OpenWallets.MAX_BATCHES);
    }

    /** Keeps every opening waiting until it is rolled back. */
    private static Connection lockOnWallets() throws SQLException {
        Connection connection = database().connect();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table wallet in exclusive mode");
        return connection;
    }

    private static void awaitWaiting(int batches) {
        patiently().until(() -> database().number("""
                        select count(*) from pg_locks where not granted and relation = 'wallet'::regclass""") == batches);
    }

    private static Socket sent(Bank bank, int announced, String body) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.getOutputStream()
                .write(("POST /v1/wallet-batches HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + bank.token()
                                + "\r\nContent-Type: " + NDJSON + "\r\nContent-Length: " + announced + "\r\n\r\n"
                                + body)
                        .getBytes(UTF_8));
        return socket;
    }

    /** Returns when the service has closed its end too, and so knows. */
    private static void hangUp(Socket client) throws IOException {
        client.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        client.close();
    }

    private static <T> List<T> atTheSameTime(int count, Function<Integer, T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<CompletableFuture<T>> started = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> work.apply(i), threads))
                    .toList();
            return started.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    private static long wallets(Bank bank) {
        long wallets = database().number("select count(*) from wallet where operator_number = ?", bank.number());
        assertThat(database().number("select count(*) from account where operator_number = ?", bank.number()))
                .isEqualTo(wallets);
        assertThat(database()
                        .number(
                                "select count(*) from wallet_key k join wallet w on w.number = k.wallet"
                                        + " where w.operator_number = ?",
                                bank.number()))
                .isEqualTo(wallets);
        return wallets;
    }

    private static long openings(Bank bank) {
        return database().number("select count(*) from wallet_opening where operator_number = ?", bank.number());
    }

    private static ValidatableResponse get(Bank bank, String walletId) {
        return given().auth()
                .oauth2(bank.token())
                .get("/v1/wallets/" + walletId)
                .then()
                .statusCode(200);
    }

    private static List<JsonNode> submit(Bank bank, String body) {
        return submit(bank, body.getBytes(UTF_8));
    }

    private static List<JsonNode> submit(Bank bank, byte[] body) {
        String answer = post(bank.token(), body)
                .statusCode(200)
                .contentType(NDJSON)
                .extract()
                .asString();
        return answer.lines().map(WalletBatchesTest::parsed).collect(Collectors.toList());
    }

    private static ValidatableResponse post(String token, byte[] body) {
        return given().auth()
                .oauth2(token)
                .contentType(NDJSON)
                .body(body)
                .post("/v1/wallet-batches")
                .then();
    }

    private static String keyed(Map<String, Object> asked, String idempotencyKey) {
        Map<String, Object> line = new LinkedHashMap<>(asked);
        line.put("idempotencyKey", idempotencyKey);
        return json(line);
    }

    private static List<Integer> statuses(List<JsonNode> lines) {
        return lines.stream().map(line -> line.get("status").asInt()).toList();
    }

    private static String walletId(JsonNode line) {
        return line.get("walletId").asText();
    }

    private static String json(Map<String, Object> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
