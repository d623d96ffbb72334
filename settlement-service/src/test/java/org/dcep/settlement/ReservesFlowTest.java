package org.dcep.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.settlement.World.ABC;
import static org.dcep.settlement.World.BOC;
import static org.dcep.settlement.World.CCB;
import static org.dcep.settlement.World.awaitState;
import static org.dcep.settlement.World.count;
import static org.dcep.settlement.World.cycle;
import static org.dcep.settlement.World.eventually;
import static org.dcep.settlement.World.indicators;
import static org.dcep.settlement.World.state;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.dcep.contracts.CycleClosing;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.SettlementBooked;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settlement in reserves from outside: liquidity, what waits for it, the end of a day, and policies that change. */
@QuarkusTest
@WithTestResource(
        value = DcepStack.class,
        initArgs = {
            @ResourceArg(name = "DCEP_SETTLEMENT_MODE", value = "HYBRID"),
            @ResourceArg(name = "DCEP_SETTLEMENT_ASSET", value = "RESERVES")
        })
class ReservesFlowTest {
    private static final Set<UUID> BOOKED = new HashSet<>();
    private static int policies;
    private World world;

    @BeforeEach
    void join() {
        world = World.running();
    }

    private void place(String operator, long fen) {
        UUID id = UUID.randomUUID();
        world.kafka.publish(new LiquidityPlaced(id, operator, fen));
        eventually(() -> count("SELECT count(*) FROM liquidity_movement WHERE transfer_id = ?", id) == 1);
    }

    private static long balanceFen(String operator) {
        return count(
                "SELECT coalesce(sum(balance_fen), 0)::bigint FROM settlement_account WHERE operator_id = ?", operator);
    }

    private static long waiting(long cycle) {
        return count("SELECT count(*) FROM obligation WHERE cycle_id = ? AND settled_at IS NULL", cycle);
    }

    private long closeOn(LocalDate next) {
        long cycle = world.economy.cycle();
        given().auth()
                .oauth2(Tokens.centralBank())
                .contentType("application/json")
                .body(Map.of("id", UUID.randomUUID(), "nextBusinessDate", next.toString()))
                .post("/v1/cycles")
                .then()
                .statusCode(201);
        world.kafka.await(CycleClosing.class, closing -> closing.cycleId() == cycle);
        world.economy.turn().forEach(world.kafka::publish);
        eventually(() -> Set.of("NETTED", "SETTLED").contains(state(cycle)));
        return cycle;
    }

    private long close() {
        return closeOn(LocalDate.parse(cycle(world.economy.cycle()).getString("businessDate")));
    }

    private LocalDate tomorrow() {
        return LocalDate.parse(cycle(world.economy.cycle()).getString("businessDate"))
                .plusDays(1);
    }

    /** The books take over what was told of the cycle, each part once. */
    private void book(long cycle) {
        long settlements = count("SELECT count(*) FROM settlement WHERE cycle_id = ?", cycle);
        eventually(() -> told(cycle).size() + gas(cycle).size() == settlements);
        told(cycle).stream()
                .filter(settled -> BOOKED.add(settled.settlementId()))
                .forEach(this::book);
        gas(cycle).stream()
                .filter(settled -> BOOKED.add(settled.settlementId()))
                .forEach(world.economy::book);
    }

    private List<PaymentsSettled> told(long cycle) {
        return world.kafka.published(PaymentsSettled.class).stream()
                .filter(settled -> settled.cycleId() == cycle)
                .toList();
    }

    private List<GasRevenueSettled> gas(long cycle) {
        return world.kafka.published(GasRevenueSettled.class).stream()
                .filter(settled -> settled.cycleId() == cycle)
                .toList();
    }

    private void book(PaymentsSettled settled) {
        TreeMap<String, Long> clearing = new TreeMap<>();
        settled.movements().forEach(move -> {
            clearing.merge(move.fromOperatorId(), move.amountFen(), Long::sum);
            clearing.merge(move.toOperatorId(), -move.amountFen(), Long::sum);
        });
        clearing.forEach((operator, fen) -> world.kafka.publish(
                new SettlementBooked(settled.settlementId(), operator, world.economy.cycle(), "RESERVES", fen, 0)));
    }

