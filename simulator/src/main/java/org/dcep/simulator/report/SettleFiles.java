package org.dcep.simulator.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcep.simulator.client.Json;

/** Writes what remains of a settled file into one directory; {@link SettleTrace} writes each run beside it. */
public final class SettleFiles {
    private SettleFiles() {}

    /** Writes summary.json and report.html; makes the directory if it is missing. */
    public static void write(SettleRecord record, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("summary.json"), Json.pretty(SettleSummary.of(record)));
        Files.writeString(directory.resolve("report.html"), SettleReport.of(record));
    }
}
