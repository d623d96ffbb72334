package org.dcep.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.settlement.World.ABC;
import static org.dcep.settlement.World.BOC;
import static org.dcep.settlement.World.CCB;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface from outside: who may do what, and what is refused how. */
@QuarkusTest
@WithTestResource(value = DcepStack.class, initArgs = @ResourceArg(name = "DCEP_RECONCILIATION_PATIENCE", value = "3s"))
class RestTest {
    private static final Path OPENAPI = Path.of("..", "docs", "reference", "openapi", "settlement.yaml");
    private World world;

    @BeforeEach
    void join() {
        world = World.running();
    }

    static Stream<String> protectedPaths() {
        return Stream.of(
                "/v1/cycles",
                "/v1/cycles/1",
                "/v1/cycles/1/indicators",
                "/v1/positions",
                "/v1/settlement-accounts",
                "/v1/overnight-loans");
    }

    @ParameterizedTest
    @MethodSource("protectedPaths")
    void readingNeedsATokenOfARoleThatMayRead(String path) {
        given().get(path).then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        given().auth()
                .oauth2(Tokens.of("auditor", "auditor").signedByAStranger().text())
                .get(path)
                .then()
                .statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"));
        given().auth()
                .oauth2(Tokens.holder("0010000000000017"))
                .get(path)
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        given().auth()
                .oauth2(Tokens.of("nobody", "operator").text())
                .get(path)
                .then()
                .statusCode(403);
        for (String token :
                new String[] {Tokens.auditor(), Tokens.centralBank(), Tokens.operator(ABC), Tokens.settlement()}) {
            given().auth().oauth2(token).get(path).then().statusCode(200);
        }
    }

