package org.dcep.wallet.payment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.testkit.DcepStack;
import org.dcep.wallet.town.Books;
import org.dcep.wallet.town.Town;
import org.dcep.wallet.town.Town.Bank;
import org.dcep.wallet.town.Town.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class PayrollResourceTest {
    private static Bank bank;

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
    void paysEveryPayeeUnderOneSignatureAndRepeatsTheOutcomes() {
        Wallet firm = bank.wallet(WalletClass.CORPORATE, SignatureAlgorithm.SM2, 100_000);
        Wallet alice = bank.wallet(0);
        Wallet bob = Town.bank().wallet(0);
        Payroll payroll = payroll(
                firm,
                item(alice.id(), 1_000),
                item(bob.id(), 2_000),
                item(WalletId.of(bank.number(), 1023, 99_999_999).toString(), 3_000),
                item(alice.id(), 1_000_000));
        post(payroll, firm.key())
                .statusCode(200)
                .body("items.line", contains(1, 2, 3, 4))
                .body("items.status", contains(201, 202, 422, 409))
                .body("items[2].code", is("UNKNOWN_PAYEE"))
                .body("items[3].code", is("INSUFFICIENT_BALANCE"));
        Town.eventually(() -> assertThat(bob.availableFen()).isEqualTo(2_000));
        Town.eventually(() -> assertThat(firm.read("heldFen")).isZero());
        post(payroll, firm.key()).statusCode(200).body("items.status", contains(200, 200, 422, 409));
        assertThat(alice.availableFen()).isEqualTo(1_000);
        // 9,000 units at 45 micro-fen are 0.405 fen: one fen for the first, nothing for the second.
        assertThat(firm.availableFen()).isEqualTo(100_000 - 3_000 - 1);
    }

    @Test
    void paysAThousand() {
        Wallet firm = bank.wallet(WalletClass.CORPORATE, SignatureAlgorithm.ED25519, 1_000_000);
        Wallet alice = bank.wallet(0);
        Payroll.Item[] items = new Payroll.Item[PayrollReader.MAX_ITEMS];
        Arrays.setAll(items, i -> item(alice.id(), 7));
        post(payroll(firm, items), firm.key()).statusCode(200).body("items.status", everyItem(is(201)));
        assertThat(alice.availableFen()).isEqualTo(7_000);
        assertThat(firm.availableFen()).isEqualTo(1_000_000 - 7_000 - 405);
    }

    @Test
    void refusesAnItemWhoseIdHasOtherContent() {
        Wallet firm = bank.wallet(WalletClass.CORPORATE, SignatureAlgorithm.ED25519, 10_000);
        Wallet alice = bank.wallet(0);
        Payroll.Item item = item(alice.id(), 10);
        post(payroll(firm, item), firm.key()).statusCode(200).body("items.status", contains(201));
        Payroll.Item twin = new Payroll.Item(item.id(), item.payee(), new Money(11));
        post(payroll(firm, twin), firm.key())
                .statusCode(200)
                .body("items.status", contains(422))
                .body("items.code", contains("ID_REUSED"));
        assertThat(alice.availableFen()).isEqualTo(10);
    }

    @Test
    void refusesPersonsAndForgeries() {
        Wallet person = bank.wallet(10_000);
        Wallet alice = bank.wallet(0);
        post(payroll(person, item(alice.id(), 10)), person.key())
                .statusCode(200)
                .body("items.status", contains(403));
        Wallet firm = bank.wallet(WalletClass.CORPORATE, SignatureAlgorithm.ED25519, 10_000);
        post(payroll(firm, item(alice.id(), 10)), person.key()).statusCode(401).body("code", is("BAD_SIGNATURE"));
        assertThat(alice.availableFen()).isZero();
    }

    @Test
    void namesWhatIsMalformed() {
        Wallet firm = bank.wallet(WalletClass.CORPORATE, SignatureAlgorithm.ED25519, 10_000);
        Payroll.Item item = item(firm.id(), 10);
        post(payroll(firm, item, item), firm.key())
                .statusCode(400)
                .body("violations.field", contains("order.items[1].id"));
        post(payroll(firm), firm.key()).statusCode(400).body("violations.field", contains("order.items"));
        Payroll.Item[] many = new Payroll.Item[PayrollReader.MAX_ITEMS + 1];
        Arrays.setAll(many, i -> item(firm.id(), 7));
        post(payroll(firm, many), firm.key()).statusCode(400).body("violations.field", contains("order.items"));
        ObjectNode body = body(payroll(firm, item), firm.key());
        ((ObjectNode) body.get("order").get("items").get(0))
                .put("amountFen", "10")
                .remove("payee");
        post(body.toString())
                .statusCode(400)
                .body("violations.field", hasItem("order.items[0].amountFen"))
                .body("violations.field", hasItem("order.items[0].payee"));
    }

    private static Payroll.Item item(String payee, long fen) {
        return new Payroll.Item(UUID.randomUUID(), payee, new Money(fen));
    }

    private static Payroll payroll(Wallet payer, Payroll.Item... items) {
        Instant expiresAt = Instant.now().plusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
        return new Payroll(payer.id(), new ArrayList<>(List.of(items)), new Money(10), expiresAt, "November");
    }

    private static ObjectNode body(Payroll payroll, SigningKey key) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode order = body.putObject("order")
                .put("payer", payroll.payer())
                .put("maxGasFeeFen", payroll.maxGasFee().fen())
                .put("expiresAt", payroll.expiresAt().toString())
                .put("reference", payroll.reference());
        ArrayNode items = order.putArray("items");
        for (Payroll.Item item : payroll.items()) {
            items.addObject()
                    .put("id", item.id().toString())
                    .put("payee", item.payee())
                    .put("amountFen", item.amount().fen());
        }
        return body.put("signature", Base64Url.encode(key.sign(payroll.signedBytes(DcepStack.NETWORK))));
    }

    private static ValidatableResponse post(Payroll payroll, SigningKey key) {
        return post(body(payroll, key).toString());
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/payrolls")
                .then();
    }
}
