package org.dcep.simulator.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.dcep.simulator.client.Json;

/** Writes everything that remains of a run into one directory. */
public final class RunFiles {
    private RunFiles() {}

    /** Writes summary.json, manifest.json, report.html and the CSV files; makes the directory if it is missing. */
    public static void write(RunRecord run, Path directory, Instant startedAt, Instant endedAt) throws IOException {
        Files.createDirectories(directory);
        Map<String, Object> manifest = Manifest.of(run, startedAt, endedAt);
        Files.writeString(directory.resolve("summary.json"), Json.pretty(Summary.of(run)));
        Files.writeString(directory.resolve("manifest.json"), Json.pretty(manifest));
        Files.writeString(directory.resolve("report.html"), HtmlReport.of(run, manifest));
        CsvFiles.write(run, directory);
    }
}
