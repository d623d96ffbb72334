package org.dcep.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What transfers cost under the gas policy in force, computed from the published document alone. Exact for the rules
 * whose charge does not depend on amount or time.
 *
 * @param rule the name of the price rule
 * @param dueMicroFen what one transfer costs before rounding, empty where it depends on more than the count
 */
public record GasQuote(int version, String rule, long transferUnits, Optional<Long> dueMicroFen) {
    private static final long MICRO_FEN_PER_FEN = 1_000_000;
    private static final long UNKNOWN_FEE_FEN = 1_000;

    /** Reads what the issuer publishes under /v1/policies/gas. */
    public static GasQuote of(JsonNode published) {
        JsonNode policy = published.path("policy");
        String rule = policy.path("price").path("rule").asText();
        long units = policy.path("units").path("TRANSFER").asLong();
        Optional<Long> due = switch (rule) {
            case "ZERO" -> Optional.of(0L);
            case "FIXED" -> Optional.of(policy.path("price").path("feeFen").asLong() * MICRO_FEN_PER_FEN);
            case "SCHEDULE" ->
                Optional.of(Math.multiplyExact(
                        policy.path("price").path("microFenPerUnit").asLong(), units));
            default -> Optional.empty();
        };
        return new GasQuote(published.path("version").asInt(), rule, units, due);
    }

    /** Whether {@link #feeFen} is exact. */
    public boolean isExact() {
        return dueMicroFen.isPresent();
    }

    /** What {@code transfers} transfers of one payer cost together, from its first on; an upper bound if not exact. */
    public long feeFen(int transfers) {
        return dueMicroFen
                .map(due -> ceilDiv(Math.multiplyExact(due, (long) transfers)))
                .orElse(UNKNOWN_FEE_FEN * transfers);
    }

    private static long ceilDiv(long microFen) {
        return -Math.floorDiv(-microFen, MICRO_FEN_PER_FEN);
    }
}
