package org.dcep.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.contracts.LegAnswered;
import org.dcep.contracts.LegRequested;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Lei;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.QuoteReference;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.TradeOrder;
import org.dcep.kernel.WalletId;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.testkit.Tokens;

/** A corridor of its own with a market maker of bank abc, a buyer that has foreign currency, and somebody else. */
final class ForeignMarket {
    static final String MAKER = "maker";
    static final String BUYER = "dapp";
    static final String OTHER = "other";
    static final long ISSUED = 1_000_000;
    static final long PER_TRADE_FEN = 50_000;
    static final long PER_DAY_FEN = 100_000;
    static final String PAYER = WalletId.of(1, 0, 1).toString();
    static final String PAYEE = WalletId.of(2, 0, 2).toString();

    private static final Clock CLOCK = Clock.systemUTC();

    private final String corridorId;

    /** A quote with its maker's order, and the acceptance that belongs to it. */
    record Offer(
            UUID quoteId,
            long amountMinor,
            PaymentOrder order,
            String signature,
            TradeOrder trade,
            SigningKey key,
            String network) {

        UUID tradeId() {
            return trade.id();
        }

        Offer signedBy(SigningKey other) {
            return new Offer(quoteId, amountMinor, order, signature, trade, other, network);
        }

        Offer onNetwork(String other) {
            return new Offer(quoteId, amountMinor, order, signature, trade, key, other);
        }

        Offer withSignature(String other) {
            return new Offer(quoteId, amountMinor, order, other, trade, key, network);
        }

        Offer withQuoteId(UUID other) {
            return new Offer(other, amountMinor, order, signature, trade, key, network);
        }

        Offer withAmountMinor(long other) {
            return new Offer(quoteId, other, order, signature, trade, key, network);
        }

        Offer by(String account) {
            return trading(trade.id(), trade.quoteId(), account, trade.amountMinor());
        }

        Offer ofQuote(UUID other) {
            return trading(trade.id(), other, trade.account(), trade.amountMinor());
        }

        Offer giving(long minor) {
            return trading(trade.id(), trade.quoteId(), trade.account(), minor);
        }

        Offer withNewTradeId() {
            return trading(UUID.randomUUID(), trade.quoteId(), trade.account(), trade.amountMinor());
        }

        private Offer trading(UUID id, UUID quote, String account, long minor) {
            TradeOrder other = new TradeOrder(
                    id, trade.corridorId(), quote, account, trade.currency(), minor, trade.payee(), trade.amount());
            return new Offer(quoteId, amountMinor, order, signature, other, ForeignMarket.key(account), network);
        }
    }

    private ForeignMarket(String corridorId) {
        this.corridorId = corridorId;
    }

    static ForeignMarket open() {
        ForeignMarket market =
                new ForeignMarket("c-" + UUID.randomUUID().toString().substring(0, 13));
        market.terms(1, "OPEN").then().statusCode(201);
        for (String account : List.of(MAKER, BUYER, OTHER)) {
            market.openAccount(market.account(account)).then().statusCode(201);
        }
        market.issue(BUYER, UUID.randomUUID(), ISSUED).then().statusCode(201);
        return market;
    }

    String corridorId() {
        return corridorId;
    }

    static SigningKey key(String account) {
        return SignedOrders.key(SignatureAlgorithm.SM2, "foreign " + account);
    }

    SigningKey stranger() {
        return key("stranger");
    }

    static Map<String, Object> termsBody(int version, String state, String currency) {
        return Map.of(
                "version", version,
                "currency", currency,
                "state", state,
                "perTradeFen", PER_TRADE_FEN,
                "perDayFen", PER_DAY_FEN,
                "longestQuoteSeconds", 120);
    }

    Response terms(int version, String state) {
        return terms(version, state, "HKD");
    }

    Response terms(int version, String state, String currency) {
        return given().auth()
                .oauth2(Tokens.centralBank())
                .contentType("application/json")
                .body(termsBody(version, state, currency))
                .put(path(""));
    }

    Map<String, Object> account(String accountId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("accountId", accountId);
        body.put("lei", Lei.completing("529900T8BM49AURSDO").value());
        body.put("algorithm", "SM2");
        body.put("publicKey", SignedOrders.publicKey(key(accountId)));
        if (accountId.equals(MAKER)) {
            body.put("operatorId", World.ABC);
        }
        return body;
    }

    Response openAccount(Map<String, Object> body) {
        return asCentralBank(body).post(path("/accounts"));
    }

    Response issue(String accountId, UUID id, long amountMinor) {
        return asCentralBank(Map.of("id", id, "amountMinor", amountMinor))
                .post(path("/accounts/" + accountId + "/issues"));
    }

    /** A quote that is on offer for a minute or so. */
    Offer offer(long amountMinor, long amountFen) {
        return offer(amountMinor, amountFen, Duration.ofSeconds(90));
    }

