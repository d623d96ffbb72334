package org.dcep.simulator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcep.simulator.bench.load.Command.Stream;
import org.dcep.simulator.bench.load.PhaseResult;
import org.dcep.simulator.bench.load.RequestKind;

/** Which phases a mode has. */
final class Measurement {
    /** Cut off again after a pause in which payments were signed. */
    private static final int RAMP_SECONDS = 3;

    /** Prepared beyond what the warm-up promises: a service that has become quicker must not run out of work. */
    private static final double SPARE = 1.5;

    private static final int ATTEMPTS = 3;
    private static final int PREPARED_READS = 65_536;
    private static final int PEAK_SECONDS = 20;
    private static final int NORMAL_SECONDS = 10;

    private final BenchOptions options;
    private final Phases phases;
    private final List<PhaseReport> reports = new ArrayList<>();
    private Optional<Overload> overload = Optional.empty();

    Measurement(BenchOptions options, Phases phases) {
        this.options = options;
        this.phases = phases;
    }

    /** Goes through all phases of the mode, which is not the engine's. */
    void run() {
        switch (options.mode()) {
            case SINGLE, BATCH, PAYROLL -> {
                double warm = warmUp(options.connectionCount());
                reports.add(measured("measured", options.connectionCount(), warm, options.seconds()));
            }
            case READ -> read();
            case OVERLOAD -> overload();
            case ENGINE -> throw new IllegalArgumentException("the engine is not driven over HTTP");
        }
    }

    /** Phases that count, the one that the mode is about first. */
    List<PhaseReport> reports() {
        return List.copyOf(reports);
    }

    Optional<Overload> overloaded() {
        return overload;
    }

    /** Drives without measuring; how many requests a second to prepare for, which the last third tells. */
    private double warmUp(int connections) {
        double rate = options.ratePerSecond();
        double perSecond = rate > 0 ? rate : options.mode().expectedRequestsPerSecond();
        double ramp = options.warmUpSeconds() * 2 / 3.0;
        phases.prepare(options.mode().kind(), perSecond * options.warmUpSeconds() * 1.1 + 1);
        PhaseResult warm = phases.drive("warm-up", stream(rate, connections), ramp, options.warmUpSeconds() - ramp)
                .load();
        if (rate > 0 || warm.ranDry()) {
            return perSecond;
        }
        // A short look at long requests can miss those that were under way: as many as there are connections.
        return (warm.requests() + connections) / warm.windowSeconds();
    }

    /** A closed or open loop as the options say; once more with more if what was prepared did not last. */
    private PhaseReport measured(String name, int connections, double perSecond, int seconds) {
        double spare = options.ratePerSecond() > 0 ? 1.1 : SPARE;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            phases.prepare(options.mode().kind(), perSecond * spare * (RAMP_SECONDS + seconds) + connections);
            PhaseReport report =
                    phases.drive(name, stream(options.ratePerSecond(), connections), RAMP_SECONDS, seconds);
            if (!report.load().ranDry()) {
                return report;
            }
            spare *= 2;
        }
        throw new IllegalStateException("the network is faster than payments can be signed ahead");
    }

    private Stream stream(double ratePerSecond, int connections) {
        return new Stream(options.mode().kind(), ratePerSecond, connections);
    }

    private void read() {
        double rate = options.ratePerSecond();
        int seconds = options.seconds() + options.warmUpSeconds();
        phases.prepare(RequestKind.READ, PREPARED_READS);
        phases.prepare(RequestKind.SINGLE, rate * seconds * 1.2 + 1);
        List<Stream> streams = List.of(
                stream(0, options.connectionCount()),
                new Stream(RequestKind.SINGLE, rate, BenchMode.SINGLE.connections()));
        reports.addAll(phases.drive("reads and payments", streams, options.warmUpSeconds(), options.seconds()));
    }

    /** Half of the peak before and after the overload: what is normal, and when it is so again. */
    private void overload() {
        int few = BenchMode.SINGLE.connections();
        PhaseReport peak = measured("peak", few, warmUp(few), PEAK_SECONDS);
        double half = peak.load().requests() / peak.load().windowSeconds() / 2;
        phases.prepare(RequestKind.SINGLE, half * (RAMP_SECONDS + NORMAL_SECONDS) * 1.1 + few);
        PhaseReport normal = phases.drive("half of the peak", stream(half, few), RAMP_SECONDS, NORMAL_SECONDS);
        double flood = 2 * half * options.times();
        phases.prepare(RequestKind.SINGLE, (flood * options.seconds() + half * PEAK_SECONDS) * 1.1);
        PhaseReport flooded = phases.drive("overload", stream(flood, options.connectionCount()), 0, options.seconds());
        double pause = phases.secondsSinceEnd();
        PhaseReport recovery = phases.drive("half of the peak again", stream(half, few), 0, PEAK_SECONDS);
        reports.addAll(List.of(flooded, peak, normal, recovery));
        overload = Optional.of(Overload.of(peak, normal, flooded, recovery, pause));
    }
}
