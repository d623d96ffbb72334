package org.dcep.issuer.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.issuer.Bank;
import org.dcep.issuer.Books;
import org.dcep.kernel.Coin;
import org.dcep.kernel.Money;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class IssuanceTest {
    private static final int PARALLEL = 20;

    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @Test
    void locksReservesAndIssuesCoins() {
        Bank bank = Bank.withReserves(1_000_000);
        UUID id = UUID.randomUUID();
        bank.issue(id, 600_000)
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/issuances/" + id))
                .body("id", equalTo(id.toString()))
                .body("operatorId", equalTo(bank.id()))
                .body("amountFen", equalTo(600_000))
                .body("state", equalTo("ISSUED"))
                .body("coinCount", equalTo(300));
        assertThat(bank.freeFen()).isEqualTo(400_000);
        assertThat(bank.lockedFen()).isEqualTo(600_000);
        assertThat(bank.outstandingFen()).isEqualTo(600_000);
    }

    @Test
    void isALiquidityTransferFromTheReservesToTheVault() {
        Bank bank = Bank.withReserves(1_000);
        UUID id = UUID.randomUUID();
        bank.issue(id, 600).then().statusCode(201);
        XmlPath transfer = message(Tokens.operator(bank.id()), id)
                .then()
                .statusCode(200)
                .extract()
                .xmlPath();
        transfer.setRootPath("Document.LqdtyCdtTrf.LqdtyCdtTrf");
        assertThat(transfer.getString("LqdtyTrfId.TxId"))
                .isEqualTo(id.toString().replace("-", ""));
        assertThat(transfer.getString("TrfdAmt.AmtWthCcy")).isEqualTo("6.00");
        assertThat(transfer.getString("DbtrAcct.Id.Othr.SchmeNm.Prtry")).isEqualTo("DCEP-RESERVE");
        assertThat(transfer.getString("CdtrAcct.Id.Othr.SchmeNm.Prtry")).isEqualTo("DCEP-VAULT");
        assertThat(message(Tokens.operator("another-bank"), id).statusCode()).isEqualTo(404);
        UUID refused = UUID.randomUUID();
        bank.issue(refused, 401).then().statusCode(409);
        assertThat(message(Tokens.operator(bank.id()), refused).statusCode()).isEqualTo(404);
    }

    private static Response message(String token, UUID id) {
        return RestAssured.given().auth().oauth2(token).get("/v1/issuances/" + id + "/messages/camt.050");
    }

    @Test
    void announcesEveryCoinOnce() {
        Bank bank = Bank.withReserves(12_345);
        UUID id = UUID.randomUUID();
        bank.issue(id, 12_345).then().statusCode(201);
        try (KafkaProbe kafka = KafkaProbe.open()) {
            CurrencyIssued event = kafka.await(
                    CurrencyIssued.class, issued -> issued.issuanceId().equals(id));
            assertThat(event.operatorId()).isEqualTo(bank.id());
            assertThat(event.amountFen()).isEqualTo(12_345);
            assertThat(event.coins().stream()
                            .mapToLong(coin -> coin.amountFen())
                            .sum())
                    .isEqualTo(12_345);
            assertThat(event.coins())
                    .extracting(coin -> coin.serial().toString())
                    .containsExactlyElementsOf(coins(bank, id, 1_000).getList("items.serial"));
        }
    }

    @Test
    void repeatsTheSameAnswerForTheSameId() {
        Bank bank = Bank.withReserves(1_000);
        UUID id = UUID.randomUUID();
        String first = bank.issue(id, 700).then().statusCode(201).extract().asString();
        String second = bank.issue(id, 700).then().statusCode(200).extract().asString();
        assertThat(second).isEqualTo(first);
        assertThat(bank.freeFen()).isEqualTo(300);
        assertThat(bank.request().get("/v1/issuances/" + id).asString()).isEqualTo(first);
    }

    @Test
    void refusesTheSameIdWithOtherContent() {
        Bank bank = Bank.withReserves(1_000);
        Bank other = Bank.withReserves(1_000);
        UUID id = UUID.randomUUID();
        bank.issue(id, 700).then().statusCode(201);
        bank.issue(id, 100).then().statusCode(422).body("code", equalTo("ID_REUSED"));
        other.issue(id, 700).then().statusCode(422).body("code", equalTo("ID_REUSED"));
        assertThat(bank.freeFen()).isEqualTo(300);
        assertThat(other.freeFen()).isEqualTo(1_000);
    }

    @Test
    void remembersARefusal() {
        Bank bank = Bank.withReserves(1_000);
        UUID id = UUID.randomUUID();
        bank.issue(id, 1_001).then().statusCode(409).body("code", equalTo("INSUFFICIENT_RESERVES"));
        Bank.centralBank()
                .body(Map.of("id", UUID.randomUUID().toString(), "amountFen", 1_000))
                .post("/v1/operators/" + bank.id() + "/reserves")
                .then()
                .statusCode(201);
        bank.issue(id, 1_001)
                .then()
                .statusCode(409)
                .body("code", equalTo("INSUFFICIENT_RESERVES"))
                .body("issuanceId", equalTo(id.toString()));
        bank.request()
                .get("/v1/issuances/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"))
                .body("reason", equalTo("INSUFFICIENT_RESERVES"));
        bank.issue(UUID.randomUUID(), 1_001).then().statusCode(201);
    }

    @Test
    void hasOneEffectForTwentyParallelRepeats() {
        Bank bank = Bank.withReserves(1_000_000);
        UUID id = UUID.randomUUID();
        List<Response> answers = inParallel(i -> bank.issue(id, 500_000));
        assertThat(statuses(answers)).containsEntry(201, 1L).containsEntry(200, PARALLEL - 1L);
        assertThat(answers.stream().map(Response::asString).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(bank.lockedFen()).isEqualTo(500_000);
        assertThat(DcepStack.database().number("SELECT count(*) FROM coin WHERE owner = ?", bank.id()))
                .isEqualTo(answers.get(0).jsonPath().getLong("coinCount"));
    }

    @Test
    void issuesExactlyWhatFitsWhenManyRace() {
        Bank bank = Bank.withReserves(700);
        List<Response> answers = inParallel(i -> bank.issue(UUID.randomUUID(), 100));
        assertThat(statuses(answers)).containsEntry(201, 7L).containsEntry(409, PARALLEL - 7L);
        assertThat(bank.freeFen()).isZero();
        assertThat(bank.outstandingFen()).isEqualTo(700);
    }

    @Test
    void decidesAnIdOnceWhenTwoBanksRaceForIt() {
        List<Bank> banks = List.of(Bank.withReserves(100), Bank.withReserves(100));
        UUID id = UUID.randomUUID();
        List<Response> answers = inParallel(i -> banks.get(i % 2).issue(id, 100));
        assertThat(statuses(answers))
                .containsEntry(201, 1L)
                .containsEntry(200, 9L)
                .containsEntry(422, 10L);
        assertThat(banks.get(0).outstandingFen() + banks.get(1).outstandingFen())
                .isEqualTo(100);
    }

    @Test
    void pagesCoinsByCursor() {
        Bank bank = Bank.withReserves(250);
        UUID id = UUID.randomUUID();
        bank.issue(id, 250).then().statusCode(201);
        List<String> serials = new ArrayList<>();
        String next = "0";
        while (next != null) {
            Response page = bank.request().get("/v1/issuances/" + id + "/coins?limit=100&after=" + next);
            page.then().statusCode(200);
            serials.addAll(page.path("items.serial"));
            next = page.path("next");
        }
        assertThat(serials).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void signsCoinsThatVerifyWithThePublishedKeyOnly() {
        Bank bank = Bank.withReserves(99);
        UUID id = UUID.randomUUID();
        bank.issue(id, 99).then().statusCode(201);
        Map<String, String> published = RestAssured.get("/v1/keys").path("keys[0]");
        VerifyingKey key = VerifyingKey.of(SignatureAlgorithm.SM2, Base64Url.decode(published.get("publicKey")));
        VerifyingKey stranger =
                SigningKey.fromSecret(SignatureAlgorithm.SM2, stranger()).verifyingKey();
        List<Map<String, Object>> coins = coins(bank, id, 1_000).getList("items");
        assertThat(coins).isNotEmpty().allSatisfy(json -> {
            Coin coin = new Coin(
                    UUID.fromString((String) json.get("serial")),
                    Money.fen(((Number) json.get("amountFen")).longValue()),
                    (String) json.get("operatorId"),
                    Instant.parse((String) json.get("issuedAt")),
                    (String) json.get("keyId"));
            byte[] signature = Base64Url.decode((String) json.get("signature"));
            assertThat(coin.keyId()).isEqualTo(published.get("keyId")).isEqualTo(key.keyId());
            assertThat(key.verifies(coin.signedBytes("sandbox"), signature)).isTrue();
            assertThat(key.verifies(coin.signedBytes("elsewhere"), signature)).isFalse();
            assertThat(stranger.verifies(coin.signedBytes("sandbox"), signature))
                    .isFalse();
        });
    }

    private static byte[] stranger() {
        byte[] secret = new byte[SigningKey.SECRET_BYTES];
        secret[0] = 1;
        return secret;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id        | {\"operatorId\":\"bank\",\"amountFen\":1}",
                "id        | {\"id\":null,\"operatorId\":\"bank\",\"amountFen\":1}",
                "id        | {\"id\":\"7\",\"operatorId\":\"bank\",\"amountFen\":1}",
                "operatorId| {\"id\":\"ID\",\"operatorId\":\"a b\",\"amountFen\":1}",
                "operatorId| {\"id\":\"ID\",\"operatorId\":7,\"amountFen\":1}",
                "amountFen | {\"id\":\"ID\",\"operatorId\":\"bank\"}",
                "amountFen | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":null}",
                "amountFen | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":0}",
                "amountFen | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":-1}",
                "amountFen | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":1.5}",
                "amountFen | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":\"1\"}",
                "amountFen | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":9007199254740992}",
                "amountFen | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":99999999999999999999}",
                "amountFen | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":1,\"amountFen\":2}",
                "extra     | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":1,\"extra\":2}"
            })
    void refusesAMalformedOrderAndNamesTheField(String field, String body) {
        Bank.centralBank()
                .body(body.replace("ID", UUID.randomUUID().toString()))
                .post("/v1/issuances")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("MALFORMED_REQUEST"))
                .body("violations.field", hasItem(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "[]", "null", "{", "7", "{}", "not json"})
    void refusesABodyThatIsNoOrder(String body) {
        Bank.centralBank()
                .body(body)
                .post("/v1/issuances")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));
    }

    @Test
    void refusesWhoeverMayNotIssue() {
        Bank bank = Bank.withReserves(100);
        Bank other = Bank.withReserves(100);
        Map<String, Object> body = Map.of("id", UUID.randomUUID().toString(), "operatorId", bank.id(), "amountFen", 1);
        RestAssured.given()
                .contentType("application/json")
                .body(body)
                .post("/v1/issuances")
                .then()
                .statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"));
        String forged =
                Tokens.of("central-bank", "central-bank").signedByAStranger().text();
        Bank.as(forged).body(body).post("/v1/issuances").then().statusCode(401);
        for (String token : List.of(Tokens.auditor(), Tokens.settlement(), Tokens.holder("0010000000000017"))) {
            Bank.as(token)
                    .body(body)
                    .post("/v1/issuances")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("FORBIDDEN"));
        }
        other.request().body(body).post("/v1/issuances").then().statusCode(403);
        assertThat(bank.freeFen()).isEqualTo(100);
    }

    @Test
    void answersNotFoundForAnUnknownOperator() {
        Bank.centralBank()
                .body(Map.of("id", UUID.randomUUID().toString(), "operatorId", "no-bank", "amountFen", 1))
                .post("/v1/issuances")
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void showsAnIssuanceToItsBankTheAuditorAndTheCentralBankOnly() {
        Bank bank = Bank.withReserves(100);
        Bank other = Bank.withReserves(0);
        UUID id = UUID.randomUUID();
        bank.issue(id, 100).then().statusCode(201);
        for (String path : List.of("/v1/issuances/" + id, "/v1/issuances/" + id + "/coins")) {
            bank.request().get(path).then().statusCode(200);
            Bank.as(Tokens.auditor()).get(path).then().statusCode(200);
            Bank.centralBank().get(path).then().statusCode(200);
            other.request().get(path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
            RestAssured.get(path).then().statusCode(401);
        }
        for (String unknown : List.of(UUID.randomUUID().toString(), "7")) {
            Bank.centralBank().get("/v1/issuances/" + unknown).then().statusCode(404);
            Bank.centralBank().get("/v1/issuances/" + unknown + "/coins").then().statusCode(404);
        }
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=1001", "limit=x", "after=x", "after=-1"})
    void refusesAMalformedPage(String query) {
        Bank bank = Bank.withReserves(100);
        UUID id = UUID.randomUUID();
        bank.issue(id, 100);
        bank.request()
                .get("/v1/issuances/" + id + "/coins?" + query)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(query.substring(0, query.indexOf('='))));
    }

    private static JsonPath coins(Bank bank, UUID id, int limit) {
        return bank.request()
                .get("/v1/issuances/" + id + "/coins?limit=" + limit)
                .jsonPath();
    }

    private static Map<Integer, Long> statuses(List<Response> answers) {
        return answers.stream().collect(Collectors.groupingBy(Response::statusCode, Collectors.counting()));
    }

    private static List<Response> inParallel(IntFunction<Response> request) {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<CompletableFuture<Response>> answers = IntStream.range(0, PARALLEL)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }
}