    Offer offer(long amountMinor, long amountFen, Duration orderLives) {
        Offer offer = quoteOf(amountMinor, amountFen, orderLives);
        post(offer, World.ABC).then().statusCode(201);
        return offer;
    }

    Offer quoteOf(long amountMinor, long amountFen) {
        return quoteOf(amountMinor, amountFen, Duration.ofSeconds(90));
    }

    Offer quoteOf(long amountMinor, long amountFen, Duration orderLives) {
        UUID quoteId = UUID.randomUUID();
        Instant expiresAt = CLOCK.instant().plus(orderLives).truncatedTo(ChronoUnit.SECONDS);
        PaymentOrder order = new PaymentOrder(
                UUID.randomUUID(),
                PAYER,
                PAYEE,
                new Money(amountFen),
                new Money(5),
                expiresAt,
                new QuoteReference(quoteId, amountMinor, "HKD", MAKER).text());
        String signature = Base64Url.encode(key("makers wallet").sign(order.signedBytes(DcepStack.NETWORK)));
        TradeOrder trade = new TradeOrder(
                UUID.randomUUID(), corridorId, quoteId, BUYER, "HKD", amountMinor, PAYEE, new Money(amountFen));
        return new Offer(quoteId, amountMinor, order, signature, trade, key(BUYER), DcepStack.NETWORK);
    }

    Response post(Offer offer, String operatorId) {
        PaymentOrder order = offer.order();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", offer.quoteId());
        body.put("makerAccount", MAKER);
        body.put("buyerAccount", BUYER);
        body.put("amountMinor", offer.amountMinor());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", order.id());
        fields.put("payer", order.payer());
        fields.put("payee", order.payee());
        fields.put("amountFen", order.amount().fen());
        fields.put("maxGasFeeFen", order.maxGasFee().fen());
        fields.put("expiresAt", order.expiresAt().toString());
        fields.put("reference", order.reference());
        body.put("order", fields);
        body.put("signature", offer.signature());
        return given().auth()
                .oauth2(Tokens.operator(operatorId))
                .contentType("application/json")
                .body(body)
                .post(path("/quotes"));
    }

    Response quote(Offer offer) {
        return given().get(path("/quotes/" + offer.quoteId()));
    }

    Response withdraw(Offer offer, String operatorId) {
        return given().auth().oauth2(Tokens.operator(operatorId)).delete(path("/quotes/" + offer.quoteId()));
    }

    Response accept(Offer offer) {
        TradeOrder trade = offer.trade();
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("id", trade.id());
        order.put("quoteId", trade.quoteId());
        order.put("account", trade.account());
        order.put("currency", trade.currency());
        order.put("amountMinor", trade.amountMinor());
        order.put("payee", trade.payee());
        order.put("amountFen", trade.amount().fen());
        String signature = Base64Url.encode(offer.key().sign(trade.signedBytes(offer.network())));
        return given().contentType("application/json")
                .body(Map.of("order", order, "signature", signature))
                .post(path("/trades"));
    }

    /** Available and held. */
    List<Long> balances(String accountId) {
        JsonPath account = given().auth()
                .oauth2(Tokens.auditor())
                .get(path("/accounts/" + accountId))
                .jsonPath();
        return List.of(account.getLong("availableMinor"), account.getLong("heldMinor"));
    }

    Response entries(String accountId) {
        return given().auth().oauth2(Tokens.auditor()).get(path("/accounts/" + accountId + "/entries"));
    }

    Response corridor() {
        return given().get(path(""));
    }

    Response versions() {
        return given().get(path("/terms"));
    }

    Response laws() {
        return given().get(path("/laws"));
    }

    /** What wallet-service says once the payment is final. */
    LegAnswered answer(LegRequested leg, PaymentCommitted payment) {
        assertThat(payment.paymentId()).isEqualTo(leg.paymentId());
        return new LegAnswered(
                leg.tradeId(),
                leg.corridorId(),
                leg.paymentId(),
                true,
                "",
                payment.operatorId(),
                payment.cycleId(),
                payment.payeeOperatorId(),
                payment.gasUnits(),
                payment.gasFeeFen(),
                payment.gasPolicyVersion(),
                payment.committedAt());
    }

    /** What it says once the payment can never happen. */
    LegAnswered refusal(LegRequested leg, String reason) {
        return new LegAnswered(
                leg.tradeId(), leg.corridorId(), leg.paymentId(), false, reason, "", 0, "", 0, 0, 0, CLOCK.instant());
    }

    private static RequestSpecification asCentralBank(Object body) {
        return given().auth()
                .oauth2(Tokens.centralBank())
                .contentType("application/json")
                .body(body);
    }

    private String path(String rest) {
        return "/v1/corridors/" + corridorId + rest;
    }
}
