package org.dcep.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.settlement.World.ABC;
import static org.dcep.settlement.World.BOC;
import static org.dcep.settlement.World.CCB;
import static org.dcep.settlement.World.eventually;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcep.contracts.LegAnswered;
import org.dcep.contracts.LegRequested;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.settlement.ForeignMarket.Offer;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trades from outside, with the test as wallet-service. */
@QuarkusTest
@WithTestResource(value = DcepStack.class, initArgs = @ResourceArg(name = "DCEP_CORRIDOR_LAWS_EVERY", value = "1s"))
class CorridorTest {
    private World world;
    private ForeignMarket market;

    @BeforeEach
    void openACorridor() {
        world = World.running();
        market = ForeignMarket.open();
    }

    @Test
    void bothLegsHappenWhenThePaymentIsFinal() {
        Offer offer = market.offer(10_900, 10_000);
        Response accepted = market.accept(offer);
        accepted.then()
                .statusCode(202)
                .header("Location", endsWith(path(offer)))
                .body("state", equalTo("HELD"))
                .body("$", not(hasKey("paymentId")));
        assertThat(market.balances(ForeignMarket.BUYER)).containsExactly(ForeignMarket.ISSUED - 10_900, 10_900L);
        market.quote(offer).then().body("state", equalTo("TAKEN"));

        LegRequested requested = awaitRequest(offer);
        assertThat(requested)
                .isEqualTo(new LegRequested(
                        offer.tradeId(),
                        market.corridorId(),
                        offer.order().id(),
                        ForeignMarket.PAYER,
                        ForeignMarket.PAYEE,
                        10_000,
                        offer.order().maxGasFee().fen(),
                        offer.order().expiresAt(),
                        offer.order().reference(),
                        offer.signature()));
        world.kafka.publish(market.answer(requested, pay(requested, 10_000)));
        awaitState(offer, "SETTLED");

        market.accept(offer)
                .then()
                .statusCode(200)
                .body("state", equalTo("SETTLED"))
                .body("paymentId", equalTo(requested.paymentId().toString()));
        assertThat(market.balances(ForeignMarket.BUYER)).containsExactly(ForeignMarket.ISSUED - 10_900, 0L);
        assertThat(market.balances(ForeignMarket.MAKER)).containsExactly(10_900L, 0L);
        awaitProven(1);
    }

    @Test
    void neitherLegHappensWhenThePaymentIsRefused() {
        Offer offer = market.offer(10_900, 10_000);
        market.accept(offer).then().statusCode(202);
        world.kafka.publish(market.refusal(awaitRequest(offer), "INSUFFICIENT_BALANCE"));
        awaitState(offer, "RELEASED");

        market.accept(offer).then().statusCode(200).body("reason", equalTo("INSUFFICIENT_BALANCE"));
        assertThat(market.balances(ForeignMarket.BUYER)).containsExactly(ForeignMarket.ISSUED, 0L);
        assertThat(market.balances(ForeignMarket.MAKER)).containsExactly(0L, 0L);
        market.corridor().then().body("usedTodayFen", equalTo(0));
        market.laws()
                .then()
                .body("holds", equalTo(true))
                .body("tradesReleased", equalTo(1))
                .body("laws.find { !it.holds }", nullValue());
    }

    @Test
    void anOrderSentAgainAndAnAnswerToldAgainHaveOneEffect() {
        Offer offer = market.offer(10_900, 10_000);
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> market.accept(offer).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 202);
        LegRequested requested = awaitRequest(offer);
        LegAnswered answer = market.answer(requested, pay(requested, 10_000));
        world.kafka.publish(answer);
        world.kafka.publish(answer);
        awaitState(offer, "SETTLED");
        Offer next = market.offer(100, 100);
        market.accept(next).then().statusCode(202);
        world.kafka.publish(market.refusal(awaitRequest(next), "ORDER_EXPIRED"));
        awaitState(next, "RELEASED");

