package org.dcep.wallet.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.Fixtures.assertTheBooksBalance;
import static org.dcep.wallet.Fixtures.bank;
import static org.dcep.wallet.Fixtures.bankWithVault;
import static org.dcep.wallet.Fixtures.exchange;
import static org.dcep.wallet.Fixtures.fundedWallet;
import static org.dcep.wallet.Fixtures.kafka;
import static org.dcep.wallet.Fixtures.stock;
import static org.dcep.wallet.Fixtures.wallet;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.kernel.WalletClass;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.Fixtures.Bank;
import org.dcep.wallet.Fixtures.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class ExchangesTest {
    private static final String UNKNOWN_WALLET = "0010000000000000";

    @AfterEach
    void theBooksBalance() {
        assertTheBooksBalance();
    }

    @Test
    void movesCurrencyFromTheVaultToTheWalletAndBack() {
        Bank bank = bankWithVault(100_000);
        Wallet wallet = wallet(bank, WalletClass.II);
        UUID in = UUID.randomUUID();
        exchange(wallet, in, "TO_WALLET", 70_000)
                .statusCode(201)
                .header("Location", endsWith("/v1/exchanges/" + in))
                .body("id", equalTo(in.toString()))
                .body("state", equalTo("DONE"))
                .body("amountFen", equalTo(70_000));
        exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 30_000).statusCode(201);
        assertThat(wallet.availableFen()).isEqualTo(40_000);
        given().auth()
                .oauth2(bank.token())
                .get("/v1/operators/" + bank.operatorId() + "/vault")
                .then()
                .body("issuedFen", equalTo(100_000))
                .body("vaultFen", equalTo(60_000))
                .body("walletsFen", equalTo(40_000))
                .body("balanced", equalTo(true));
        CurrencyExchanged told = kafka().await(
                        CurrencyExchanged.class, event -> event.exchangeId().equals(in));
        assertThat(told.toWallet()).isTrue();
        assertThat(told.walletId()).isEqualTo(wallet.walletId());
        assertThat(told.amountFen()).isEqualTo(70_000);
    }

    @Test
    void hasOneEffectHoweverOftenItIsRepeated() {
        Wallet wallet = wallet(bankWithVault(1_000), WalletClass.II);
        UUID id = UUID.randomUUID();
        String first =
                exchange(wallet, id, "TO_WALLET", 400).statusCode(201).extract().asString();
        String second =
                exchange(wallet, id, "TO_WALLET", 400).statusCode(200).extract().asString();
        assertThat(second).isEqualTo(first);
        exchange(wallet, id, "TO_WALLET", 401).statusCode(422).body("code", equalTo("ID_REUSED"));
        exchange(wallet, id, "TO_DEPOSIT", 400).statusCode(422).body("code", equalTo("ID_REUSED"));
        exchange(wallet(wallet.bank(), WalletClass.II), id, "TO_WALLET", 400)
                .statusCode(422)
                .body("code", equalTo("ID_REUSED"));
        assertThat(wallet.availableFen()).isEqualTo(400);
    }

    @Test
    void hasOneEffectWhenRepeatedAtTheSameTime() {
        Wallet wallet = wallet(bankWithVault(1_000), WalletClass.II);
        UUID id = UUID.randomUUID();
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> exchange(wallet, id, "TO_WALLET", 100).extract().statusCode())
                .toList();
        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 200 || status == 201);
        assertThat(wallet.availableFen()).isEqualTo(100);
    }

    @Test
    void neverTakesMoreThanTheVaultHoldsWhenManyTakeAtOnce() {
        Bank bank = bankWithVault(1_000);
        List<Wallet> wallets = IntStream.range(0, 8)
                .mapToObj(i -> wallet(bank, WalletClass.II))
                .toList();
        long done = wallets.stream()
                .parallel()
                .filter(wallet -> exchange(wallet, UUID.randomUUID(), "TO_WALLET", 300)
                                .extract()
                                .statusCode()
                        == 201)
                .count();
        assertThat(done).isEqualTo(3);
    }

    @Test
    void remembersARefusal() {
        Bank bank = bankWithVault(100);
        Wallet wallet = wallet(bank, WalletClass.II);
        UUID id = UUID.randomUUID();
        exchange(wallet, id, "TO_WALLET", 101)
                .statusCode(409)
                .body("code", equalTo("INSUFFICIENT_VAULT"))
                .body("id", equalTo(id.toString()));
        stock(bank, 1_000);
        exchange(wallet, id, "TO_WALLET", 101).statusCode(409).body("code", equalTo("INSUFFICIENT_VAULT"));
        exchange(wallet, id, "TO_WALLET", 102).statusCode(422).body("code", equalTo("ID_REUSED"));
        given().auth()
                .oauth2(bank.token())
                .get("/v1/exchanges/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"))
                .body("reason", equalTo("INSUFFICIENT_VAULT"));
        assertThat(wallet.availableFen()).isZero();
    }

    @Test
    void refusesWhatTheWalletCannotGiveOrTake() {
        Bank bank = bankWithVault(5_000_000);
        Wallet wallet = fundedWallet(bank, WalletClass.IV, 900_000);
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 100_001)
                .statusCode(409)
                .body("code", equalTo("LIMIT_EXCEEDED"))
                .body("limit", equalTo("BALANCE"));
        exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 900_001)
                .statusCode(409)
                .body("code", equalTo("INSUFFICIENT_BALANCE"));
        patch(wallet, Map.of("state", "FROZEN"));
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 1).statusCode(409).body("code", equalTo("WALLET_FROZEN"));
        exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 1).statusCode(409).body("code", equalTo("WALLET_FROZEN"));
        patch(wallet, Map.of("state", "ACTIVE"));
        exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 900_000).statusCode(201);
        patch(wallet, Map.of("state", "CLOSED"));
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 1).statusCode(409).body("code", equalTo("WALLET_CLOSED"));
    }

    @Test
    void concernsOnlyWalletsOfTheCaller() {
        Bank bank = bankWithVault(1_000);
        Wallet foreign = wallet(bank(), WalletClass.II);
        exchange(new Wallet(bank, foreign.walletId(), foreign.key()), UUID.randomUUID(), "TO_WALLET", 1)
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        exchange(new Wallet(bank, UNKNOWN_WALLET, foreign.key()), UUID.randomUUID(), "TO_WALLET", 1)
                .statusCode(404);
        Wallet own = wallet(bank, WalletClass.II);
        UUID id = UUID.randomUUID();
        exchange(own, id, "TO_WALLET", 1).statusCode(201);
        get(id, foreign.bank().token()).then().statusCode(404);
        get(id, bank.token()).then().statusCode(200);
        get(id, Tokens.auditor()).then().statusCode(200);
        get(id, own.holderToken()).then().statusCode(403);
        get(id, Tokens.centralBank()).then().statusCode(403);
        given().get("/v1/exchanges/" + id).then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        get(UUID.randomUUID(), bank.token()).then().statusCode(404);
    }

    private static Response get(UUID id, String token) {
        return given().auth().oauth2(token).get("/v1/exchanges/" + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\",\"amountFen\":0}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\",\"amountFen\":-1}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\",\"amountFen\":1.0}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\",\"amountFen\":\"1\"}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\",\"amountFen\":9007199254740992}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\",\"amountFen\":null}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\"}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"SIDEWAYS\",\"amountFen\":1}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":0,\"amountFen\":1}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\",\"amountFen\":1,\"extra\":1}",
                "{\"id\":\"%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\",\"amountFen\":1,\"amountFen\":1}",
                "{\"id\":\"%s\",\"walletId\":\"%s1\",\"direction\":\"TO_WALLET\",\"amountFen\":1}",
                "{\"id\":\"not-%s\",\"walletId\":\"%s\",\"direction\":\"TO_WALLET\",\"amountFen\":1}",
                "[]",
                "{",
                ""
            })
    void refusesWhatIsNotAnExchange(String template) {
        Wallet wallet = Holder.WALLET;
        given().auth()
                .oauth2(wallet.bank().token())
                .contentType(ContentType.JSON)
                .body(String.format(template, UUID.randomUUID(), wallet.walletId()))
                .post("/v1/exchanges")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("MALFORMED_REQUEST"));
        assertThat(wallet.availableFen()).isZero();
    }

    @Test
    void namesTheBadField() {
        Wallet wallet = Holder.WALLET;
        given().auth()
                .oauth2(wallet.bank().token())
                .contentType(ContentType.JSON)
                .body(Map.of("id", UUID.randomUUID(), "walletId", wallet.walletId(), "direction", "TO_WALLET"))
                .post("/v1/exchanges")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("amountFen"));
    }

    /** One wallet for all malformed requests, made when the service runs. */
    private static final class Holder {
        static final Wallet WALLET = wallet(bank(), WalletClass.II);
    }

    private static void patch(Wallet wallet, Map<String, Object> change) {
        given().auth()
                .oauth2(wallet.bank().token())
                .contentType(ContentType.JSON)
                .body(change)
                .patch("/v1/wallets/" + wallet.walletId())
                .then()
                .statusCode(200);
    }
}
