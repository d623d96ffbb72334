package org.dcep.wallet.enrolment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.Fixtures.assertTheBooksBalance;
import static org.dcep.wallet.Fixtures.bank;
import static org.dcep.wallet.Fixtures.bankWithVault;
import static org.dcep.wallet.Fixtures.database;
import static org.dcep.wallet.Fixtures.exchange;
import static org.dcep.wallet.Fixtures.fundedWallet;
import static org.dcep.wallet.Fixtures.newKey;
import static org.dcep.wallet.Fixtures.opening;
import static org.dcep.wallet.Fixtures.wallet;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcep.crypto.Base64Url;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class WalletsTest {
    @Inject
    WalletKeys keys;

    @AfterEach
    void theBooksBalance() {
        assertTheBooksBalance();
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void opensAWalletThatHoldsNothing(SignatureAlgorithm algorithm) {
        Bank bank = bank();
        SigningKey key = newKey(algorithm);
        Map<String, Object> body = opening(bank, WalletClass.II, key);
        body.put("alias", "王小明 · savings");
        String walletId = open(bank.token(), body)
                .statusCode(201)
                .body("operatorId", equalTo(bank.operatorId()))
                .body("walletClass", equalTo("II"))
                .body("state", equalTo("ACTIVE"))
                .body("alias", equalTo("王小明 · savings"))
                .body("algorithm", equalTo(algorithm.wireName()))
                .body("publicKey", equalTo(SignedOrders.publicKey(key)))
                .body("availableFen", equalTo(0))
                .body("heldFen", equalTo(0))
                .body("limits.balanceFen", equalTo(50_000_000))
                .body("limits.perPaymentFen", equalTo(5_000_000))
                .body("limits.dailyFen", equalTo(10_000_000))
                .body("limits.annualFen", nullValue())
                .body("limits", hasKey("annualFen"))
                .body("spentTodayFen", equalTo(0))
                .body("spentThisYearFen", equalTo(0))
                .header("Location", containsString("/v1/wallets/"))
                .extract()
                .path("walletId");
        assertThat(WalletId.parse(walletId).operatorNumber()).isEqualTo(bank.number());
        get(walletId, bank.token())
                .statusCode(200)
                .body("walletId", equalTo(walletId))
                .body("alias", equalTo("王小明 · savings"));
    }

    @Test
    void numbersWalletsOfOneOperatorOneAfterAnotherInSlots() {
        Bank bank = bank();
        List<WalletId> opened = IntStream.range(0, 5)
                .mapToObj(i -> WalletId.parse(wallet(bank, WalletClass.IV).walletId()))
                .toList();
        assertThat(opened).doesNotHaveDuplicates().isSorted();
        assertThat(opened.get(4).slot() - opened.get(0).slot()).isEqualTo(4);
    }

    @Test
    void leavesOutAnAliasThatIsNotThere() {
        Wallet wallet = wallet(bank(), WalletClass.I);
        get(wallet.walletId(), wallet.holderToken())
                .body("$", not(hasKey("alias")))
                .body("limits.balanceFen", nullValue());
    }

    static Stream<Arguments> badRequests() {
        String lowOrder = Base64Url.encode(new byte[32]);
        byte[] identity = new byte[32];
        identity[0] = 1;
        byte[] nonCanonical = new byte[32];
        Arrays.fill(nonCanonical, (byte) 0xff);
        byte[] offCurve = new byte[65];
        offCurve[0] = 4;
        offCurve[64] = 7;
        return Stream.of(
                Arguments.of("publicKey", lowOrder),
                Arguments.of("publicKey", Base64Url.encode(identity)),
                Arguments.of("publicKey", Base64Url.encode(nonCanonical)),
                Arguments.of("publicKey", Base64Url.encode(new byte[31])),
                Arguments.of("publicKey", Base64Url.encode(offCurve)),
                Arguments.of("publicKey", "not base64url!"),
                Arguments.of("publicKey", lowOrder + "="),
                Arguments.of("publicKey", ""),
                Arguments.of("publicKey", 7),
                Arguments.of("algorithm", "RSA"),
                Arguments.of("algorithm", "ed25519"),
                Arguments.of("algorithm", "SM2"),
                Arguments.of("walletClass", "V"),
                Arguments.of("walletClass", "ii"),
                Arguments.of("walletClass", 1),
                Arguments.of("alias", ""),
                Arguments.of("alias", " "),
                Arguments.of("alias", "a\nb"),
                Arguments.of("alias", "x".repeat(65)),
                Arguments.of("alias", null),
                Arguments.of("surprise", "field"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void refusesWhatIsNotAWallet(String field, Object value) {
        Bank bank = Shared.BANK;
        Map<String, Object> body = opening(bank, WalletClass.II, newKey(SignatureAlgorithm.ED25519));
        body.put(field, value);
        open(bank.token(), body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("MALFORMED_REQUEST"))
                .body("type", equalTo("/problems/malformed-request"))
                .body("violations.size()", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"operatorId", "walletClass", "publicKey", "algorithm"})
    void refusesAWalletOfWhichAFieldIsMissing(String field) {
        Bank bank = Shared.BANK;
        Map<String, Object> body = opening(bank, WalletClass.II, newKey(SignatureAlgorithm.ED25519));
        body.remove(field);
        open(bank.token(), body).statusCode(400).body("violations.field", hasItem(field));
    }

    @Test
    void refusesKeysThatAreNotPointsOfTheCurve() {
        Bank bank = Shared.BANK;
        Map<String, Object> body = opening(bank, WalletClass.II, newKey(SignatureAlgorithm.SM2));
        byte[] key = Base64Url.decode((String) body.get("publicKey"));
        key[64] ^= 1;
        body.put("publicKey", Base64Url.encode(key));
        open(bank.token(), body).statusCode(400).body("violations[0].field", equalTo("publicKey"));
    }

    @Test
    void opensOneWalletPerIdempotencyKey() {
        Bank bank = bank();
        Map<String, Object> body = opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519));
        String first = open(bank.token(), body, "customer-17")
                .statusCode(201)
                .extract()
                .asString();
        String second = open(bank.token(), body, "customer-17")
                .statusCode(200)
                .extract()
                .asString();
        assertThat(second).isEqualTo(first);
        body.put("walletClass", "II");
        open(bank.token(), body, "customer-17").statusCode(422).body("code", equalTo("ID_REUSED"));
        open(bank.token(), body, "customer-18").statusCode(201);
        open(bank.token(), body, "no spaces").statusCode(400);
        open(bank.token(), body, "x".repeat(256)).statusCode(400);
        assertThat(wallets(bank)).isEqualTo(2);
    }

    @Test
    void doesNotShareIdempotencyKeysBetweenOperators() {
        Bank one = bank();
        Bank other = bank();
        open(one.token(), opening(one, WalletClass.II, newKey(SignatureAlgorithm.ED25519)), "same")
                .statusCode(201);
        open(other.token(), opening(other, WalletClass.II, newKey(SignatureAlgorithm.ED25519)), "same")
                .statusCode(201);
    }

    @Test
    void opensOneWalletWhenTheSameRequestComesAtTheSameTime() {
        Bank bank = bank();
        long before = wallets(bank);
        Map<String, Object> body = opening(bank, WalletClass.III, newKey(SignatureAlgorithm.ED25519));
        List<ValidatableResponse> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> open(bank.token(), body, "once"))
                .toList();
        assertThat(answers.stream().map(answer -> answer.extract().statusCode()))
                .containsOnlyOnce(201)
                .allMatch(status -> status == 200 || status == 201);
        assertThat(answers.stream()
                        .map(answer -> answer.extract().<String>path("walletId"))
                        .distinct())
                .hasSize(1);
        assertThat(wallets(bank)).isEqualTo(before + 1);
    }

    @Test
    void opensWalletsForTheCallerOnly() {
        Bank bank = Shared.BANK;
        Map<String, Object> body = opening(bank, WalletClass.II, newKey(SignatureAlgorithm.ED25519));
        open(bank().token(), body).statusCode(403).body("code", equalTo("FORBIDDEN"));
        open(Tokens.auditor(), body).statusCode(403);
        open(Tokens.centralBank(), body).statusCode(403);
        open(Tokens.settlement(), body).statusCode(403);
        open(Tokens.holder("0010000000000018"), body).statusCode(403);
        open(
                        Tokens.of("x", "operator")
                                .with("operator", bank.operatorId())
                                .signedByAStranger()
                                .text(),
                        body)
                .statusCode(401);
        open(
                        Tokens.of("x", "operator")
                                .with("operator", bank.operatorId())
                                .expiringIn(Duration.ofHours(-1))
                                .text(),
                        body)
                .statusCode(401);
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/wallets")
                .then()
                .statusCode(401);
    }

    @Test
    void saysThatAnOperatorIsNotHereYet() {
        Bank nobody = new Bank("bank-nobody", 998);
        open(nobody.token(), opening(nobody, WalletClass.II, newKey(SignatureAlgorithm.ED25519)))
                .statusCode(503)
                .header("Retry-After", "1")
                .body("code", equalTo("NOT_READY"));
    }

    @Test
    void freezesAndThaws() {
        Wallet wallet = wallet(bank(), WalletClass.II);
        patch(wallet, Map.of("state", "FROZEN")).statusCode(200).body("state", equalTo("FROZEN"));
        patch(wallet, Map.of("state", "FROZEN")).statusCode(200).body("state", equalTo("FROZEN"));
        patch(wallet, Map.of("state", "ACTIVE")).statusCode(200).body("state", equalTo("ACTIVE"));
    }

    @Test
    void changesTheClassAndWithItTheLimits() {
        Wallet wallet = wallet(bank(), WalletClass.IV);
        patch(wallet, Map.of("walletClass", "CORPORATE"))
                .statusCode(200)
                .body("walletClass", equalTo("CORPORATE"))
                .body("limits.balanceFen", nullValue());
        patch(wallet, Map.of("walletClass", "III", "state", "FROZEN"))
                .statusCode(200)
                .body("walletClass", equalTo("III"))
                .body("state", equalTo("FROZEN"))
                .body("limits.balanceFen", equalTo(2_000_000));
    }

    @Test
    void replacesTheKeyAndKeepsTheOldOneOnRecord() {
        Wallet wallet = wallet(bank(), WalletClass.II);
        Optional<WalletKey> before = keys.of(wallet.number()).await().indefinitely();
        SigningKey newKey = newKey(SignatureAlgorithm.SM2);
        patch(wallet, Map.of("publicKey", SignedOrders.publicKey(newKey), "algorithm", "SM2"))
                .statusCode(200)
                .body("algorithm", equalTo("SM2"))
                .body("publicKey", equalTo(SignedOrders.publicKey(newKey)));
        Optional<WalletKey> after = keys.of(wallet.number()).await().indefinitely();
        assertThat(before.orElseThrow().key()).isEqualTo(wallet.key().verifyingKey());
        assertThat(before.orElseThrow().keyEpoch()).isEqualTo(1);
        assertThat(after.orElseThrow().key()).isEqualTo(newKey.verifyingKey());
        assertThat(after.orElseThrow().keyEpoch()).isEqualTo(2);
        assertThat(database().number("select count(*) from wallet_key where wallet = ?", wallet.number()))
                .isEqualTo(2);
    }

    @Test
    void knowsTheKeysOfWalletsThatAreAskedForAtOnceAndOfNoOthers() {
        Wallet one = wallet(bank(), WalletClass.II);
        Wallet other = wallet(one.bank(), WalletClass.II, SignatureAlgorithm.SM2);
        keys.forget(other.number());
        List<Wallet> asked = new ArrayList<>();
        List<CompletableFuture<Optional<WalletKey>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Wallet wallet = i % 2 == 0 ? one : other;
            keys.forget(wallet.number());
            asked.add(wallet);
            answers.add(keys.of(wallet.number()).subscribeAsCompletionStage());
        }
        for (int i = 0; i < asked.size(); i++) {
            assertThat(answers.get(i).join().orElseThrow().key())
                    .isEqualTo(asked.get(i).key().verifyingKey());
        }
        assertThat(keys.of(18L).await().indefinitely()).isEmpty();
    }

    @Test
    void closesOnlyWhatIsEmptyAndForEver() {
        Wallet wallet = fundedWallet(bankWithVault(100), WalletClass.II, 1);
        patch(wallet, Map.of("state", "CLOSED")).statusCode(409).body("code", equalTo("WALLET_NOT_EMPTY"));
        exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 1).statusCode(201);
        patch(wallet, Map.of("state", "CLOSED")).statusCode(200).body("state", equalTo("CLOSED"));
        patch(wallet, Map.of("state", "CLOSED")).statusCode(200);
        patch(wallet, Map.of("state", "ACTIVE")).statusCode(409).body("code", equalTo("WALLET_CLOSED"));
        patch(wallet, Map.of("walletClass", "I")).statusCode(409).body("code", equalTo("WALLET_CLOSED"));
        patch(wallet, Map.of("state", "CLOSED", "walletClass", "I")).statusCode(409);
        get(wallet.walletId(), wallet.holderToken()).statusCode(200).body("state", equalTo("CLOSED"));
    }

    @Test
    void changesAllOrNothing() {
        Wallet wallet = fundedWallet(bankWithVault(100), WalletClass.II, 1);
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("walletClass", "I");
        patch.put("publicKey", SignedOrders.publicKey(newKey(SignatureAlgorithm.ED25519)));
        patch.put("algorithm", "Ed25519");
        patch.put("state", "CLOSED");
        patch(wallet, patch).statusCode(409);
        get(wallet.walletId(), wallet.holderToken())
                .body("walletClass", equalTo("II"))
                .body("publicKey", equalTo(SignedOrders.publicKey(wallet.key())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"state\":\"DEAD\"}",
                "{\"state\":null}",
                "{\"publicKey\":\"AAAA\"}",
                "{\"algorithm\":\"SM2\"}",
                "{\"publicKey\":\"AAAA\",\"algorithm\":\"SM2\"}",
                "{\"walletId\":\"0010000000000018\"}",
                "{\"state\":\"FROZEN\",\"state\":\"ACTIVE\"}"
            })
    void refusesWhatIsNotAChange(String body) {
        Wallet wallet = Shared.WALLET;
        given().auth()
                .oauth2(wallet.bank().token())
                .contentType(ContentType.JSON)
                .body(body)
                .patch("/v1/wallets/" + wallet.walletId())
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        given().auth()
                .oauth2(Shared.BANK.token())
                .contentType(ContentType.JSON)
                .body("{\"alias\":\"" + "x".repeat(70_000) + "\"}")
                .post("/v1/wallets")
                .then()
                .statusCode(413);
    }

    /** Made once, when the service runs. */
    private static final class Shared {
        static final Bank BANK = bank();
        static final Wallet WALLET = wallet(BANK, WalletClass.II);
    }

    private static long wallets(Bank bank) {
        return database().number("select count(*) from wallet where operator_number = ?", bank.number());
    }

    private static ValidatableResponse open(String token, Map<String, Object> body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/wallets")
                .then();
    }

    private static ValidatableResponse open(String token, Map<String, Object> body, String idempotencyKey) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/v1/wallets")
                .then();
    }

    private static ValidatableResponse get(String walletId, String token) {
        return given().auth().oauth2(token).get("/v1/wallets/" + walletId).then();
    }

    private static ValidatableResponse patch(Wallet wallet, Map<String, Object> change) {
        return given().auth()
                .oauth2(wallet.bank().token())
                .contentType(ContentType.JSON)
                .body(change)
                .patch("/v1/wallets/" + wallet.walletId())
                .then();
    }
}