    private boolean isTold(long cycle) {
        return world.kafka.published(CycleSettled.class).stream().anyMatch(each -> each.cycleId() == cycle);
    }

    private void settleAll(long cycle) {
        book(cycle);
        awaitState(cycle, "SETTLED");
        assertThat(world.kafka.published(CycleSettled.class).stream().filter(each -> each.cycleId() == cycle))
                .hasSize(1);
    }

    private void publish(String document) {
        world.kafka.publish(TestMint.policy("SETTLEMENT", ++policies, Instant.parse("2026-01-01T00:00:00Z"), document));
        eventually(() -> count("SELECT count(*) FROM settlement_policy WHERE version = ?", policies) == 1);
    }

    /** Everything that waits or is owed is paid, so that the next test begins with empty accounts. */
    private void clear() {
        for (String operator : List.of(ABC, BOC, CCB)) {
            place(operator, 1_000_000);
        }
        eventually(() -> count("SELECT count(*) FROM obligation WHERE settled_at IS NULL") == 0);
    }

    @Test
    void whatWaitsKeepsItsCycleNettedAndBlocksNoLaterOne() {
        clear();
        long first = close();
        settleAll(first);
        drain();
        long cycle = world.economy.cycle();
        world.economy.pay(ABC, BOC, 300, 2);
        eventually(() -> waiting(cycle) == 1);
        assertThat(cycle(cycle).getMap("unsettled")).isEqualTo(Map.of("obligations", 1, "valueFen", 300));
        assertThat(close()).isEqualTo(cycle);
        book(cycle);
        assertThat(state(cycle)).isEqualTo("NETTED");
        assertThat(told(cycle)).isEmpty();

        long later = close();
        settleAll(later);
        assertThat(isTold(cycle)).isFalse();
        assertThat(state(cycle)).isEqualTo("NETTED");

        place(ABC, 300);
        PaymentsSettled settled = world.kafka.await(PaymentsSettled.class, each -> each.cycleId() == cycle);
        assertThat(settled.asset()).isEqualTo("RESERVES");
        assertThat(settled.movements()).containsExactly(new PaymentsSettled.Movement(ABC, BOC, 300));
        world.kafka.await(CycleSettled.class, each -> each.cycleId() == cycle);
        settleAll(cycle);
    }

    /** Takes out of the accounts what is in them. */
    private void drain() {
        for (String operator : List.of(ABC, BOC, CCB)) {
            long fen = balanceFen(operator);
            if (fen > 0) {
                giveBack(operator, UUID.randomUUID(), fen).statusCode(201);
            }
        }
    }

    private static ValidatableResponse giveBack(String operator, UUID id, long fen) {
        return given().auth()
                .oauth2(Tokens.operator(operator))
                .contentType("application/json")
                .body(Map.of("id", id, "operatorId", operator, "amountFen", fen))
                .post("/v1/liquidity-returns")
                .then();
    }

    @Test
    void obligationsThatOffsetSettleWithoutLiquidity() {
        clear();
        drain();
        long cycle = world.economy.cycle();
        world.economy.pay(ABC, BOC, 100, 0);
        eventually(() -> waiting(cycle) == 1);
        world.economy.pay(BOC, ABC, 100, 0);
        eventually(() -> waiting(cycle) == 0);
        // A ring of three is found by the clock.
        world.economy.pay(ABC, BOC, 70, 0);
        world.economy.pay(BOC, CCB, 70, 0);
        world.economy.pay(CCB, ABC, 70, 0);
        eventually(() ->
                count("SELECT count(*) FROM obligation WHERE cycle_id = ? AND settled_at IS NOT NULL", cycle) == 5);
        close();
        settleAll(cycle);
        assertThat(told(cycle)).allMatch(settled -> settled.movements().isEmpty());
        assertThat(cycle(cycle).getString("mode")).isEqualTo("HYBRID");
        assertThat(cycle(cycle).getString("asset")).isEqualTo("RESERVES");
        given().auth()
                .oauth2(Tokens.operator(ABC))
                .get("/v1/cycles/" + cycle + "/indicators")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("settled.ENTRY_OFFSET.count", equalTo(2))
                .body("unsettled.count", equalTo(0))
                .body("participants.operatorId", contains(ABC));
        String date = cycle(cycle).getString("businessDate");
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/days/" + date + "/indicators")
                .then()
                .statusCode(200)
                .body("complete", equalTo(false))
                .body("participants.operatorId", contains(ABC, BOC, CCB));
    }