        assertThat(world.kafka.published(LegRequested.class).stream()
                        .filter(leg -> leg.tradeId().equals(offer.tradeId())))
                .hasSize(1);
        assertThat(market.balances(ForeignMarket.MAKER)).containsExactly(10_900L, 0L);
        market.entries(ForeignMarket.BUYER)
                .then()
                .body("items.move", contains("ISSUE", "HOLD", "PAY", "HOLD", "RELEASE"))
                .body("items.availableChangeMinor", contains((int) ForeignMarket.ISSUED, -10_900, 0, -100, 100))
                .body("items.heldChangeMinor", contains(0, 10_900, -10_900, 100, -100));
    }

    @Test
    void anAnswerThatContradictsAnEarlierOneIsKeptAndMovesNothing() {
        Offer offer = market.offer(10_900, 10_000);
        market.accept(offer);
        LegRequested requested = awaitRequest(offer);
        world.kafka.publish(market.answer(requested, pay(requested, 10_000)));
        awaitState(offer, "SETTLED");
        long before = contradictions();
        world.kafka.publish(market.refusal(requested, "ORDER_EXPIRED"));
        eventually(() -> contradictions() == before + 1);

        awaitState(offer, "SETTLED");
        assertThat(market.balances(ForeignMarket.MAKER)).containsExactly(10_900L, 0L);
        World.awaitState(world.settle(), "SETTLED");
    }

    @Test
    void aPaymentOfAnotherAmountBreaksTheLaw() {
        Offer offer = market.offer(10_900, 10_000);
        market.accept(offer);
        LegRequested requested = awaitRequest(offer);
        world.kafka.publish(market.answer(requested, pay(requested, 9_999)));
        awaitState(offer, "SETTLED");
        eventually(() -> market.laws().jsonPath().getLong("legsOnTheirWay") == 0);
        market.laws()
                .then()
                .body("holds", equalTo(false))
                .body("laws.findAll { !it.holds }.name", contains("settled-trades-have-their-payment"));
    }

    @Test
    void aPaymentOfAReleasedTradeBreaksTheLaw() {
        Offer offer = market.offer(10_900, 10_000);
        market.accept(offer);
        LegRequested requested = awaitRequest(offer);
        world.kafka.publish(market.refusal(requested, "ORDER_EXPIRED"));
        awaitState(offer, "RELEASED");
        pay(requested, 10_000);
        eventually(() -> !market.laws().jsonPath().getBoolean("holds"));
        market.laws()
                .then()
                .body("laws.findAll { !it.holds }.name", contains("released-trades-whose-payment-was-made"));
    }

    @Test
    void aFenMovedByHandBreaksTheLaw() {
        DcepStack.database()
                .execute(
                        "UPDATE foreign_account SET available_minor = available_minor + 1"
                                + " WHERE corridor_id = ? AND account_id = 'dapp'",
                        market.corridorId());
        market.laws()
                .then()
                .body("holds", equalTo(false))
                .body(
                        "laws.findAll { !it.holds }.name",
                        contains("foreign-ledger-sums-to-zero", "foreign-accounts-that-differ-from-their-entries"));
    }

    @Test
    void theMakersOrderIsShownToNobodyBeforeItIsExecuted() {
        Offer offer = market.offer(10_900, 10_000);
        market.accept(offer).then().statusCode(202);
        String paymentId = offer.order().id().toString();
        for (String token : new String[] {Tokens.auditor(), Tokens.operator(ABC), Tokens.centralBank()}) {
            String trade = given().auth().oauth2(token).get(path(offer)).asString();
            assertThat(trade).contains(offer.tradeId().toString()).doesNotContain(paymentId, offer.signature());
        }
        assertThat(market.quote(offer).asString())
                .contains(offer.quoteId().toString())
                .doesNotContain(paymentId, offer.signature());
    }

    @Test
    void refusesWhatIsNotTheBuyersToAccept() {
        Offer offer = market.offer(10_900, 10_000);
        market.accept(offer.signedBy(market.stranger())).then().statusCode(401).body("code", equalTo("BAD_SIGNATURE"));
        market.accept(offer.onNetwork("elsewhere")).then().statusCode(401).body("code", equalTo("BAD_SIGNATURE"));
        market.accept(offer.by("nobody")).then().statusCode(401).body("code", equalTo("BAD_SIGNATURE"));
        market.accept(offer.by(ForeignMarket.OTHER)).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        market.accept(offer.ofQuote(UUID.randomUUID())).then().statusCode(404);
        market.accept(offer.giving(10_899)).then().statusCode(409).body("code", equalTo("QUOTE_MISMATCH"));
        assertThat(market.balances(ForeignMarket.BUYER)).containsExactly(ForeignMarket.ISSUED, 0L);
        market.quote(offer).then().body("state", equalTo("OPEN"));

        market.accept(offer).then().statusCode(202);
        market.accept(offer.ofQuote(UUID.randomUUID())).then().statusCode(422).body("code", equalTo("ID_REUSED"));
        market.accept(offer.withNewTradeId()).then().statusCode(409).body("code", equalTo("QUOTE_CLOSED"));
    }

    @Test
    void refusesWhatTheBuyerCannotPay() {
        Offer offer = market.offer(ForeignMarket.ISSUED + 1, 10_000);
        market.accept(offer).then().statusCode(409).body("code", equalTo("INSUFFICIENT_BALANCE"));
        market.issue(ForeignMarket.BUYER, UUID.randomUUID(), 1).then().statusCode(201);
        market.accept(offer).then().statusCode(202);
    }

    @Test
    void aQuoteIsGoodUntilItExpiresAndNotAfter() {
        Offer offer = market.offer(10_900, 10_000, Duration.ofSeconds(12));
        eventually(() -> market.quote(offer).jsonPath().getString("state").equals("EXPIRED"));
        market.accept(offer).then().statusCode(409).body("code", equalTo("QUOTE_EXPIRED"));
        assertThat(market.balances(ForeignMarket.BUYER)).containsExactly(ForeignMarket.ISSUED, 0L);
    }

    @Test
    void aWithdrawnQuoteCannotBeAcceptedAndATakenOneNotWithdrawn() {
        Offer offer = market.offer(10_900, 10_000);
        market.withdraw(offer, BOC).then().statusCode(404);
        market.withdraw(offer, ABC).then().statusCode(200).body("state", equalTo("WITHDRAWN"));
        market.withdraw(offer, ABC).then().statusCode(200);
        market.accept(offer).then().statusCode(409).body("code", equalTo("QUOTE_CLOSED"));

        Offer taken = market.offer(10_900, 10_000);
        market.accept(taken).then().statusCode(202);
        market.withdraw(taken, ABC).then().statusCode(409).body("code", equalTo("QUOTE_CLOSED"));
    }

    @Test
    void limitsHoldForOfferAndAcceptance() {
        market.post(market.quoteOf(10_900, ForeignMarket.PER_TRADE_FEN + 1), ABC)
                .then()
                .statusCode(409)
                .body("code", equalTo("LIMIT_EXCEEDED"))
                .body("limit", equalTo("PER_TRADE"));
        market.post(market.quoteOf(10_900, 1, Duration.ofSeconds(200)), ABC)
                .then()
                .statusCode(409)
                .body("limit", equalTo("QUOTE_LIFETIME"));
        Offer first = market.offer(1, ForeignMarket.PER_TRADE_FEN);
        Offer second = market.offer(1, ForeignMarket.PER_TRADE_FEN);
        Offer third = market.offer(1, 1);
        market.accept(first).then().statusCode(202);
        market.accept(second).then().statusCode(202);
        market.corridor().then().body("usedTodayFen", equalTo((int) ForeignMarket.PER_DAY_FEN));
        market.accept(third).then().statusCode(409).body("limit", equalTo("DAILY"));
        market.post(market.quoteOf(1, 1), ABC).then().statusCode(409).body("limit", equalTo("DAILY"));

        world.kafka.publish(market.refusal(awaitRequest(first), "WALLET_FROZEN"));
        awaitState(first, "RELEASED");
        market.accept(third).then().statusCode(202);
    }

    @Test
    void aSuspendedCorridorTakesNothingNewAndFinishesWhatIsHeld() {
        Offer held = market.offer(10_900, 10_000);
        Offer open = market.offer(10_900, 10_000);
        market.accept(held).then().statusCode(202);
        market.terms(2, "SUSPENDED").then().statusCode(201).body("state", equalTo("SUSPENDED"));
        market.accept(open).then().statusCode(409).body("code", equalTo("CORRIDOR_SUSPENDED"));
        market.post(market.quoteOf(1, 1), ABC).then().statusCode(409).body("code", equalTo("CORRIDOR_SUSPENDED"));

        LegRequested requested = awaitRequest(held);
        world.kafka.publish(market.answer(requested, pay(requested, 10_000)));
        awaitState(held, "SETTLED");
        market.terms(3, "OPEN").then().statusCode(201);
        market.accept(open).then().statusCode(202);
        market.versions()
                .then()
                .body("items.version", contains(1, 2, 3))
                .body("items.state", contains("OPEN", "SUSPENDED", "OPEN"));
    }

    @Test
    void termsAreSetInTheirOrderAndOnce() {
        market.terms(1, "OPEN").then().statusCode(200).body("version", equalTo(1));
        market.terms(1, "SUSPENDED").then().statusCode(422).body("code", equalTo("ID_REUSED"));
        market.terms(3, "OPEN")
                .then()
                .statusCode(409)
                .body("code", equalTo("TERMS_OUT_OF_ORDER"))
                .body("nextVersion", equalTo(2));
        market.terms(2, "OPEN", "USD").then().statusCode(400).body("violations[0].field", equalTo("currency"));
        given().auth()
                .oauth2(Tokens.centralBank())
                .contentType("application/json")
                .body(ForeignMarket.termsBody(2, "OPEN", "HKD"))
                .put("/v1/corridors/" + UUID.randomUUID().toString().substring(0, 8))
                .then()
                .statusCode(404);
    }

    @Test
    void accountsAndIssuesHappenOnce() {
        market.openAccount(market.account(ForeignMarket.BUYER)).then().statusCode(200);
        Map<String, Object> other = new HashMap<>(market.account(ForeignMarket.BUYER));
        other.put("lei", "HWUPKR0MPOU8FGXBT394");
        market.openAccount(other).then().statusCode(422).body("code", equalTo("ID_REUSED"));
        UUID id = UUID.randomUUID();
        market.issue(ForeignMarket.OTHER, id, 5).then().statusCode(201).body("availableMinor", equalTo(5));
        market.issue(ForeignMarket.OTHER, id, 5).then().statusCode(200).body("availableMinor", equalTo(5));
        market.issue(ForeignMarket.OTHER, id, 6).then().statusCode(422);
        market.issue(ForeignMarket.BUYER, id, 5).then().statusCode(422);
        market.issue("nobody", UUID.randomUUID(), 5).then().statusCode(404);
        market.issue(ForeignMarket.OTHER, UUID.randomUUID(), 9_007_199_254_740_991L)
                .then()
                .statusCode(409)
                .body("code", equalTo("FOREIGN_CURRENCY_EXCEEDS_MAXIMUM"));
    }

    @Test
    void aQuoteIsOfferedOnceAndItsPaymentBelongsToOneQuote() {
        Offer offer = market.quoteOf(10_900, 10_000);
        market.post(offer, ABC).then().statusCode(201).body("fenPerMinor", equalTo("0.917431"));
        market.post(offer, ABC).then().statusCode(200);
        market.post(offer.withAmountMinor(10_901), ABC).then().statusCode(422).body("code", equalTo("ID_REUSED"));
        market.post(offer.withQuoteId(UUID.randomUUID()), ABC).then().statusCode(422);
        market.post(market.quoteOf(10_900, 10_000), BOC)
                .then()
                .statusCode(400)
                .body("violations.field", contains("order.payer", "makerAccount"));
    }

    static Stream<String> malformedTrades() {
        String good = "{\"order\":{\"id\":\"%s\",\"quoteId\":\"%s\",\"account\":\"dapp\",\"currency\":\"HKD\","
                + "\"amountMinor\":1,\"payee\":\"0020000000000021\",\"amountFen\":1},\"signature\":\"AA\"}";
        String id = UUID.randomUUID().toString();
        return Stream.of(
                        good.replace("\"amountMinor\":1", "\"amountMinor\":0"),
                        good.replace("\"amountMinor\":1", "\"amountMinor\":-1"),
                        good.replace("\"amountMinor\":1", "\"amountMinor\":1.5"),
                        good.replace("\"amountMinor\":1", "\"amountMinor\":\"1\""),
                        good.replace("\"amountMinor\":1", "\"amountMinor\":9007199254740992"),
                        good.replace("\"amountFen\":1", "\"amountFen\":0"),
                        good.replace("\"amountFen\":1", "\"amountFen\":null"),
                        good.replace("\"currency\":\"HKD\"", "\"currency\":\"hkd\""),
                        good.replace("\"account\":\"dapp\"", "\"account\":\"\\n\""),
                        good.replace("0020000000000021", "002"),
                        good.replace("\"signature\":\"AA\"", "\"signature\":null"),
                        good.replace("\"signature\":\"AA\"", "\"other\":1"),
                        good.replace("\"order\":", "\"order\":1,\"order\":"),
                        "",
                        "null",
                        "[]")
                .map(body -> body.formatted(id, id));
    }

    @ParameterizedTest
    @MethodSource("malformedTrades")
    void aMalformedAcceptanceIsRefused(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/v1/corridors/" + market.corridorId() + "/trades")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));
    }

    @Test
    void malformedTermsAccountsIssuesAndQuotesAreRefused() {
        market.terms(2, "CLOSED").then().statusCode(400);
        market.terms(0, "OPEN").then().statusCode(400);
        Map<String, Object> account = new HashMap<>(market.account(ForeignMarket.BUYER));
        account.put("accountId", "new");
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "lei", "5493001KJTIIGC8Y1R13",
                        "publicKey", "AA",
                        "algorithm", "RSA",
                        "operatorId", "nobody",
                        "accountId", "a b")
                .entrySet()) {
            Map<String, Object> spoiled = new HashMap<>(account);
            spoiled.put(wrong.getKey(), wrong.getValue());
            market.openAccount(spoiled).then().statusCode(400).body("code", equalTo("MALFORMED_REQUEST"));
        }
        market.issue(ForeignMarket.BUYER, UUID.randomUUID(), 0).then().statusCode(400);
        Offer good = market.quoteOf(10_900, 10_000);
        market.post(good.withAmountMinor(10_901), ABC)
                .then()
                .statusCode(400)
                .body("violations.field", contains("order.reference"));
        market.post(good.withSignature("AA"), ABC).then().statusCode(400);
        market.post(market.quoteOf(10_900, 10_000, Duration.ofSeconds(9)), ABC)
                .then()
                .statusCode(400)
                .body("violations.field", contains("order.expiresAt"));
    }

    @Test
    void everybodyDoesWhatIsTheirsAndNothingElse() {
        Offer offer = market.offer(10_900, 10_000);
        market.accept(offer).then().statusCode(202);
        String corridor = "/v1/corridors/" + market.corridorId();
        List<String> everybodyElse =
                List.of(Tokens.auditor(), Tokens.settlement(), Tokens.holder(), Tokens.operator(ABC));
        for (String token : everybodyElse) {
            as(token)
                    .body(ForeignMarket.termsBody(2, "OPEN", "HKD"))
                    .put(corridor)
                    .then()
                    .statusCode(403);
            as(token)
                    .body(market.account("dapp"))
                    .post(corridor + "/accounts")
                    .then()
                    .statusCode(403);
            as(token)
                    .body(Map.of("id", UUID.randomUUID(), "amountMinor", 1))
                    .post(corridor + "/accounts/dapp/issues")
                    .then()
                    .statusCode(403);
        }
        given().contentType("application/json").body("{}").put(corridor).then().statusCode(401);
        as(Tokens.centralBank()).body("{}").post(corridor + "/quotes").then().statusCode(403);
        as(Tokens.of("nobody", "operator").text()).get(path(offer)).then().statusCode(403);

        for (String page :
                List.of("/accounts/dapp", "/accounts/dapp/entries", "/trades", "/trades/" + offer.tradeId())) {
            given().get(corridor + page).then().statusCode(401);
            as(Tokens.holder()).get(corridor + page).then().statusCode(403);
            as(Tokens.auditor()).get(corridor + page).then().statusCode(200);
            as(Tokens.centralBank()).get(corridor + page).then().statusCode(200);
        }
        as(Tokens.operator(ABC)).get(corridor + "/accounts/dapp").then().statusCode(404);
        as(Tokens.operator(ABC)).get(corridor + "/accounts/maker").then().statusCode(200);
        as(Tokens.operator(CCB))
                .get(corridor + "/accounts/maker/entries")
                .then()
                .statusCode(404);
        as(Tokens.operator(ABC)).get(corridor + "/trades").then().body("items", hasSize(1));
        as(Tokens.operator(CCB))
                .get(corridor + "/trades")
                .then()
                .statusCode(200)
                .body("items", empty());
        as(Tokens.operator(CCB)).get(path(offer)).then().statusCode(404);
        for (String open : List.of("", "/terms", "/laws", "/quotes/" + offer.quoteId())) {
            given().get(corridor + open).then().statusCode(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/corridors/nowhere",
                "/v1/corridors/NOWHERE/terms",
                "/v1/corridors/nowhere/laws",
                "/v1/corridors/nowhere/quotes/6f9619ff-8b86-4011-b42d-00c04fc964ff",
                "/v1/corridors/nowhere/quotes/6F9619FF-8B86-4011-B42D-00C04FC964FF",
                "/v1/corridors/nowhere/quotes/1",
                "/v1/corridors/nowhere/trades/1",
                "/v1/corridors/nowhere/accounts/dapp"
            })
    void whatDoesNotExistIsNotFound(String path) {
        as(Tokens.auditor()).get(path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void tradesAreListedPageByPage() {
        for (int i = 0; i < 3; i++) {
            market.accept(market.offer(1, 1)).then().statusCode(202);
        }
        String path = "/v1/corridors/" + market.corridorId() + "/trades?limit=2";
        JsonPath first = as(Tokens.auditor()).get(path).jsonPath();
        JsonPath second = as(Tokens.auditor())
                .get(path + "&after=" + first.getString("next"))
                .jsonPath();
        assertThat(first.getList("items")).hasSize(2);
        assertThat(second.getList("items")).hasSize(1);
        assertThat(second.getString("next")).isNull();
        assertThat(Stream.concat(
                        first.getList("items.tradeId", String.class).stream(),
                        second.getList("items.tradeId", String.class).stream()))
                .doesNotHaveDuplicates()
                .isSorted();
        as(Tokens.auditor()).get(path + "&after=x").then().statusCode(400);
    }

    /** The names only: applications that follow one another in a JVM share a registry, which keeps the first one's gauges. */
    @Test
    void metricsSayWhatAnOperatorOfTheServiceMustKnow() {
        assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString())
                .contains("dcep_corridor_laws_broken", "dcep_corridor_trades_held", "dcep_corridor_held_age_seconds");
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    private LegRequested awaitRequest(Offer offer) {
        return world.kafka.await(LegRequested.class, leg -> leg.tradeId().equals(offer.tradeId()));
    }

    /** What the operators' books do for the leg, and what settlement hears of it. */
    private PaymentCommitted pay(LegRequested leg, long amountFen) {
        return world.economy.pay(
                leg.paymentId(), new Economy.Wallets(ABC, leg.payer(), BOC, leg.payee()), amountFen, 1);
    }

    private void awaitState(Offer offer, String state) {
        eventually(() ->
                state.equals(as(Tokens.auditor()).get(path(offer)).jsonPath().getString("state")));
    }

    private void awaitProven(int settled) {
        eventually(() -> market.laws().jsonPath().getLong("legsOnTheirWay") == 0);
        market.laws().then().body("holds", equalTo(true)).body("tradesSettled", equalTo(settled));
    }

    private String path(Offer offer) {
        return "/v1/corridors/" + market.corridorId() + "/trades/" + offer.tradeId();
    }

    private static long contradictions() {
        return World.count("SELECT count(*) FROM contradiction WHERE topic = 'dcep.leg.answered'");
    }
}
