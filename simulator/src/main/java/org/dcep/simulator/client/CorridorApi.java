package org.dcep.simulator.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One corridor of the settlement service. Amounts in fen and in the currency's smallest unit; a repeated id has one effect. */
public final class CorridorApi {
    private final RestClient rest;
    private final URI base;

    CorridorApi(RestClient rest, URI settlement, String corridorId) {
        this.rest = rest;
        this.base = settlement.resolve("/v1/corridors/" + corridorId);
    }

    /** What the central bank allows. */
    public record Terms(
            int version, String currency, String state, long perTradeFen, long perDayFen, int longestQuoteSeconds) {}

    /**
     * @param operatorId null for everybody but a bank's market maker
     */
    public record Account(
            String accountId,
            String lei,
            String algorithm,
            String publicKey,
            @JsonInclude(JsonInclude.Include.NON_NULL) String operatorId) {}

    /** What an account holds. */
    public record Balance(String accountId, long availableMinor, long heldMinor) {}

    /** A quote with the payment order that its maker has signed. */
    public record Offer(
            UUID id,
            String makerAccount,
            String buyerAccount,
            long amountMinor,
            SignedPayment.Order order,
            String signature) {}

    /**
     * @param fenPerMinor to look at, never to compute with
     */
    public record Quote(
            UUID quoteId,
            String currency,
            long amountMinor,
            String payee,
            long amountFen,
            String fenPerMinor,
            String state,
            String expiresAt) {}

    /**
     * @param state HELD, SETTLED or RELEASED
     * @param reason why it was released, else null
     * @param paymentId the e-CNY leg of a settled trade, else null
     */
    public record Trade(
            UUID tradeId, UUID quoteId, String state, String reason, long amountMinor, long amountFen, UUID paymentId) {

        public boolean isHeld() {
            return state.equals("HELD");
        }
    }

    /** The corridor with its terms in force; nothing if it does not exist. */
    public Optional<Terms> terms() {
        Answer answer = rest.send(Request.get(base));
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.as(Terms.class));
    }

    public void set(Credentials centralBank, Terms terms) {
        rest.send(Request.put(base, terms).as(centralBank)).as(JsonNode.class);
    }

    public void open(Credentials foreignCentralBank, Account account) {
        rest.send(Request.post(at("/accounts"), account).as(foreignCentralBank)).as(JsonNode.class);
    }

    public void issue(Credentials foreignCentralBank, UUID id, String accountId, long amountMinor) {
        var body = Map.of("id", id, "amountMinor", amountMinor);
        rest.send(Request.post(at("/accounts/" + accountId + "/issues"), body).as(foreignCentralBank))
                .as(JsonNode.class);
    }

    public Balance balance(Credentials caller, String accountId) {
        return rest.send(Request.get(at("/accounts/" + accountId)).as(caller)).as(Balance.class);
    }

    public Quote offer(Credentials makersBank, Offer offer) {
        return rest.send(Request.post(at("/quotes"), offer).as(makersBank)).as(Quote.class);
    }

    /** Accepts a quote, or asks what has become of its acceptance. */
    public Trade accept(SignedTrade trade) {
        return rest.send(Request.post(at("/trades"), trade)).as(Trade.class);
    }

    /** Accepts a quote and asks until the trade has ended, one way or the other. */
    public Trade acceptAndWait(SignedTrade trade) {
        Trade[] latest = {accept(trade)};
        Patience.FOR_AN_EVENT.until("the end of trade " + trade.order().id(), () -> {
            if (latest[0].isHeld()) {
                latest[0] = accept(trade);
            }
            return !latest[0].isHeld();
        });
        return latest[0];
    }

    /** Whether the corridor's books agree: {@code holds}, {@code legsOnTheirWay}, {@code laws}. */
    public JsonNode laws() {
        return rest.send(Request.get(at("/laws"))).as(JsonNode.class);
    }

    private URI at(String path) {
        return URI.create(base + path);
    }
}
