package org.dcep.wallet.town;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.PolicyJson;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.SignedOrders;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.Tokens;

/**
 * Banks and people for tests of payments, made the way real ones are: the central bank's part over Kafka, everything
 * else over REST. Every call makes somebody new, so tests do not meet.
 */
public final class Town {
    private static final AtomicInteger NEXT = new AtomicInteger(500);
    private static final long VAULT_FEN = 1_000_000_000L;
    private static KafkaProbe kafka;

    private Town() {}

    /** A bank with ten million yuan in its vault. */
    public record Bank(String operatorId, int number) {
        public String token() {
            return Tokens.operator(operatorId);
        }

        /** A wallet of class I with an Ed25519 key and {@code fen} in it. */
        public Wallet wallet(long fen) {
            return wallet(WalletClass.I, SignatureAlgorithm.ED25519, fen);
        }

        public Wallet wallet(WalletClass walletClass, SignatureAlgorithm algorithm, long fen) {
            SigningKey key = SignedOrders.key(algorithm, UUID.randomUUID().toString());
            String id = given().auth()
                    .oauth2(token())
                    .contentType(ContentType.JSON)
                    .body("""
                        {"operatorId": "%s", "walletClass": "%s", "publicKey": "%s", "algorithm": "%s"}\
                        """.formatted(operatorId, walletClass, SignedOrders.publicKey(key), algorithm.wireName()))
                    .post("/v1/wallets")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("walletId");
            Wallet wallet = new Wallet(this, id, key);
            if (fen > 0) {
                wallet.fund(fen);
            }
            return wallet;
        }
    }

    /** Somebody's wallet with its key. */
    public record Wallet(Bank bank, String id, SigningKey key) {
        public void fund(long fen) {
            given().auth()
                    .oauth2(bank.token())
                    .contentType(ContentType.JSON)
                    .body("""
                        {"id": "%s", "walletId": "%s", "direction": "TO_WALLET", "amountFen": %d}\
                        """.formatted(UUID.randomUUID(), id, fen))
                    .post("/v1/exchanges")
                    .then()
                    .statusCode(oneOf(200, 201));
        }

        /** An order that is good until the test changes it. */
        public SignedOrders pays(Wallet payee, long fen) {
            return pays(payee.id(), fen);
        }

        public SignedOrders pays(String payeeId, long fen) {
            return SignedOrders.from(id, key).to(payeeId, fen);
        }

        public void change(String json) {
            given().auth()
                    .oauth2(bank.token())
                    .contentType(ContentType.JSON)
                    .body(json)
                    .patch("/v1/wallets/" + id)
                    .then()
                    .statusCode(200);
        }

        public long availableFen() {
            return read("availableFen");
        }

        public long read(String field) {
            return given().auth()
                    .oauth2(bank.token())
                    .get("/v1/wallets/" + id)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getLong(field);
        }
    }

    public static synchronized Bank bank() {
        return bank("town-" + UUID.randomUUID().toString().substring(0, 8));
    }

    public static synchronized Bank bank(String operatorId) {
        publishPolicies();
        Bank bank = new Bank(operatorId, NEXT.getAndIncrement());
        kafka().publish(new OperatorAdmitted(operatorId, bank.number(), operatorId, Instant.EPOCH));
        kafka().publish(TestMint.issuance(operatorId, VAULT_FEN, 3));
        eventually(() -> given().auth()
                .oauth2(bank.token())
                .get("/v1/operators/" + operatorId + "/vault")
                .then()
                .statusCode(200)
                .body("vaultFen", is((int) VAULT_FEN)));
        return bank;
    }

    public static synchronized KafkaProbe kafka() {
        if (kafka == null) {
            kafka = KafkaProbe.open();
        }
        return kafka;
    }

    /** Repeats {@code assertion} until it holds, for half a minute at most. */
    public static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    private static void publishPolicies() {
        if (DcepStack.database().number("select count(*) from policy_version") == 0) {
            Instant since = Instant.EPOCH.truncatedTo(ChronoUnit.SECONDS);
            kafka().publish(TestMint.policy("GAS", 1, since, PolicyJson.write(GasPolicy.initial())));
            kafka().publish(TestMint.policy("WALLET_CLASSES", 1, since, PolicyJson.write(WalletClassPolicy.presetA())));
            eventually(() -> org.assertj.core.api.Assertions.assertThat(
                            DcepStack.database().number("select count(*) from policy_version"))
                    .isEqualTo(2));
        }
    }
}
