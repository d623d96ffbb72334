package org.dcep.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The central bank's service. Amounts in fen; a repeated id has one effect. */
public final class IssuerApi {
    private static final int MOST_PAGES = 1_000;

    private final RestClient rest;
    private final URI base;

    public IssuerApi(RestClient rest, URI base) {
        this.rest = rest;
        this.base = base;
    }

    /**
     * An operator at the issuer; client id and secret are told at admission only, null otherwise.
     *
     * @param reservesPlacedFen in its settlement account, less what it has taken out; may be negative
     */
    public record Operator(
            String operatorId,
            int operatorNumber,
            String name,
            long reservesFreeFen,
            long reservesLockedFen,
            long reservesPlacedFen,
            long outstandingFen,
            String clientId,
            String clientSecret) {}

    public record Issuance(UUID id, String operatorId, long amountFen, String state, int coinCount) {}

    /**
     * @param reason why it was refused, null otherwise
     */
    public record Redemption(UUID id, String operatorId, long amountFen, String state, String reason) {}

    public record Circulation(
            long issuedFen, long redeemedFen, long outstandingFen, long reservesLockedFen, long treasuryFen) {}

    public Operator admit(Credentials centralBank, String operatorId, String name, long reserveFen) {
        var body = Map.of("operatorId", operatorId, "name", name, "reserveFen", reserveFen);
        return rest.send(Request.post(at("/v1/operators"), body).as(centralBank))
                .as(Operator.class);
    }

    public Operator operator(Credentials caller, String operatorId) {
        return rest.send(Request.get(at("/v1/operators/" + operatorId)).as(caller))
                .as(Operator.class);
    }

    /** Adds to an operator's free reserves. */
    public void addReserves(Credentials centralBank, UUID id, String operatorId, long amountFen) {
        var body = Map.of("id", id, "amountFen", amountFen);
        rest.send(Request.post(at("/v1/operators/" + operatorId + "/reserves"), body)
                        .as(centralBank))
                .as(JsonNode.class);
    }

    /** Every operator there is, up to 1,000. */
    public List<String> operatorIds(Credentials caller) {
        JsonNode list = rest.send(Request.get(at("/v1/operators?limit=1000")).as(caller))
                .as(JsonNode.class);
        return list.path("items").findValuesAsText("operatorId");
    }

    /** How many operators there are; at most 1,000 are counted. */
    public int operatorCount(Credentials caller) {
        return operatorIds(caller).size();
    }

    public Issuance issue(Credentials caller, UUID id, String operatorId, long amountFen) {
        var body = Map.of("id", id, "operatorId", operatorId, "amountFen", amountFen);
        return rest.send(Request.post(at("/v1/issuances"), body).as(caller)).as(Issuance.class);
    }

    /**
     * Moves free reserves of an operator into its settlement account.
     *
     * @throws UnexpectedAnswer if it has not as many
     */
    public void placeLiquidity(Credentials operator, UUID id, String operatorId, long amountFen) {
        var body = Map.of("id", id, "amountFen", amountFen);
        rest.send(Request.post(at("/v1/operators/" + operatorId + "/liquidity-transfers"), body)
                        .as(operator))
                .as(JsonNode.class);
    }

    /** Asks for redemption and waits until the operator's vault has answered. */
    public Redemption redeem(Credentials operator, UUID id, String operatorId, long amountFen) {
        var body = Map.of("id", id, "operatorId", operatorId, "amountFen", amountFen);
        Answer answer = rest.send(Request.post(at("/v1/redemptions"), body).as(operator));
        Redemption[] latest = {answer.as(Redemption.class)};
        Patience.FOR_AN_EVENT.until("redemption " + id, () -> {
            if (latest[0].state().equals("REQUESTED")) {
                latest[0] = rest.send(Request.get(at("/v1/redemptions/" + id)).as(operator))
                        .as(Redemption.class);
            }
            return !latest[0].state().equals("REQUESTED");
        });
        return latest[0];
    }

    public Circulation circulation() {
        return rest.send(Request.get(at("/v1/circulation"))).as(Circulation.class);
    }

    /** The gas policy in force: {@code version} and {@code policy} with its price rule and units. */
    public JsonNode gasPolicy() {
        return rest.send(Request.get(at("/v1/policies/gas"))).as(JsonNode.class);
    }

    /** The central bank's public keys. */
    public JsonNode keys() {
        return rest.send(Request.get(at("/v1/keys"))).as(JsonNode.class);
    }

    /** The gas policy in force at {@code at}, with its {@code document} as it was signed; nothing if there was none. */
    public Optional<JsonNode> gasPolicy(Instant at) {
        Answer answer = rest.send(Request.get(at("/v1/policies/gas?at=" + at)));
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.as(JsonNode.class));
    }

    /** What the treasury has received as the gas of a cycle; nothing if it has more than a million entries. */
    public OptionalLong treasuryFen(Credentials caller, long cycleId) {
        long fen = 0;
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode list = rest.send(Request.get(at("/v1/treasury/entries?limit=1000" + after))
                            .as(caller))
                    .as(JsonNode.class);
            for (JsonNode entry : list.path("items")) {
                if (entry.path("cycleId").asLong() == cycleId) {
                    fen = Math.addExact(fen, entry.path("amountFen").asLong());
                }
            }
            if (list.path("next").isNull() || list.path("next").isMissingNode()) {
                return OptionalLong.of(fen);
            }
            after = "&after=" + list.path("next").asText();
        }
        return OptionalLong.empty();
    }

    private URI at(String path) {
        return base.resolve(path);
    }
}
