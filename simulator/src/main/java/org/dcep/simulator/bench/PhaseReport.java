package org.dcep.simulator.bench;

import org.dcep.simulator.bench.load.Command;
import org.dcep.simulator.bench.load.PhaseResult;

/**
 * One measured phase.
 *
 * @param ratePerSecond requests that were to arrive; 0 for a closed loop
 * @param connections so many requests were under way at most
 * @param acceptedPerSecond payments, or answered reads
 * @param load as the load process saw it
 * @param usage null where the network's processes cannot be seen, and at all but the first stream of a phase
 */
public record PhaseReport(
        String name,
        double ratePerSecond,
        int connections,
        double acceptedPerSecond,
        double refusedPerSecond,
        double overloadedPerSecond,
        double unknownPerSecond,
        PhaseResult load,
        Usage usage) {
    static PhaseReport of(String name, Command.Stream stream, PhaseResult load, Usage usage) {
        double seconds = load.windowSeconds();
        return new PhaseReport(
                name,
                stream.ratePerSecond(),
                stream.connections(),
                tenths(load.acknowledged() / seconds),
                tenths(load.refused() / seconds),
                tenths(load.overloaded() / seconds),
                tenths(load.unknown() / seconds),
                load,
                usage);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