    @Test
    void liquidityComesOnceAndLeavesOnceAndOnlyWhatIsThere() {
        clear();
        drain();
        LiquidityPlaced placed = new LiquidityPlaced(UUID.randomUUID(), ABC, 500);
        KafkaProbe.Sent sent = world.kafka.publish(placed);
        world.kafka.send(sent);
        world.kafka.publish(placed);
        eventually(() -> balanceFen(ABC) == 500);
        UUID id = UUID.randomUUID();
        giveBack(ABC, id, 501).statusCode(409).body("code", equalTo("INSUFFICIENT_LIQUIDITY"));
        giveBack(ABC, id, 200).statusCode(201).body("amountFen", equalTo(200));
        giveBack(ABC, id, 200).statusCode(200);
        giveBack(ABC, id, 201).statusCode(422).body("code", equalTo("ID_REUSED"));
        LiquidityReturned returned = world.kafka.await(
                LiquidityReturned.class, each -> each.transferId().equals(id));
        assertThat(returned).isEqualTo(new LiquidityReturned(id, ABC, 200));
        given().auth()
                .oauth2(Tokens.operator(ABC))
                .get("/v1/settlement-accounts/abc")
                .then()
                .statusCode(200)
                .body("balanceFen", equalTo(300))
                .body("creditDrawnFen", equalTo(0))
                .body("owes.obligations", equalTo(0));
        assertThat(count("SELECT count(*) FROM contradiction WHERE resolved_at IS NULL"))
                .isZero();
        given().auth()
                .oauth2(Tokens.operator(BOC))
                .contentType("application/json")
                .body(Map.of("id", UUID.randomUUID(), "operatorId", ABC, "amountFen", 1))
                .post("/v1/liquidity-returns")
                .then()
                .statusCode(403);
    }

