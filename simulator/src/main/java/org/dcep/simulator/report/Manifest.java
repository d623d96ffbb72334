package org.dcep.simulator.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a run was made with, so that somebody else can make it again. */
final class Manifest {
    private Manifest() {}

    static Map<String, Object> of(RunRecord run, Instant startedAt, Instant endedAt) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("scenario", run.scenario());
        manifest.put("seed", run.seed());
        manifest.put("options", run.options());
        manifest.put("startedAt", startedAt.truncatedTo(ChronoUnit.SECONDS).toString());
        manifest.put("elapsedSeconds", Duration.between(startedAt, endedAt).toSeconds());
        manifest.put("versions", versions());
        manifest.put("machine", machine());
        return manifest;
    }

    private static Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put(
                "sandbox",
                Optional.ofNullable(Manifest.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        return versions;
    }

    private static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("architecture", System.getProperty("os.arch"));
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        return machine;
    }
}
