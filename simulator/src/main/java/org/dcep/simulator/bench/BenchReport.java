package org.dcep.simulator.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcep.simulator.scenario.Law;

/**
 * All that a bench found, as it is written to its JSON file.
 *
 * @param options as they were given or by default
 * @param durability the database server's settings as found; empty where it cannot be seen
 * @param phases measured ones, in order; the first is the one that the mode is about
 * @param yardsticks null where other machines do the work
 * @param drainSeconds from the last answer until settlement had heard of every payment
 * @param acknowledgements null where the database cannot be seen
 * @param sound whether every law holds, and nothing that was acknowledged is missing or contradicted
 */
public record BenchReport(
        String startedAt,
        String version,
        BenchMode mode,
        long seed,
        Map<String, Object> options,
        Machine machine,
        Map<String, String> durability,
        List<PhaseReport> phases,
        Yardsticks yardsticks,
        double ceilingPerSecond,
        double acceptedOfCeiling,
        double drainSeconds,
        List<Law> laws,
        AcknowledgementCheck.Finding acknowledgements,
        boolean sound) {

    /** The figures on one screen. */
    public String table() {
        return BenchTable.of(this);
    }

    Optional<AcknowledgementCheck.Finding> finding() {
        return Optional.ofNullable(acknowledgements);
    }
}
