package org.dcep.simulator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcep.simulator.bench.load.Command;
import org.dcep.simulator.bench.load.PhaseResult;
import org.dcep.simulator.bench.load.RequestKind;
import org.dcep.simulator.scenario.Progress;

/** Drives the load process from phase to phase, and reports what each used. */
final class Phases {
    private final LoadProcess load;
    private final Optional<Probe> probe;
    private final Progress progress;
    private long endNanos;

    Phases(LoadProcess load, Optional<Probe> probe, Progress progress) {
        this.load = load;
        this.probe = probe;
        this.progress = progress;
    }

    /** Signs at least {@code requests} requests of a kind, which replace those that were left. */
    void prepare(RequestKind kind, double requests) {
        if (kind.payments() > 0) {
            progress.say("signing " + (long) Math.ceil(requests) * kind.payments() + " payments");
        }
        load.prepare(kind, (int) Math.ceil(requests));
    }

    /** Drives one stream. */
    PhaseReport drive(String name, Command.Stream stream, double rampSeconds, double seconds) {
        return drive(name, List.of(stream), rampSeconds, seconds).get(0);
    }

    /** Drives streams at the same time; the usage stands at the first of them. */
    List<PhaseReport> drive(String name, List<Command.Stream> streams, double rampSeconds, double seconds) {
        progress.say(name + ": " + Math.round(rampSeconds + seconds) + " s");
        List<Snapshot> edges = new ArrayList<>();
        List<PhaseResult> results = load.drive(
                Command.drive(streams, rampSeconds, seconds),
                () -> probe.ifPresent(each -> edges.add(each.look())),
                () -> {
                    endNanos = System.nanoTime();
                    probe.ifPresent(each -> edges.add(each.look()));
                });
        Usage usage = edges.isEmpty()
                ? null
                : Usage.between(
                        edges.get(0),
                        edges.get(1),
                        results.get(0).acknowledged(),
                        Runtime.getRuntime().availableProcessors());
        List<PhaseReport> reports = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            reports.add(PhaseReport.of(name, streams.get(i), results.get(i), i == 0 ? usage : null));
        }
        return reports;
    }

    /** Seconds since the end of the latest window. */
    double secondsSinceEnd() {
        return (System.nanoTime() - endNanos) / 1e9;
    }
}
