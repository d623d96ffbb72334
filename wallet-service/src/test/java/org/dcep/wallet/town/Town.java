package org.dcep.wallet.town;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.SignedOrders;
import org.dcep.wallet.Fixtures;

/** {@link Fixtures} in the words of payments: banks with money, people with money, and who pays whom. */
public final class Town {
    private static final long VAULT_FEN = 1_000_000_000L;

    private Town() {}

    /** A bank with ten million yuan in its vault at first. */
    public record Bank(Fixtures.Bank fixture) {
        public String operatorId() {
            return fixture.operatorId();
        }

        public int number() {
            return fixture.number();
        }

        public String token() {
            return fixture.token();
        }

        /** A wallet of class I with an Ed25519 key and {@code fen} in it. */
        public Wallet wallet(long fen) {
            return wallet(WalletClass.I, SignatureAlgorithm.ED25519, fen);
        }

        public Wallet wallet(WalletClass walletClass, SignatureAlgorithm algorithm, long fen) {
            Wallet wallet = new Wallet(Fixtures.wallet(fixture, walletClass, algorithm));
            if (fen > 0) {
                Fixtures.exchange(wallet.fixture, UUID.randomUUID(), "TO_WALLET", fen)
                        .statusCode(201);
            }
            return wallet;
        }
    }

    /** Somebody's wallet with its key. */
    public record Wallet(Fixtures.Wallet fixture) {
        public String id() {
            return fixture.walletId();
        }

        public SigningKey key() {
            return fixture.key();
        }

        /** An order that is good until the test changes it. */
        public SignedOrders pays(Wallet payee, long fen) {
            return pays(payee.id(), fen);
        }

        public SignedOrders pays(String payeeId, long fen) {
            return fixture.order().to(payeeId, fen);
        }

        /** What the operator changes with PATCH. */
        public void change(String json) {
            given().auth()
                    .oauth2(fixture.bank().token())
                    .contentType(ContentType.JSON)
                    .body(json)
                    .patch("/v1/wallets/" + id())
                    .then()
                    .statusCode(200);
        }

        public long availableFen() {
            return fixture.availableFen();
        }

        /** A number of the wallet as REST shows it. */
        public long read(String field) {
            return given().auth()
                    .oauth2(fixture.bank().token())
                    .get("/v1/wallets/" + id())
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getLong(field);
        }
    }

    public static Bank bank() {
        return new Bank(Fixtures.bankWithVault(VAULT_FEN));
    }

    public static KafkaProbe kafka() {
        return Fixtures.kafka();
    }

    /** Repeats {@code assertion} until it holds. */
    public static void eventually(ThrowingRunnable assertion) {
        Fixtures.patiently().untilAsserted(assertion);
    }
}