    @Test
    void onlyTheCentralBankClosesACycle() {
        String body = "{\"id\":\"" + UUID.randomUUID() + "\"}";
        given().contentType("application/json")
                .body(body)
                .post("/v1/cycles")
                .then()
                .statusCode(401);
        for (String token :
                new String[] {Tokens.auditor(), Tokens.operator(ABC), Tokens.settlement(), Tokens.holder()}) {
            given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body(body)
                    .post("/v1/cycles")
                    .then()
                    .statusCode(403)
                    .contentType(containsString("application/problem+json"))
                    .body("code", equalTo("FORBIDDEN"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"id\":null}",
                "{\"id\":\"not-a-uuid\"}",
                "{\"id\":1}",
                "{\"id\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\",\"more\":1}",
                "{\"id\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\",\"id\":\"6f9619ff-8b86-4011-b42d-00c04fc964fe\"}",
                "{\"id\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\",\"nextBusinessDate\":null}",
                "{\"id\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\",\"nextBusinessDate\":\"tomorrow\"}",
                "{\"id\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\",\"nextBusinessDate\":\"2026-02-30\"}",
                "{\"id\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\",\"nextBusinessDate\":\"2020-01-01\"}",
                "{\"id\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\",\"nextBusinessDate\":\"9999-12-31\"}"
            })
    void aMalformedClosureIsRefused(String body) {
        long cycle = world.economy.cycle();
        given().auth()
                .oauth2(Tokens.centralBank())
                .contentType("application/json")
                .body(body)
                .post("/v1/cycles")
                .then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("code", equalTo("MALFORMED_REQUEST"));
        assertThat(World.state(cycle)).isEqualTo("OPEN");
    }

    @Test
    void aClosureWithTheWrongMediaTypeIsRefused() {
        given().auth()
                .oauth2(Tokens.centralBank())
                .contentType("text/plain")
                .body("close")
                .post("/v1/cycles")
                .then()
                .statusCode(415);
        given().auth().oauth2(Tokens.centralBank()).delete("/v1/cycles").then().statusCode(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999", "0", "-1", "x", "1.5", "01", "99999999999999999999"})
    void aCycleThatDoesNotExistIsNotFound(String id) {
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/cycles/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=-1", "after=x", "after=-1", "after=1.5"})
    void aPageThatCannotBeIsRefused(String query) {
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/cycles?" + query)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void pagesGoFromTheNewestCycleToTheFirstWithoutGapOrOverlap() {
        world.settle();
        world.settle();
        long open = world.economy.cycle();
        String after = null;
        long expected = open;
        do {
            JsonPath page = given().auth()
                    .oauth2(Tokens.auditor())
                    .get("/v1/cycles?limit=2" + (after == null ? "" : "&after=" + after))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            for (Long id : page.getList("items.cycleId", Long.class)) {
                assertThat(id).isEqualTo(expected--);
            }
            after = page.getString("next");
        } while (after != null);
        assertThat(expected).isZero();
    }

    @Test
    void anOperatorSeesItsOwnPartOnly() {
        world.economy.pay(ABC, BOC, 300, 10);
        world.economy.pay(BOC, CCB, 200, 20);
        world.economy.pay(CCB, CCB, 100, 30);
        long cycle = world.settle();
        given().auth()
                .oauth2(Tokens.operator(ABC))
                .get("/v1/cycles/" + cycle)
                .then()
                .statusCode(200)
                .body("payments", equalTo(1))
                .body("grossFen", equalTo(300))
                .body("gross", hasSize(1))
                .body("gross[0].fromOperatorId", equalTo(ABC))
                .body("gross[0].toOperatorId", equalTo(BOC))
                .body("net.operatorId", contains(ABC))
                .body("net.netFen", contains(-300))
                .body("gas.operatorId", contains(ABC))
                .body("gas.gasFeeFen", contains(10))
                .body("gasShares", empty());
        given().auth()
                .oauth2(Tokens.operator(BOC))
                .get("/v1/cycles?limit=2")
                .then()
                .body("items[1].gross.amountFen", contains(300, 200))
                .body("items[1].net.netFen", contains(100))
                .body("items[1].gas.gasFeeFen", contains(20));
        given().auth()
                .oauth2(Tokens.operator("stranger"))
                .get("/v1/cycles/" + cycle)
                .then()
                .statusCode(200)
                .body("gross", empty())
                .body("net", empty())
                .body("gas", empty());
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/cycles/" + cycle)
                .then()
                .body("gross", hasSize(3))
                .body("gasShares.amountFen.sum()", equalTo(60));
    }

    @Test
    void indicatorsAreOfOneAsset() {
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/cycles/1/indicators")
                .then()
                .statusCode(200)
                .body("asset", equalTo("CURRENCY"));
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/cycles/1/indicators?asset=currency")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"))
                .body("violations.field", contains("asset"));
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/cycles/1/indicators?asset=RESERVES")
                .then()
                .statusCode(404)
                .body("detail", equalTo("Nothing has ever settled in reserves."));
    }

    @Test
    void reconciliationIsPublic() {
        world.settle();
        World.awaitBalanced();
        given().get("/v1/reconciliation")
                .then()
                .statusCode(200)
                .body("balanced", equalTo(true))
                .body("asOf", notNullValue())
                .body("ageSeconds", notNullValue())
                .body("laws.name", hasItem("outstanding-equals-issued-minus-redeemed"))
                .body("laws.name", hasItem("outstanding-equals-vaults-wallets-held-transit-gas-treasury"))
                .body("laws.name", hasItem("gas-charged-equals-gas-swept-plus-unswept"))
                .body("laws.name", hasItem("net-positions-sum-to-zero"))
                .body("laws.name", hasItem("books-sum-to-zero"))
                .body("laws.find { !it.holds }", nullValue())
                .body("operators.operatorId", hasItem(ABC))
                .body("terms.outstandingFen", notNullValue());
        JsonPath terms = World.reconciliation();
        long placed = Stream.of("vaultsFen", "walletsFen", "heldFen", "inTransitFen", "gasUnsweptFen", "treasuryFen")
                .mapToLong(term -> terms.getLong("terms." + term))
                .sum();
        assertThat(terms.getLong("terms.outstandingFen")).isEqualTo(placed);
    }

    @Test
    void metricsSayWhatAnOperatorOfTheServiceMustKnow() {
        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(metrics)
                .contains(
                        "dcep_settlement_open_position_fen",
                        "dcep_settlement_open_cycle",
                        "dcep_settlement_cycles_in_work{state=\"CLOSING\"}",
                        "dcep_settlement_unsettled_age_seconds",
                        "dcep_settlement_contradictions_unresolved",
                        "dcep_settlement_queue_obligations",
                        "dcep_settlement_queue_value_fen",
                        "dcep_settlement_liquidity_fen",
                        "dcep_settlement_credit_drawn_fen",
                        "dcep_settlement_overnight_owed_fen",
                        "dcep_reconciliation_laws_broken",
                        "dcep_reconciliation_view_age_seconds");
        World.awaitBalanced();
        World.eventually(() ->
                given().get("/q/metrics").asString().lines().anyMatch("dcep_reconciliation_balanced 1.0"::equals));
    }

    @Test
    void isHealthy() {
        given().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
    }

    /** To accept a change: {@code -Dopenapi.refresh=true}. */
    @Test
    void theCommittedDescriptionIsThatOfTheRunningService() throws IOException {
        String running = given().accept("application/yaml").get("/q/openapi").asString();
        if (Boolean.getBoolean("openapi.refresh")) {
            Files.writeString(OPENAPI, running);
        }
        assertThat(running).isEqualTo(Files.readString(OPENAPI));
    }
}
