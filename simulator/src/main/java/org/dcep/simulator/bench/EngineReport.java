package org.dcep.simulator.bench;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the engine did, as it says itself.
 *
 * @param accepted payments that moved money, final or pending
 * @param cpuMicrosPerPayment of the engine's process, making the orders included
 */
public record EngineReport(
        long accepted,
        double seconds,
        double paymentsPerSecond,
        double cpuMicrosPerPayment,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double p999Millis,
        double meanBatch,
        Usage usage) {
    static EngineReport of(JsonNode measured, Usage usage) {
        return new EngineReport(
                measured.path("accepted").asLong(),
                measured.path("seconds").asDouble(),
                measured.path("paymentsPerSecond").asDouble(),
                measured.path("cpuMicrosPerPayment").asDouble(),
                measured.path("p50Millis").asDouble(),
                measured.path("p95Millis").asDouble(),
                measured.path("p99Millis").asDouble(),
                measured.path("p999Millis").asDouble(),
                measured.path("meanBatch").asDouble(),
                usage);
    }
}
