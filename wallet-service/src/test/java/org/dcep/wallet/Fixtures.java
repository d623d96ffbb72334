package org.dcep.wallet;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.VaultStocked;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.SignedOrders;
import org.dcep.testkit.TestDatabase;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.town.Books;

/**
 * What tests of this service begin with: banks whose admission came over Kafka, vaults stocked with signed coins, and
 * wallets opened and funded over REST. Every bank and key is new, so tests do not meet each other.
 */
public final class Fixtures {
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final AtomicInteger NEXT_NUMBER = new AtomicInteger(1);
    private static final Set<String> PREPARED = ConcurrentHashMap.newKeySet();
    private static final KafkaProbe KAFKA = KafkaProbe.open();

    private Fixtures() {}

    /** An admitted operator. */
    public record Bank(String operatorId, int number) {
        public String token() {
            return Tokens.operator(operatorId);
        }
    }

    /** A wallet with the key that signs for it. */
    public record Wallet(Bank bank, String walletId, SigningKey key) {
        public long number() {
            return Long.parseLong(walletId);
        }

        public String holderToken() {
            return Tokens.holder(walletId);
        }

        public SignedOrders order() {
            return SignedOrders.from(walletId, key);
        }

        public long availableFen() {
            return given().auth()
                    .oauth2(Tokens.auditor())
                    .get("/v1/wallets/" + walletId)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getLong("availableFen");
        }
    }

    /** Plays issuer and settlement; shared by all tests. */
    public static KafkaProbe kafka() {
        return KAFKA;
    }

    public static TestDatabase database() {
        return DcepStack.database();
    }

    /** A bank with an empty vault; the first one also brings the policies. */
    public static Bank bank() {
        boolean first = publishPolicies();
        int number = NEXT_NUMBER.getAndIncrement();
        Bank bank = new Bank("bank-" + number, number);
        KAFKA.publish(new OperatorAdmitted(bank.operatorId(), number, "Bank " + number, LONG_AGO));
        patiently()
                .until(() -> given().auth()
                                .oauth2(bank.token())
                                .get("/v1/operators/" + bank.operatorId() + "/vault")
                                .statusCode()
                        == 200);
        if (first) {
            // A replica learns of policies within a second; until then it opens no wallets.
            patiently()
                    .until(() -> open(bank, WalletClass.I, newKey(SignatureAlgorithm.ED25519))
                                    .extract()
                                    .statusCode()
                            == 201);
        }
        return bank;
    }

    /** A bank whose vault holds {@code fen} in ten coins or fewer. */
    public static Bank bankWithVault(long fen) {
        Bank bank = bank();
        stock(bank, fen);
        return bank;
    }

    /** Issues {@code fen} more to the bank and waits until they are in its vault. */
    public static CurrencyIssued stock(Bank bank, long fen) {
        CurrencyIssued issued = TestMint.issuance(bank.operatorId(), fen, (int) Math.min(10, fen));
        KAFKA.publish(issued);
        KAFKA.await(VaultStocked.class, stocked -> stocked.issuanceId().equals(issued.issuanceId()));
        return issued;
    }

    /** An empty wallet with an Ed25519 key. */
    public static Wallet wallet(Bank bank, WalletClass walletClass) {
        return wallet(bank, walletClass, SignatureAlgorithm.ED25519);
    }

    public static Wallet wallet(Bank bank, WalletClass walletClass, SignatureAlgorithm algorithm) {
        SigningKey key = newKey(algorithm);
        String walletId = open(bank, walletClass, key).statusCode(201).extract().path("walletId");
        return new Wallet(bank, walletId, key);
    }

    private static ValidatableResponse open(Bank bank, WalletClass walletClass, SigningKey key) {
        return given().auth()
                .oauth2(bank.token())
                .contentType(ContentType.JSON)
                .body(opening(bank, walletClass, key))
                .post("/v1/wallets")
                .then();
    }

    /** A wallet with {@code fen} from the bank's vault, which must hold as much. */
    public static Wallet fundedWallet(Bank bank, WalletClass walletClass, long fen) {
        Wallet wallet = wallet(bank, walletClass);
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", fen).statusCode(201);
        return wallet;
    }

    public static ValidatableResponse exchange(Wallet wallet, UUID id, String direction, long fen) {
        return given().auth()
                .oauth2(wallet.bank().token())
                .contentType(ContentType.JSON)
                .body(Map.of("id", id, "walletId", wallet.walletId(), "direction", direction, "amountFen", fen))
                .post("/v1/exchanges")
                .then();
    }

    public static SigningKey newKey(SignatureAlgorithm algorithm) {
        return SignedOrders.key(algorithm, UUID.randomUUID().toString());
    }

    /** The body of POST /v1/wallets, to be changed by whoever wants another. */
    public static Map<String, Object> opening(Bank bank, WalletClass walletClass, SigningKey key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("operatorId", bank.operatorId());
        body.put("walletClass", walletClass.name());
        body.put("publicKey", SignedOrders.publicKey(key));
        body.put("algorithm", key.algorithm().wireName());
        return body;
    }

    /** Looks at once and then again and again: most of what tests wait for has happened within milliseconds. */
    public static ConditionFactory patiently() {
        return Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(LOOK_EVERY);
    }

    /** All laws of the books hold: the database says so, not the service. */
    public static void assertTheBooksBalance() {
        Books.balance();
    }

    /** True for the first caller of a database, false for all others. */
    private static boolean publishPolicies() {
        boolean first = PREPARED.add(database().name());
        if (first) {
            KAFKA.publish(TestMint.policy("GAS", 1, LONG_AGO, PolicyJson.write(GasPolicy.initial())));
            KAFKA.publish(
                    TestMint.policy("WALLET_CLASSES", 1, LONG_AGO, PolicyJson.write(WalletClassPolicy.presetA())));
            patiently().until(() -> database().number("select count(*) from policy_version where version = 1") == 2);
        }
        return first;
    }
}
