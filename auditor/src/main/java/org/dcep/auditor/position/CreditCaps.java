package org.dcep.auditor.position;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.dcep.contracts.PolicyPublished;

/**
 * How far below zero a settlement account may be, by the signed settlement policies, read from their documents and not
 * from the settlement engine's types.
 *
 * <p>Which version a cycle took, and what was drawn when a cap was lowered, is in no topic. So of all versions in force until
 * a time the largest cap counts: an account below that one is wrong whatever settlement has chosen.
 */
final class CreditCaps {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORCE = "FORCE_ON_CREDIT";
    private static final List<String> RULES = List.of("KEEP", FORCE);

    private final Map<Integer, Version> versions = new TreeMap<>();

    /**
     * @param othersFen for every operator that is not named
     * @param lends whether what is short at the end of a day is lent overnight
     */
    private record Version(Instant effectiveFrom, long othersFen, Map<String, Long> namedFen, boolean lends) {}

    /**
     * Takes a policy whose signature was verified.
     *
     * @throws IllegalArgumentException if the document says anything that is not understood here
     */
    void publish(PolicyPublished policy) {
        try {
            JsonNode tree = JSON.readTree(policy.document());
            if (!tree.isObject()) {
                throw new IllegalArgumentException("a settlement policy is a JSON object");
            }
            Map<String, Long> named = new HashMap<>();
            tree.path("operators")
                    .properties()
                    .forEach(operator -> named.put(operator.getKey(), capFen(operator.getValue())));
            String rule = tree.path("endOfDay").path("rule").asText("KEEP");
            if (!RULES.contains(rule)) {
                throw new IllegalArgumentException("the rule " + rule + " for the end of a day is not known");
            }
            versions.put(
                    policy.version(),
                    new Version(policy.effectiveFrom(), capFen(tree.path("caps")), named, rule.equals(FORCE)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the document is not JSON", e);
        }
    }

    /** 0 where none is given. */
    private static long capFen(JsonNode caps) {
        JsonNode cap = caps.path("creditCapFen");
        if (cap.isMissingNode() || cap.isNull()) {
            return 0;
        }
        if (!cap.canConvertToLong() || !cap.isIntegralNumber() || cap.longValue() < 0) {
            throw new IllegalArgumentException("creditCapFen is an amount in fen");
        }
        return cap.longValue();
    }

    /**
     * The largest cap that a version in force until {@code at} gives; 0 without one. Empty if one of them lends overnight:
     * loans are in no topic.
     */
    OptionalLong mostFen(String operatorId, Instant at) {
        long most = 0;
        for (Version version : versions.values()) {
            if (!version.effectiveFrom().isAfter(at)) {
                if (version.lends()) {
                    return OptionalLong.empty();
                }
                most = Math.max(most, version.namedFen().getOrDefault(operatorId, version.othersFen()));
            }
        }
        return OptionalLong.of(most);
    }
}
