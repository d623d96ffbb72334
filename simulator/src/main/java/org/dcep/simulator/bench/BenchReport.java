package org.dcep.simulator.bench;

import java.util.List;
import java.util.Map;
import org.dcep.simulator.scenario.Law;

/**
 * All that a bench found, as it is written to its JSON file.
 *
 * @param version of this program, with the commit where it runs from a checkout
 * @param options as they were given or by default; how and in what operators settle, as the network says
 * @param durability the database server's settings as found; empty where it cannot be seen
 * @param verifier whose arithmetic the wallet service asks first about Ed25519; null where it cannot be seen
 * @param phases measured ones, the one that the mode is about first; empty in mode engine
 * @param overload null in all modes but this one
 * @param engine null in all modes but this one
 * @param yardsticks null where other machines do the work
 * @param ceilingPerSecond what all processors could accept if they did nothing but verify signatures; 0 if not known
 * @param acceptedOfCeiling 0 if the ceiling is
 * @param drainSeconds from the last answer until settlement had heard of every payment
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
        String verifier,
        List<PhaseReport> phases,
        Overload overload,
        EngineReport engine,
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
}
