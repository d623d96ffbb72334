package org.dcep.simulator.bench;

import java.util.Map;

/**
 * What a network has used up to a moment.
 *
 * @param nanos of {@link System#nanoTime}
 * @param machine the processors' time, whoever used it
 * @param cpuMicros by {@link Part}
 * @param postgresCpuMicros of the server's processes that are there now, by database; those that serve none are
 *     {@code background}
 * @param walBytes written by PostgreSQL since it was made
 * @param kafkaBytes in the broker's log
 * @param metrics of the wallet service, empty while it does not run
 */
record Snapshot(
        long nanos,
        MachineTime machine,
        Map<Part, Long> cpuMicros,
        Map<Part, Long> residentBytes,
        Map<String, Long> postgresCpuMicros,
        long walBytes,
        long kafkaBytes,
        MetricsPage metrics) {

    /** The processes of a network, and those of the bench. */
    enum Part {
        WALLET,
        POSTGRES,
        KAFKA,
        SETTLEMENT,
        ISSUER,
        LOAD,
        CONDUCTOR
    }
}
