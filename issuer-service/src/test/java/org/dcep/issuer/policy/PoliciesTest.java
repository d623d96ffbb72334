package org.dcep.issuer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.SignedPolicy;
import org.dcep.crypto.Base64Url;
import org.dcep.issuer.Bank;
import org.dcep.kernel.Money;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.PriceRule;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class PoliciesTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @Test
    void startsWithAPublishedVersionOfEveryPolicy() {
        try (KafkaProbe kafka = KafkaProbe.open()) {
            PolicyPublished gas =
                    kafka.await(PolicyPublished.class, event -> event.kind().equals("GAS") && event.version() == 1);
            assertThat(gas.document()).isEqualTo(PolicyJson.write(GasPolicy.initial()));
            PolicyPublished classes = kafka.await(
                    PolicyPublished.class, event -> event.kind().equals("WALLET_CLASSES") && event.version() == 1);
            assertThat(classes.document()).isEqualTo(PolicyJson.write(WalletClassPolicy.presetA()));
        }
    }

    @Test
    void signsExactlyTheDocumentThatItShows() {
        for (String path : List.of("/v1/policies/gas", "/v1/policies/wallet-classes")) {
            JsonPath shown =
                    RestAssured.get(path).then().statusCode(200).extract().jsonPath();
            byte[] signed = SignedPolicy.signedBytes(
                    DcepStack.NETWORK,
                    shown.getString("kind"),
                    shown.getInt("version"),
                    Instant.parse(shown.getString("effectiveFrom")),
                    shown.getString("document"));
            byte[] signature = Base64Url.decode(shown.getString("signature"));
            assertThat(TestMint.CENTRAL_BANK.verifyingKey().verifies(signed, signature))
                    .isTrue();
            assertThat(shown.getString("keyId"))
                    .isEqualTo(TestMint.CENTRAL_BANK.verifyingKey().keyId());
            assertThat(shown.<Object>get("policy")).isEqualTo(new JsonPath(shown.getString("document")).get());
        }
    }

    @Test
    void publishesANewVersionAndTellsEverybody() {
        int before = version("gas");
        JsonPath published =
                put("gas", gas(before + 1_000)).then().statusCode(200).extract().jsonPath();
        assertThat(published.getInt("version")).isEqualTo(before + 1);
        assertThat(version("gas")).isEqualTo(before + 1);
        assertThat(put("gas", gas(before + 1_000)).jsonPath().getInt("version")).isEqualTo(before + 1);
        try (KafkaProbe kafka = KafkaProbe.open()) {
            PolicyPublished event = kafka.await(
                    PolicyPublished.class, seen -> seen.kind().equals("GAS") && seen.version() == before + 1);
            assertThat(event.signature()).isEqualTo(published.getString("signature"));
        }
    }

    @Test
    void keepsTheOldVersionUntilTheNewOneApplies() {
        String path = "/v1/policies/wallet-classes";
        int before = version("wallet-classes");
        Instant later = CLOCK.instant().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
        String body = "{\"effectiveFrom\":\"" + later + "\",\"policy\":" + PolicyJson.write(WalletClassPolicy.presetB())
                + "}";
        put("wallet-classes", body).then().statusCode(200).body("version", equalTo(before + 1));
        RestAssured.get(path).then().body("version", equalTo(before));
        RestAssured.get(path + "?at=" + later).then().body("version", equalTo(before + 1));
        RestAssured.get(path + "?at=" + later.minusSeconds(1)).then().body("version", equalTo(before));
        put("wallet-classes", "{\"policy\":" + PolicyJson.write(WalletClassPolicy.presetA()) + "}")
                .then()
                .statusCode(409)
                .body("code", equalTo("POLICY_OUT_OF_ORDER"));
    }

    @Test
    void numbersVersionsWithoutGapsWhenManyPublishAtOnce() {
        int before = version("gas");
        List<Integer> versions = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> put("gas", gas(5_000 + i)).jsonPath().getInt("version"))
                .toList();
        assertThat(versions).doesNotHaveDuplicates().allMatch(version -> version > before && version <= before + 6);
    }

    @Test
    void refusesADateThatCannotBe() {
        String policy = PolicyJson.write(GasPolicy.initial());
        for (String date : List.of("2020-01-01T00:00:00Z", "2099-01-01T00:00:00.0001Z", "tomorrow")) {
            put("gas", "{\"effectiveFrom\":\"" + date + "\",\"policy\":" + policy + "}")
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem("effectiveFrom"));
        }
        put("gas", "{\"effectiveFrom\":null,\"policy\":" + policy + "}").then().statusCode(400);
        for (String at : List.of("now", "-1000000000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z")) {
            RestAssured.given()
                    .queryParam("at", at)
                    .get("/v1/policies/gas")
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem("at"));
        }
        RestAssured.get("/v1/policies/gas?at=2020-01-01T00:00:00Z").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"policy\":null}",
                "{\"policy\":7}",
                "{\"policy\":{}}",
                "{\"policy\":GAS,\"more\":1}",
                "{\"policy\":{\"price\":{\"rule\":\"FREE\"},\"units\":UNITS,\"beneficiaries\":ALL}}",
                "{\"policy\":{\"price\":{\"rule\":\"SCHEDULE\",\"microFenPerUnit\":-1},\"units\":UNITS,"
                        + "\"beneficiaries\":ALL}}",
                "{\"policy\":{\"price\":{\"rule\":\"SCHEDULE\",\"microFenPerUnit\":1.5},\"units\":UNITS,"
                        + "\"beneficiaries\":ALL}}",
                "{\"policy\":{\"price\":{\"rule\":\"SCHEDULE\",\"microFenPerUnit\":9223372036854775807},"
                        + "\"units\":UNITS,\"beneficiaries\":ALL}}",
                "{\"policy\":{\"price\":{\"rule\":\"ZERO\"},\"units\":{\"TRANSFER\":1},\"beneficiaries\":ALL}}",
                "{\"policy\":{\"price\":{\"rule\":\"ZERO\"},\"units\":{\"TRANSFER\":0,\"PAYROLL_ITEM\":1},"
                        + "\"beneficiaries\":ALL}}",
                "{\"policy\":{\"price\":{\"rule\":\"ZERO\"},\"units\":UNITS,\"beneficiaries\":[]}}",
                "{\"policy\":{\"price\":{\"rule\":\"ZERO\"},\"units\":UNITS,"
                        + "\"beneficiaries\":[{\"name\":\"treasury\",\"basisPoints\":9999}]}}"
            })
    void refusesAGasPolicyThatCannotBeApplied(String body) {
        int before = version("gas");
        put(
                        "gas",
                        body.replace("GAS", PolicyJson.write(GasPolicy.initial()))
                                .replace("UNITS", "{\"TRANSFER\":2,\"PAYROLL_ITEM\":2}")
                                .replace("ALL", "[{\"name\":\"treasury\",\"basisPoints\":10000}]"))
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));
        assertThat(version("gas")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"perPaymentFen\":-1",
                "\"perPaymentFen\":10,\"dailyFen\":9",
                "\"weeklyFen\":1",
                "\"dailyFen\":\"1\""
            })
    void refusesLimitsThatMakeNoSense(String limits) {
        String policy =
                "{\"name\":\"X\",\"classes\":{\"I\":{},\"II\":{},\"III\":{},\"IV\":{" + limits + "},\"CORPORATE\":{}}}";
        put("wallet-classes", "{\"policy\":" + policy + "}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("policy"));
    }

    @Test
    void publishesHowOperatorsSettleFromTheFirstVersionOn() {
        RestAssured.get("/v1/policies/settlement?at=2026-01-01T00:00:00Z")
                .then()
                .statusCode(404);
        JsonPath published = put(
                        "settlement",
                        "{\"policy\":{\"mode\":\"HYBRID\",\"asset\":\"RESERVES\",\"caps\":{\"creditCapFen\":500}}}")
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("policy.shortfall", equalTo("POSTPONE"))
                .body("policy.offsetting.bypass", equalTo(true))
                .extract()
                .jsonPath();
        SettlementPolicy expected = SettlementPolicy.of(ClearingMode.HYBRID, SettlementAsset.RESERVES)
                .with(new SettlementPolicy.Caps(Money.fen(500), Optional.empty()));
        assertThat(PolicyJson.readSettlement(published.getString("document"))).isEqualTo(expected);
        try (KafkaProbe kafka = KafkaProbe.open()) {
            PolicyPublished event =
                    kafka.await(PolicyPublished.class, seen -> seen.kind().equals("SETTLEMENT"));
            assertThat(event.document()).isEqualTo(published.getString("document"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"mode\":\"NET\",\"asset\":\"RESERVES\"}",
                "{\"mode\":1,\"asset\":\"RESERVES\"}",
                "{\"mode\":\"GROSS\",\"asset\":\"CURRENCY\",\"caps\":{\"creditCapFen\":1}}",
                "{\"mode\":\"GROSS\",\"asset\":\"CURRENCY\",\"endOfDay\":{\"rule\":\"FORCE_ON_CREDIT\",\"pricePpm\":1}}",
                "{\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"endOfDay\":{\"rule\":\"RETURN\"}}",
                "{\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"caps\":{\"creditCapFen\":1000000000001}}",
                "{\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"more\":1}"
            })
    void refusesASettlementPolicyThatCannotBeApplied(String policy) {
        put("settlement", "{\"policy\":" + policy + "}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("policy"));
    }

    @Test
    void letsOnlyTheCentralBankPublish() {
        String body = gas(1);
        RestAssured.given()
                .contentType("application/json")
                .body(body)
                .put("/v1/policies/gas")
                .then()
                .statusCode(401);
        for (String token : List.of(Tokens.operator("bank"), Tokens.auditor(), Tokens.settlement())) {
            Bank.as(token).body(body).put("/v1/policies/gas").then().statusCode(403);
            Bank.as(token).body(body).put("/v1/policies/wallet-classes").then().statusCode(403);
            Bank.as(token).body(body).put("/v1/policies/settlement").then().statusCode(403);
        }
    }

    private static Response put(String kind, String body) {
        return Bank.centralBank().body(body).put("/v1/policies/" + kind);
    }

    private static int version(String kind) {
        return RestAssured.get("/v1/policies/" + kind).jsonPath().getInt("version");
    }

    private static String gas(long microFenPerUnit) {
        GasPolicy initial = GasPolicy.initial();
        GasPolicy policy =
                new GasPolicy(new PriceRule.Schedule(microFenPerUnit), initial.units(), initial.beneficiaries());
        return "{\"policy\":" + PolicyJson.write(policy) + "}";
    }
}
