package org.dcep.wallet.payment;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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
class PaymentBatchResourceTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final ObjectMapper JSON = new ObjectMapper();
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
    void answersEveryLineInItsPlace() {
        Wallet alice = bank.wallet(10_000);
        Wallet bob = bank.wallet(0);
        SignedOrders good = alice.pays(bob, 10);
        SignedOrders forged = alice.pays(bob, 10).signedBy(bob.key());
        SignedOrders poor = alice.pays(bob, 1_000_000);
        String large = "{\"x\": \"" + "a".repeat(1 << 20) + "\"}";
        List<JsonNode> lines = submit(good.json() + "\n\nnonsense\n" + forged.json() + "\r\n" + large + "\n"
                + poor.json() + "\n{}\n" + alice.pays(bob, 20).json());
        assertThat(lines).extracting(line -> line.get("line").asInt()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(lines)
                .extracting(line -> line.get("status").asInt())
                .containsExactly(201, 400, 400, 401, 400, 409, 400, 201);
        assertThat(lines.get(0).get("paymentId").asText())
                .isEqualTo(good.order().id().toString());
        assertThat(lines.get(0).get("state").asText()).isEqualTo("ACCEPTED");
        assertThat(lines.get(0).get("gasFeeFen").asInt()).isEqualTo(1);
        assertThat(lines.get(2).get("code").asText()).isEqualTo("MALFORMED_REQUEST");
        assertThat(lines.get(2).get("violations")).isNotEmpty();
        assertThat(lines.get(3).get("code").asText()).isEqualTo("BAD_SIGNATURE");
        assertThat(lines.get(5).get("code").asText()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(lines.get(5).get("state").asText()).isEqualTo("REFUSED");
        assertThat(bob.availableFen()).isEqualTo(30);
    }

    @Test
    void paysAnOrderOnceThatIsInTheBatchManyTimes() {
        Wallet alice = bank.wallet(10_000);
        Wallet bob = bank.wallet(0);
        SignedOrders order = alice.pays(bob, 10);
        List<SignedOrders> twins = new ArrayList<>(Collections.nCopies(50, order));
        twins.add(order.to(bob.id(), 11));
        List<JsonNode> lines = submit(SignedOrders.lines(twins));
        assertThat(lines).filteredOn(line -> line.get("status").asInt() == 201).hasSizeLessThanOrEqualTo(1);
        assertThat(lines).filteredOn(line -> line.get("status").asInt() == 422).hasSizeBetween(1, 50);
        assertThat(bob.availableFen()).isIn(10L, 11L);
    }

    @Test
    void takesTenThousandLinesAndLosesNone() {
        List<Wallet> payers =
                IntStream.range(0, 20).mapToObj(i -> bank.wallet(1_000_000)).toList();
        Wallet bob = bank.wallet(0);
        List<SignedOrders> orders = IntStream.range(0, SubmitBatch.MAX_LINES)
                .mapToObj(i -> payers.get(i % payers.size()).pays(bob, 1))
                .toList();
        List<JsonNode> lines = submit(SignedOrders.lines(orders));
        assertThat(lines).hasSize(SubmitBatch.MAX_LINES);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).get("line").asInt()).isEqualTo(i + 1);
            assertThat(lines.get(i).get("status").asInt()).isEqualTo(201);
            assertThat(lines.get(i).get("paymentId").asText())
                    .isEqualTo(orders.get(i).order().id().toString());
        }
        assertThat(bob.availableFen()).isEqualTo(SubmitBatch.MAX_LINES);
    }

    @Test
    void refusesMoreThanTenThousandLinesBeforeTheFirst() {
        Wallet alice = bank.wallet(10_000);
        Wallet bob = bank.wallet(0);
        String first = alice.pays(bob, 10).json();
        given().contentType(NDJSON)
                .body((first + "\n".repeat(SubmitBatch.MAX_LINES) + "{}").getBytes(UTF_8))
                .post("/v1/payment-batches")
                .then()
                .statusCode(400)
                .body("code", is("MALFORMED_REQUEST"));
        assertThat(bob.availableFen()).isZero();
    }

    @Test
    void anOrderThatCannotBeWrittenDisturbsNoOther() {
        Wallet alice = bank.wallet(10_000);
        Wallet bob = bank.wallet(0);
        List<SignedOrders> orders = IntStream.range(0, 64)
                .mapToObj(i -> alice.pays(bob, i == 41 ? 13 : 10))
                .toList();
        DcepStack.database().execute("alter table payment add constraint planted check (amount_fen <> 13)");
        try {
            List<JsonNode> lines = submit(SignedOrders.lines(orders));
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i).get("status").asInt()).isEqualTo(i == 41 ? 503 : 201);
            }
            assertThat(lines.get(41).get("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
            assertThat(bob.availableFen()).isEqualTo(630);
        } finally {
            DcepStack.database().execute("alter table payment drop constraint planted");
        }
        List<JsonNode> again = submit(SignedOrders.lines(orders));
        assertThat(again)
                .extracting(line -> line.get("status").asInt())
                .containsOnly(200, 201)
                .containsOnlyOnce(201);
        assertThat(bob.availableFen()).isEqualTo(643);
    }

    @Test
    void answersNothingToNothing() {
        assertThat(submit("")).isEmpty();
    }

    private static List<JsonNode> submit(String body) {
        String answer = given().contentType(NDJSON)
                .body(body.getBytes(UTF_8))
                .post("/v1/payment-batches")
                .then()
                .statusCode(200)
                .contentType(NDJSON)
                .extract()
                .asString();
        return answer.lines().map(PaymentBatchResourceTest::parsed).toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