    @Test
    void anOperatorDecidesWhatItKeepsBackAndSeesItsOwnAccountOnly() {
        clear();
        given().auth()
                .oauth2(Tokens.operator(ABC))
                .contentType("application/json")
                .body("{\"urgentReserveFen\":5,\"highReserveFen\":7,\"multilateralLimitFen\":9,"
                        + "\"bilateralLimits\":{\"boc\":11}}")
                .put("/v1/settlement-accounts/abc/terms")
                .then()
                .statusCode(200)
                .body("urgentReserve.setFen", equalTo(5))
                .body("highReserve.leftFen", equalTo(7))
                .body("multilateralLimitFen", equalTo(9))
                .body("bilateralLimits.boc", equalTo(11));
        given().auth()
                .oauth2(Tokens.operator(ABC))
                .contentType("application/json")
                .body("{\"urgentReserveFen\":0,\"highReserveFen\":0}")
                .put("/v1/settlement-accounts/abc/terms")
                .then()
                .statusCode(200)
                .body("multilateralLimitFen", nullValue())
                .body("bilateralLimits.size()", equalTo(0));
        given().auth()
                .oauth2(Tokens.operator(ABC))
                .get("/v1/settlement-accounts")
                .then()
                .body("items.operatorId", contains(ABC));
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/settlement-accounts")
                .then()
                .body("items", hasSize(3));
        given().auth()
                .oauth2(Tokens.operator(ABC))
                .get("/v1/settlement-accounts/boc")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"urgentReserveFen\":-1,\"highReserveFen\":0}",
                "{\"urgentReserveFen\":0,\"highReserveFen\":9007199254740992}",
                "{\"urgentReserveFen\":0,\"highReserveFen\":0,\"multilateralLimitFen\":null}",
                "{\"urgentReserveFen\":0,\"highReserveFen\":0,\"bilateralLimits\":{\"abc\":1}}",
                "{\"urgentReserveFen\":0,\"highReserveFen\":0,\"bilateralLimits\":{\"boc\":-1}}",
                "{\"urgentReserveFen\":0,\"highReserveFen\":0,\"bilateralLimits\":{\"b c\":1}}",
                "{\"urgentReserveFen\":0,\"highReserveFen\":0,\"more\":1}"
            })
    void termsThatMakeNoSenseAreRefused(String body) {
        given().auth()
                .oauth2(Tokens.operator(ABC))
                .contentType("application/json")
                .body(body)
                .put("/v1/settlement-accounts/abc/terms")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));
    }

    @Test
    void termsOfStrangersAreRefused() {
        String body = "{\"urgentReserveFen\":0,\"highReserveFen\":0,\"bilateralLimits\":{\"nobody\":1}}";
        given().auth()
                .oauth2(Tokens.operator(ABC))
                .contentType("application/json")
                .body(body)
                .put("/v1/settlement-accounts/abc/terms")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_OPERATOR"));
        given().auth()
                .oauth2(Tokens.operator(BOC))
                .contentType("application/json")
                .body(body)
                .put("/v1/settlement-accounts/abc/terms")
                .then()
                .statusCode(404);
    }

    @Test
    void aNewPolicyActsFromTheNextCycleOnAndOlderObligationsKeepTheirAsset() {
        clear();
        drain();
        long hybrid = world.economy.cycle();
        world.economy.pay(ABC, BOC, 40, 0);
        eventually(() -> waiting(hybrid) == 1);
        publish("{\"mode\":\"GROSS\",\"asset\":\"CURRENCY\"}");
        world.economy.pay(ABC, CCB, 41, 0);
        eventually(() -> waiting(hybrid) == 2);
        close();

        long currency = world.economy.cycle();
        assertThat(cycle(currency).getString("asset")).isEqualTo("CURRENCY");
        assertThat(cycle(currency).getInt("policyVersion")).isEqualTo(policies);
        world.economy.pay(ABC, BOC, 42, 0);
        assertThat(world.kafka
                        .await(PaymentsSettled.class, each -> each.cycleId() == currency)
                        .asset())
                .isEqualTo("CURRENCY");
        publish("{\"mode\":\"DEFERRED_NET\",\"asset\":\"RESERVES\",\"shortfall\":\"RECAST\","
                + "\"operators\":{\"abc\":{\"creditCapFen\":50}}}");
        close();
        world.kafka.published(PaymentsSettled.class).stream()
                .filter(settled -> settled.cycleId() == currency)
                .forEach(world.economy::book);
        world.kafka.published(GasRevenueSettled.class).stream()
                .filter(settled -> settled.cycleId() == currency)
                .forEach(world.economy::book);
        awaitState(currency, "SETTLED");
        assertThat(state(hybrid)).isEqualTo("NETTED");
        eachAssetHasIndicatorsOfItsOwn(hybrid, currency);

        // Under the net policy abc may draw 50: enough for one of what waits, and for what comes back in between.
        long net = world.economy.cycle();
        world.economy.pay(ABC, BOC, 30, 0);
        world.economy.pay(BOC, ABC, 25, 0);
        eventually(() -> waiting(net) == 2);
        publish("{\"mode\":\"HYBRID\",\"asset\":\"RESERVES\"}");
        close();
        assertThat(told(net)).allMatch(settled -> settled.asset().equals("RESERVES"));
        assertThat(waiting(net) + waiting(hybrid)).isPositive();
        place(ABC, 1_000);
        eventually(() -> waiting(net) + waiting(hybrid) == 0);
        settleAll(hybrid);
        settleAll(net);
        assertThat(told(hybrid)).allMatch(settled -> settled.mode().equals("HYBRID"));
        assertThat(told(net)).allMatch(settled -> settled.mode().equals("DEFERRED_NET"));
        assertThat(told(hybrid).stream()
                        .flatMap(settled -> settled.movements().stream())
                        .mapToLong(PaymentsSettled.Movement::amountFen)
                        .sum())
                .isEqualTo(81);
    }

    /** After 42 fen in currency, while 81 that had been there before waited for reserves. */
    private static void eachAssetHasIndicatorsOfItsOwn(long inReserves, long inCurrency) {
        JsonPath own = indicators("/v1/cycles/" + inCurrency + "/indicators", Tokens.auditor());
        assertThat(own.getString("asset")).isEqualTo("CURRENCY");
        assertThat(own.getMap("settled")).isEqualTo(Map.of("GROSS", Map.of("count", 1, "fen", 42)));
        assertThat(own.getLong("liquidityUsedFen")).isEqualTo(42);
        JsonPath meanwhile = indicators("/v1/cycles/" + inCurrency + "/indicators?asset=RESERVES", Tokens.auditor());
        assertThat(meanwhile.getString("asset")).isEqualTo("RESERVES");
        assertThat(meanwhile.getList("assets")).containsExactly("CURRENCY");
        assertThat(meanwhile.getLong("submitted.fen")).isEqualTo(81);
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/cycles/" + inReserves + "/indicators?asset=CURRENCY")
                .then()
                .statusCode(404)
                .body("detail", equalTo("No cycle of the span settles in currency."));

        String day = "/v1/days/" + cycle(inCurrency).getString("businessDate") + "/indicators";
        JsonPath mixed = indicators(day, Tokens.auditor());
        assertThat(mixed.getString("asset")).isEqualTo("RESERVES");
        assertThat(mixed.getList("assets")).containsExactly("CURRENCY", "RESERVES");
        assertThat(indicators(day + "?asset=CURRENCY", Tokens.auditor()).getLong("submitted.fen"))
                .isEqualTo(42);
    }

    @Test
    void theEndOfADayIsForcedOnCreditWhereThePolicySaysSo() {
        clear();
        publish("{\"mode\":\"HYBRID\",\"asset\":\"RESERVES\","
                + "\"endOfDay\":{\"rule\":\"FORCE_ON_CREDIT\",\"pricePpm\":100000}}");
        settleAll(close());
        drain();
        long cycle = world.economy.cycle();
        LocalDate today = LocalDate.parse(cycle(cycle).getString("businessDate"));
        world.economy.pay(BOC, CCB, 1_000, 1);
        eventually(() -> waiting(cycle) == 1);
        closeOn(tomorrow());
        settleAll(cycle);
        JsonPath loans = loans(Tokens.operator(BOC));
        assertThat(loans.getString("items[0].businessDate")).isEqualTo(today.toString());
        assertThat(loans.getLong("items[0].principalFen")).isEqualTo(1_000);
        assertThat(loans.getLong("items[0].owedFen")).isEqualTo(1_100);
        assertThat(loans(Tokens.operator(ABC)).getList("items.findAll { it.operatorId != 'abc' }"))
                .isEmpty();

        place(BOC, 1_500);
        giveBack(BOC, UUID.randomUUID(), 401).statusCode(409);
        giveBack(BOC, UUID.randomUUID(), 400).statusCode(201);
        long next = closeOn(tomorrow());
        settleAll(next);
        assertThat(loans(Tokens.operator(BOC)).getLong("items[0].owedFen")).isZero();
        assertThat(balanceFen(BOC)).isZero();
        assertThat(count("SELECT (SELECT sum(balance_fen) FROM settlement_account)::bigint"
                        + " - (SELECT sum(amount_fen) FROM liquidity_movement)::bigint"))
                .isZero();
        publish("{\"mode\":\"HYBRID\",\"asset\":\"RESERVES\"}");
        settleAll(close());
    }

    private static JsonPath loans(String token) {
        return given().auth()
                .oauth2(token)
                .get("/v1/overnight-loans")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void positionsAndMetricsShowWhatWaits() {
        clear();
        drain();
        long cycle = world.economy.cycle();
        world.economy.pay(CCB, ABC, 77, 0);
        eventually(() -> waiting(cycle) == 1);
        given().auth().oauth2(Tokens.operator(CCB)).get("/v1/positions").then().body("positions.owesFen", hasItem(77));
        given().auth()
                .oauth2(Tokens.operator(CCB))
                .get("/v1/settlement-accounts/ccb")
                .then()
                .body("owes.valueFen", equalTo(77));
        eventually(() ->
                given().get("/q/metrics").asString().lines().anyMatch("dcep_settlement_queue_value_fen 77.0"::equals));
        place(CCB, 77);
        eventually(() -> waiting(cycle) == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/days/yesterday/indicators",
                "/v1/days/1999-01-01/indicators",
                "/v1/days/2026-02-30/indicators",
                "/v1/cycles/999999/indicators",
                "/v1/cycles/x/indicators",
                "/v1/settlement-accounts/nobody"
            })
    void whatDoesNotExistIsNotFound(String path) {
        given().auth().oauth2(Tokens.auditor()).get(path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        given().get(path).then().statusCode(401);
    }
}
