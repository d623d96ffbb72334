package org.dcep.auditor.gas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A version of the gas policy as this auditor understands it: read from the signed document, not from the ledger's
 * types.
 *
 * @param effectiveFrom no payment before it may be priced by this version
 * @param units what an operation may count, each once
 */
public record Tariff(int version, Instant effectiveFrom, Set<Long> units, JsonNode price, List<Share> shares) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long MICRO = 1_000_000L;
    private static final long MICRO_BY_BASIS_POINT = 100L;

    /** Prices by time of day are meant in the operators' time. */
    private static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Shanghai");

    /** A beneficiary's part in basis points. */
    public record Share(String beneficiary, int basisPoints) {}

    /**
     * @throws IllegalArgumentException if the document says anything that is not understood here
     */
    public static Tariff read(int version, Instant effectiveFrom, String document) {
        try {
            JsonNode tree = JSON.readTree(document);
            Set<Long> units = new HashSet<>();
            tree.path("units").forEach(count -> units.add(count.asLong()));
            List<Share> shares = new ArrayList<>();
            tree.path("beneficiaries")
                    .forEach(item -> shares.add(new Share(
                            item.path("name").asText(), item.path("basisPoints").asInt())));
            Tariff tariff = new Tariff(version, effectiveFrom, Set.copyOf(units), tree.path("price"), shares);
            if (units.isEmpty() || shares.isEmpty()) {
                throw new IllegalArgumentException("a gas policy names units and beneficiaries");
            }
            tariff.dueMicroFen(0, 1, effectiveFrom);
            return tariff;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the document is not JSON", e);
        }
    }

    /**
     * The exact price of an operation in micro-fen.
     *
     * @param at when it was decided
     * @throws ArithmeticException if it exceeds a {@code long}
     */
    public long dueMicroFen(long gasUnits, long amountFen, Instant at) {
        String rule = price.path("rule").asText();
        return switch (rule) {
            case "ZERO" -> 0;
            case "FIXED" -> Math.multiplyExact(price.path("feeFen").asLong(), MICRO);
            case "SCHEDULE" ->
                Math.multiplyExact(gasUnits, price.path("microFenPerUnit").asLong());
            case "TIERED" -> Math.multiplyExact(tierFen(amountFen), MICRO);
            case "AD_VALOREM" -> adValorem(amountFen);
            case "TIME_OF_DAY" -> Math.multiplyExact(gasUnits, microFenPerUnitAt(at));
            default -> throw new IllegalArgumentException("the price rule " + rule + " is not known");
        };
    }

    private long tierFen(long amountFen) {
        for (JsonNode tier : price.path("tiers")) {
            if (amountFen <= tier.path("upToFen").asLong()) {
                return tier.path("feeFen").asLong();
            }
        }
        return price.path("aboveFeeFen").asLong();
    }

    private long adValorem(long amountFen) {
        long share = Math.multiplyExact(
                Math.multiplyExact(amountFen, price.path("basisPoints").asLong()), MICRO_BY_BASIS_POINT);
        long least = Math.multiplyExact(price.path("minimumFen").asLong(), MICRO);
        long most = Math.multiplyExact(price.path("maximumFen").asLong(), MICRO);
        return Math.max(least, Math.min(most, share));
    }

    private long microFenPerUnitAt(Instant at) {
        LocalTime time = LocalTime.ofInstant(at, BUSINESS_ZONE);
        for (JsonNode window : price.path("windows")) {
            LocalTime from = LocalTime.parse(window.path("from").asText());
            LocalTime to = LocalTime.parse(window.path("to").asText());
            if (!time.isBefore(from) && time.isBefore(to)) {
                return window.path("microFenPerUnit").asLong();
            }
        }
        return price.path("otherwiseMicroFenPerUnit").asLong();
    }

    /** The shares that come to at least a fen of a total, in their order. */
    public List<Share> sharesOf(long totalFen) {
        return shares.stream()
                .filter(share -> shareFen(share.beneficiary(), totalFen).orElse(0) > 0)
                .toList();
    }

    /**
     * What a beneficiary receives of a total: the whole part of its basis points, and a fen more for the largest
     * remainders, earlier ones first among equals, until nothing is left. Empty if it has no share.
     */
    public OptionalLong shareFen(String beneficiary, long totalFen) {
        long left = totalFen;
        long[] remainders = new long[shares.size()];
        long[] amounts = new long[shares.size()];
        for (int i = 0; i < shares.size(); i++) {
            long weight = shares.get(i).basisPoints();
            long parts =
                    Math.addExact(Math.multiplyExact(totalFen / 10_000, weight), totalFen % 10_000 * weight / 10_000);
            amounts[i] = parts;
            remainders[i] = totalFen % 10_000 * weight % 10_000;
            left -= parts;
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int i = 1; i < remainders.length; i++) {
                largest = remainders[i] > remainders[largest] ? i : largest;
            }
            amounts[largest]++;
            remainders[largest] = -1;
        }
        Optional<Integer> index = indexOf(beneficiary);
        return index.isPresent() ? OptionalLong.of(amounts[index.get()]) : OptionalLong.empty();
    }

    private Optional<Integer> indexOf(String beneficiary) {
        for (int i = 0; i < shares.size(); i++) {
            if (shares.get(i).beneficiary().equals(beneficiary)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
