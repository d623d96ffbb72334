package org.dcep.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The settlement service: cycles, reconciliation and corridors. */
public final class SettlementApi {
    private final RestClient rest;
    private final URI base;

    public SettlementApi(RestClient rest, URI base) {
        this.rest = rest;
        this.base = base;
    }

    /** What payers of one operator paid to payees of another, or of the same, in a cycle. */
    public record Gross(String fromOperatorId, String toOperatorId, long payments, long amountFen) {}

    /** Positive receives, negative pays. */
    public record Net(String operatorId, long netFen) {}

    public record Gas(String operatorId, long gasUnits, long gasFeeFen) {}

    public record GasShare(String beneficiary, int basisPoints, long amountFen) {}

    /** A settlement cycle; lists are empty, never null. */
    public record Cycle(
            long cycleId,
            String state,
            String mode,
            String asset,
            LocalDate businessDate,
            long payments,
            long grossFen,
            List<Gross> gross,
            List<Net> net,
            List<Gas> gas,
            List<GasShare> gasShares) {
        public Cycle {
            gross = gross == null ? List.of() : List.copyOf(gross);
            net = net == null ? List.of() : List.copyOf(net);
            gas = gas == null ? List.of() : List.copyOf(gas);
            gasShares = gasShares == null ? List.of() : List.copyOf(gasShares);
        }

        /** The pairs of two different operators; payments inside one operator need no settlement. */
        public List<Gross> between() {
            return gross.stream()
                    .filter(pair -> !pair.fromOperatorId().equals(pair.toOperatorId()))
                    .toList();
        }

        /** Whether operators need some of their reserves in settlement accounts. */
        public boolean settlesInReserves() {
            return asset.equals("RESERVES");
        }

        public long gasFeeFen() {
            return gas.stream().mapToLong(Gas::gasFeeFen).sum();
        }
    }

    /** What an operator has in its settlement account, in fen; nothing if it has none yet. */
    public OptionalLong accountBalanceFen(Credentials caller, String operatorId) {
        Answer answer = rest.send(
                Request.get(at("/v1/settlement-accounts/" + operatorId)).as(caller));
        return answer.status() == 404
                ? OptionalLong.empty()
                : OptionalLong.of(answer.as(JsonNode.class).path("balanceFen").asLong());
    }

    /** The cycle that payments fall into now. */
    public Cycle openCycle(Credentials caller) {
        List<Cycle> open = new ArrayList<>();
        JsonNode page =
                rest.send(Request.get(at("/v1/cycles?limit=1000")).as(caller)).as(JsonNode.class);
        for (JsonNode item : page.path("items")) {
            if (item.path("state").asText().equals("OPEN")) {
                open.add(Json.as(Cycle.class, item));
            }
        }
        if (open.size() != 1) {
            throw new IllegalStateException("exactly one cycle must be open, there are " + open.size());
        }
        return open.get(0);
    }

    public Cycle cycle(Credentials caller, long cycleId) {
        return rest.send(Request.get(at("/v1/cycles/" + cycleId)).as(caller)).as(Cycle.class);
    }

    /** Everything that is told about a cycle; nothing if there is no such cycle. */
    public Optional<JsonNode> document(Credentials caller, long cycleId) {
        Answer answer = rest.send(Request.get(at("/v1/cycles/" + cycleId)).as(caller));
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.as(JsonNode.class));
    }

    /** Closes the open cycle and waits until {@code reader} sees it settled. */
    public Cycle close(Credentials centralBank, Credentials reader, UUID id, LocalDate nextBusinessDate) {
        var body = Map.of("id", id, "nextBusinessDate", nextBusinessDate.toString());
        Cycle[] latest = {
            rest.send(Request.post(at("/v1/cycles"), body).as(centralBank)).as(Cycle.class)
        };
        Patience.FOR_AN_EVENT.until("settlement of cycle " + latest[0].cycleId(), () -> {
            latest[0] = cycle(reader, latest[0].cycleId());
            return latest[0].state().equals("SETTLED");
        });
        return latest[0];
    }

    /** The settlement service's own recomputation: {@code balanced} and {@code laws}. */
    public JsonNode reconciliation() {
        return rest.send(Request.get(at("/v1/reconciliation"))).as(JsonNode.class);
    }

    /** The proof that a final payment is in its operator's log; empty if there is none while patience lasts. */
    public Optional<JsonNode> proof(UUID paymentId) {
        Request request = Request.get(at("/v1/log/proofs/" + paymentId));
        Answer[] latest = new Answer[1];
        try {
            Patience.FOR_A_PROOF.until("the proof of payment " + paymentId, () -> {
                latest[0] = rest.send(request);
                return latest[0].status() != 404;
            });
            return Optional.of(latest[0].as(JsonNode.class));
        } catch (NoDefiniteAnswer e) {
            return Optional.empty();
        }
    }

    /** The newest head of every operator's log: {@code items} with {@code frozen} and {@code head}. */
    public JsonNode logHeads() {
        return rest.send(Request.get(at("/v1/log/heads"))).as(JsonNode.class);
    }

    /** A corridor to a foreign currency, whether it is open yet or not. */
    public CorridorApi corridor(String corridorId) {
        return new CorridorApi(rest, base, corridorId);
    }

    /** Settlement's public keys, with which the heads of logs are checked. */
    public JsonNode keys() {
        return rest.send(Request.get(at("/v1/keys"))).as(JsonNode.class);
    }

    private URI at(String path) {
        return base.resolve(path);
    }
}
