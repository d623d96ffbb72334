package org.dcep.issuer.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.RedemptionCompleted;
import org.dcep.contracts.RedemptionRequested;
import org.dcep.issuer.Bank;
import org.dcep.issuer.Books;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class RedemptionTest {
    private KafkaProbe kafka;

    @BeforeEach
    void open() {
        kafka = KafkaProbe.open();
    }

    @AfterEach
    void theBooksBalance() {
        kafka.close();
        Books.balance();
    }

    @Test
    void destroysCoinsAndFreesReservesWhenTheVaultReleases() {
        Bank bank = Bank.withCurrency(1_000);
        UUID id = UUID.randomUUID();
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> bank.redeem(id, 333));
        RedemptionRequested request = kafka.await(
                RedemptionRequested.class, event -> event.redemptionId().equals(id));
        assertThat(request.operatorId()).isEqualTo(bank.id());
        assertThat(request.amountFen()).isEqualTo(333);
        kafka.publish(new RedemptionAnswered(id, bank.id(), 1, 333, true));
        assertThat(answer.join().statusCode()).isIn(201, 202);
        awaitState(bank, id, "REDEEMED");
        assertThat(bank.outstandingFen()).isEqualTo(667);
        assertThat(bank.lockedFen()).isEqualTo(667);
        assertThat(bank.freeFen()).isEqualTo(333);
        RedemptionCompleted completed = kafka.await(
                RedemptionCompleted.class, event -> event.redemptionId().equals(id));
        assertThat(completed.amountFen()).isEqualTo(333);
        bank.redeem(id, 333).then().statusCode(200).body("state", equalTo("REDEEMED"));
        assertThat(bank.outstandingFen()).isEqualTo(667);
    }

    @Test
    void isALiquidityTransferFromTheVaultToTheReserves() {
        Bank bank = Bank.withCurrency(1_000);
        UUID id = UUID.randomUUID();
        redeemAndRelease(bank, id, 333);
        awaitState(bank, id, "REDEEMED");
        XmlPath transfer = message(Tokens.operator(bank.id()), id)
                .then()
                .statusCode(200)
                .extract()
                .xmlPath();
        transfer.setRootPath("Document.LqdtyCdtTrf.LqdtyCdtTrf");
        assertThat(transfer.getString("LqdtyTrfId.TxId"))
                .isEqualTo(id.toString().replace("-", ""));
        assertThat(transfer.getString("TrfdAmt.AmtWthCcy")).isEqualTo("3.33");
        assertThat(transfer.getString("DbtrAcct.Id.Othr.SchmeNm.Prtry")).isEqualTo("DCEP-VAULT");
        assertThat(transfer.getString("CdtrAcct.Id.Othr.SchmeNm.Prtry")).isEqualTo("DCEP-RESERVE");
        assertThat(transfer.getString("CdtrAcct.Id.Othr.Id")).isEqualTo(bank.id());
        assertThat(message(Tokens.operator("another-bank"), id).statusCode()).isEqualTo(404);
        assertThat(message(Tokens.holder(), id).statusCode()).isEqualTo(403);
    }

    @Test
    void isNoMessageBeforeItIsDecided() {
        Bank bank = Bank.withCurrency(100);
        UUID id = UUID.randomUUID();
        bank.redeem(id, 100).then().statusCode(202);
        assertThat(message(Tokens.operator(bank.id()), id).statusCode()).isEqualTo(404);
        kafka.publish(new RedemptionAnswered(id, bank.id(), 1, 100, false));
        awaitState(bank, id, "REFUSED");
        assertThat(message(Tokens.operator(bank.id()), id).statusCode()).isEqualTo(404);
    }

    private static Response message(String token, UUID id) {
        return RestAssured.given().auth().oauth2(token).get("/v1/redemptions/" + id + "/messages/camt.050");
    }

    @Test
    void announcesWhichCoinsAreVoidAndWhichAreChange() {
        Bank bank = Bank.withCurrency(500_000);
        UUID id = UUID.randomUUID();
        redeemAndRelease(bank, id, 999);
        CurrencyRegistered change =
                kafka.await(CurrencyRegistered.class, event -> event.causeId().equals(id));
        assertThat(change.operatorId()).isEqualTo(bank.id());
        assertThat(change.retired()).hasSize(1);
        assertThat(change.coins().stream().mapToLong(IssuedCoin::amountFen).sum())
                .isEqualTo(1);
    }

    @Test
    void answers202WhileTheBookIsSilentAndTheDecisionLater() {
        Bank bank = Bank.withCurrency(100);
        UUID id = UUID.randomUUID();
        bank.redeem(id, 100).then().statusCode(202).body("state", equalTo("REQUESTED"));
        bank.redeem(id, 100).then().statusCode(202);
        assertThat(bank.outstandingFen()).isEqualTo(100);
        kafka.publish(new RedemptionAnswered(id, bank.id(), 1, 100, true));
        awaitState(bank, id, "REDEEMED");
        assertThat(bank.freeFen()).isEqualTo(100);
        assertThat(kafka.published(RedemptionRequested.class).stream()
                        .filter(event -> event.redemptionId().equals(id)))
                .hasSize(1);
    }

    @Test
    void remembersARefusalOfTheVault() {
        Bank bank = Bank.withCurrency(100);
        UUID id = UUID.randomUUID();
        bank.redeem(id, 101).then().statusCode(202);
        kafka.publish(new RedemptionAnswered(id, bank.id(), 1, 101, false));
        awaitState(bank, id, "REFUSED");
        bank.redeem(id, 101)
                .then()
                .statusCode(409)
                .body("code", equalTo("INSUFFICIENT_VAULT"))
                .body("redemptionId", equalTo(id.toString()));
        assertThat(bank.outstandingFen()).isEqualTo(100);
    }

    @Test
    void completesOnceForRepeatedAnswers() {
        Bank bank = Bank.withCurrency(100);
        UUID id = UUID.randomUUID();
        bank.redeem(id, 40).then().statusCode(202);
        KafkaProbe.Sent sent = kafka.publish(new RedemptionAnswered(id, bank.id(), 1, 40, true));
        kafka.send(sent);
        kafka.publish(new RedemptionAnswered(id, bank.id(), 1, 40, true));
        redeemAndRelease(bank, UUID.randomUUID(), 1);
        assertThat(bank.outstandingFen()).isEqualTo(59);
        assertThat(kafka.published(RedemptionCompleted.class).stream()
                        .filter(event -> event.redemptionId().equals(id)))
                .hasSize(1);
    }

    @Test
    void waitsForTheSettlementThatBringsTheCurrency() {
        Bank payer = Bank.withCurrency(100);
        Bank bank = Bank.withCurrency(10);
        UUID id = UUID.randomUUID();
        bank.redeem(id, 60).then().statusCode(202);
        kafka.publish(new RedemptionAnswered(id, bank.id(), 1, 60, true));
        Bank witness = Bank.withCurrency(5);
        redeemAndRelease(witness, UUID.randomUUID(), 5);
        assertThat(state(bank, id)).isEqualTo("REQUESTED");
        kafka.publish(new PaymentsSettled(
                UUID.randomUUID(),
                1,
                "DEFERRED_NET",
                "CURRENCY",
                List.of(new PaymentsSettled.Movement(payer.id(), bank.id(), 50))));
        awaitState(bank, id, "REDEEMED");
        assertThat(bank.outstandingFen()).isZero();
        assertThat(bank.freeFen()).isEqualTo(60);
        assertThat(payer.outstandingFen()).isEqualTo(50);
    }

    @Test
    void requestsOnceForParallelRepeats() {
        Bank bank = Bank.withCurrency(100);
        UUID id = UUID.randomUUID();
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> bank.redeem(id, 10).statusCode())
                .toList();
        assertThat(statuses).containsOnly(202);
        assertThat(kafka.awaitCount(
                        1,
                        RedemptionRequested.class,
                        event -> event.redemptionId().equals(id)))
                .hasSize(1);
    }

    @Test
    void refusesTheSameIdWithOtherContent() {
        Bank bank = Bank.withCurrency(100);
        UUID id = UUID.randomUUID();
        bank.redeem(id, 10).then().statusCode(202);
        bank.redeem(id, 11).then().statusCode(422).body("code", equalTo("ID_REUSED"));
        Bank.withCurrency(100).redeem(id, 10).then().statusCode(422);
    }

    @Test
    void refusesWhoeverIsNotTheBank() {
        Bank bank = Bank.withCurrency(100);
        Map<String, Object> body = Map.of("id", UUID.randomUUID().toString(), "operatorId", bank.id(), "amountFen", 1);
        RestAssured.given()
                .contentType("application/json")
                .body(body)
                .post("/v1/redemptions")
                .then()
                .statusCode(401);
        for (String token :
                List.of(Tokens.centralBank(), Tokens.auditor(), Tokens.operator("other"), Tokens.settlement())) {
            Bank.as(token).body(body).post("/v1/redemptions").then().statusCode(403);
        }
    }

    @Test
    void answersNotFoundForAnOperatorThatWasNeverAdmitted() {
        new Bank("never-admitted", 0, "", "")
                .redeem(UUID.randomUUID(), 1)
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id         | {\"operatorId\":\"bank\",\"amountFen\":1}",
                "operatorId | {\"id\":\"ID\",\"operatorId\":\"\",\"amountFen\":1}",
                "amountFen  | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":0}",
                "amountFen  | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":\"1\"}",
                "more       | {\"id\":\"ID\",\"operatorId\":\"bank\",\"amountFen\":1,\"more\":1}"
            })
    void refusesAMalformedOrderAndNamesTheField(String field, String body) {
        Bank.as(Tokens.operator("bank"))
                .body(body.replace("ID", UUID.randomUUID().toString()))
                .post("/v1/redemptions")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field));
    }

    @Test
    void showsARedemptionToItsBankTheAuditorAndTheCentralBankOnly() {
        Bank bank = Bank.withCurrency(100);
        UUID id = UUID.randomUUID();
        bank.redeem(id, 10).then().statusCode(202);
        String path = "/v1/redemptions/" + id;
        bank.request().get(path).then().statusCode(200);
        Bank.as(Tokens.auditor()).get(path).then().statusCode(200);
        Bank.centralBank().get(path).then().statusCode(200);
        Bank.withReserves(0).request().get(path).then().statusCode(404);
        RestAssured.get(path).then().statusCode(401);
        bank.request().get("/v1/redemptions/" + UUID.randomUUID()).then().statusCode(404);
        bank.request().get("/v1/redemptions/x").then().statusCode(404);
    }

    private void redeemAndRelease(Bank bank, UUID id, long amountFen) {
        bank.redeem(id, amountFen).then().statusCode(202);
        kafka.publish(new RedemptionAnswered(id, bank.id(), 1, amountFen, true));
        awaitState(bank, id, "REDEEMED");
    }

    private static void awaitState(Bank bank, UUID id, String state) {
        Books.await("redemption " + state, () -> state(bank, id).equals(state));
    }

    private static String state(Bank bank, UUID id) {
        return bank.request().get("/v1/redemptions/" + id).path("state");
    }
}
