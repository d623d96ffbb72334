package org.dcep.issuer.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.issuer.Bank;
import org.dcep.issuer.Books;
import org.dcep.kernel.Money;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class OperatorsTest {
    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @Test
    void admitsABankAndTellsEverybody() {
        Bank bank = Bank.withReserves(500);
        Bank next = Bank.withReserves(0);
        assertThat(next.number()).isEqualTo(bank.number() + 1);
        assertThat(bank.clientSecret()).hasSize(43).isNotEqualTo(next.clientSecret());
        bank.request()
                .get("/v1/operators/" + bank.id())
                .then()
                .statusCode(200)
                .body("operatorId", equalTo(bank.id()))
                .body("operatorNumber", equalTo(bank.number()))
                .body("reservesFreeFen", equalTo(500))
                .body("reservesLockedFen", equalTo(0))
                .body("outstandingFen", equalTo(0))
                .body("clientSecret", nullValue());
        try (KafkaProbe kafka = KafkaProbe.open()) {
            OperatorAdmitted event = kafka.await(
                    OperatorAdmitted.class, admitted -> admitted.operatorId().equals(bank.id()));
            assertThat(event.operatorNumber()).isEqualTo(bank.number());
        }
    }

    @Test
    void keepsOnlyTheDigestOfASecret() {
        Bank bank = Bank.withReserves(0);
        long digests = DcepStack.database()
                .number(
                        "SELECT count(*) FROM client WHERE id = ? AND secret_sha256 = sha256(convert_to(?, 'UTF8'))",
                        bank.clientId(),
                        bank.clientSecret());
        assertThat(digests).isEqualTo(1);
    }

    @Test
    void answersARepeatedAdmissionWithoutTheSecret() {
        Map<String, Object> admission =
                admission("again-" + UUID.randomUUID().toString().substring(0, 8), 100);
        Bank.centralBank().body(admission).post("/v1/operators").then().statusCode(201);
        Bank.centralBank()
                .body(admission)
                .post("/v1/operators")
                .then()
                .statusCode(200)
                .body("reservesFreeFen", equalTo(100))
                .body("clientSecret", nullValue());
    }

    @Test
    void refusesAnotherAdmissionUnderTheSameId() {
        Bank bank = Bank.withReserves(100);
        Bank.centralBank()
                .body(admission(bank.id(), 100))
                .post("/v1/operators")
                .then()
                .statusCode(422)
                .body("code", equalTo("ID_REUSED"));
        assertThat(bank.freeFen()).isEqualTo(100);
    }

    @Test
    void givesEveryBankItsOwnNumberWhenManyComeAtOnce() {
        List<Integer> numbers = IntStream.range(0, 10)
                .parallel()
                .mapToObj(i -> Bank.withReserves(1).number())
                .toList();
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operatorId | {\"name\":\"n\",\"reserveFen\":1}",
                "operatorId | {\"operatorId\":\"a:b\",\"name\":\"n\",\"reserveFen\":1}",
                "operatorId | {\"operatorId\":\"\",\"name\":\"n\",\"reserveFen\":1}",
                "name       | {\"operatorId\":\"x\",\"name\":\" \",\"reserveFen\":1}",
                "name       | {\"operatorId\":\"x\",\"reserveFen\":1}",
                "reserveFen | {\"operatorId\":\"x\",\"name\":\"n\"}",
                "reserveFen | {\"operatorId\":\"x\",\"name\":\"n\",\"reserveFen\":-1}",
                "reserveFen | {\"operatorId\":\"x\",\"name\":\"n\",\"reserveFen\":0.5}",
                "reserveFen | {\"operatorId\":\"x\",\"name\":\"n\",\"reserveFen\":9007199254740992}",
                "clientId   | {\"operatorId\":\"x\",\"name\":\"n\",\"reserveFen\":1,\"clientId\":\"y\"}"
            })
    void refusesAMalformedAdmissionAndNamesTheField(String field, String body) {
        Bank.centralBank()
                .body(body)
                .post("/v1/operators")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"))
                .body("violations.field", hasItem(field));
    }

    @Test
    void refusesReservesThatNoSumCouldHold() {
        Bank.withReserves(1);
        Bank.centralBank()
                .body(admission("giant", Money.MAX_FEN))
                .post("/v1/operators")
                .then()
                .statusCode(409)
                .body("code", equalTo("RESERVES_EXCEED_MAXIMUM"));
        Bank.centralBank().get("/v1/operators/giant").then().statusCode(404);
    }

    @Test
    void addsReservesOncePerId() {
        Bank bank = Bank.withReserves(100);
        UUID id = UUID.randomUUID();
        String first = add(bank.id(), id, 50).then().statusCode(201).extract().asString();
        assertThat(add(bank.id(), id, 50).then().statusCode(200).extract().asString())
                .isEqualTo(first);
        add(bank.id(), id, 51).then().statusCode(422).body("code", equalTo("ID_REUSED"));
        add(Bank.withReserves(0).id(), id, 50).then().statusCode(422);
        assertThat(bank.freeFen()).isEqualTo(150);
    }

    @Test
    void addsReservesOnceForParallelRepeats() {
        Bank bank = Bank.withReserves(0);
        UUID id = UUID.randomUUID();
        List<Integer> statuses = IntStream.range(0, 10)
                .parallel()
                .mapToObj(i -> add(bank.id(), id, 7).statusCode())
                .toList();
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(bank.freeFen()).isEqualTo(7);
    }

    @Test
    void refusesReservesThatCannotBeAdded() {
        Bank bank = Bank.withReserves(100);
        add(bank.id(), UUID.randomUUID(), 0).then().statusCode(400).body("violations.field", hasItem("amountFen"));
        add(bank.id(), UUID.randomUUID(), Money.MAX_FEN)
                .then()
                .statusCode(409)
                .body("code", equalTo("RESERVES_EXCEED_MAXIMUM"));
        add("no-bank", UUID.randomUUID(), 1).then().statusCode(404);
        add("no:bank", UUID.randomUUID(), 1).then().statusCode(404);
        bank.request()
                .body(Map.of("id", UUID.randomUUID().toString(), "amountFen", 1))
                .post("/v1/operators/" + bank.id() + "/reserves")
                .then()
                .statusCode(403);
        assertThat(bank.freeFen()).isEqualTo(100);
    }

    @Test
    void showsAnOperatorToItselfTheAuditorAndTheCentralBankOnly() {
        Bank bank = Bank.withReserves(1);
        Bank other = Bank.withReserves(1);
        String path = "/v1/operators/" + bank.id();
        bank.request().get(path).then().statusCode(200);
        Bank.as(Tokens.auditor()).get(path).then().statusCode(200);
        Bank.centralBank().get(path).then().statusCode(200);
        other.request().get(path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        Bank.as(Tokens.holder("0010000000000017")).get(path).then().statusCode(403);
        Bank.as(Tokens.settlement()).get(path).then().statusCode(403);
        RestAssured.get(path).then().statusCode(401);
        Bank.centralBank().get("/v1/operators/no-bank").then().statusCode(404);
    }

    @Test
    void listsOperatorsInPagesAndABankOnlyItself() {
        Bank first = Bank.withReserves(1);
        Bank second = Bank.withReserves(1);
        List<String> ids = new ArrayList<>();
        String next = "0";
        while (next != null) {
            Response page = Bank.as(Tokens.auditor()).get("/v1/operators?limit=2&after=" + next);
            page.then().statusCode(200);
            ids.addAll(page.path("items.operatorId"));
            next = page.path("next");
        }
        assertThat(ids).doesNotHaveDuplicates().contains(first.id(), second.id());
        first.request()
                .get("/v1/operators")
                .then()
                .statusCode(200)
                .body("items.operatorId", hasItems(first.id()))
                .body("items.size()", equalTo(1))
                .body("next", nullValue());
        Bank.centralBank().get("/v1/operators?limit=0").then().statusCode(400);
    }

    @Test
    void refusesAdmissionByAnybodyElse() {
        Map<String, Object> admission = admission("self-made", 1);
        RestAssured.given()
                .contentType("application/json")
                .body(admission)
                .post("/v1/operators")
                .then()
                .statusCode(401);
        for (String token : List.of(Tokens.operator("self-made"), Tokens.auditor(), Tokens.settlement())) {
            Bank.as(token).body(admission).post("/v1/operators").then().statusCode(403);
        }
    }

    private static Map<String, Object> admission(String id, long reserveFen) {
        return Map.of("operatorId", id, "name", "A bank", "reserveFen", reserveFen);
    }

    private static Response add(String operatorId, UUID id, long amountFen) {
        return Bank.centralBank()
                .body(Map.of("id", id.toString(), "amountFen", amountFen))
                .post("/v1/operators/" + operatorId + "/reserves");
    }
}
