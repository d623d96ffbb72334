package org.dcep.simulator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a bench ran.
 *
 * @param memoryMegabytes 0 where the system does not tell
 */
public record Machine(
        String os, String architecture, String processor, int processors, long memoryMegabytes, String java) {
    private static final long KILOBYTES_PER_MEGABYTE = 1_024;

    static Machine here() {
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                fact("/proc/cpuinfo", "model name").orElse("unknown"),
                Runtime.getRuntime().availableProcessors(),
                fact("/proc/meminfo", "MemTotal")
                        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KILOBYTES_PER_MEGABYTE)
                        .orElse(0L),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private static Optional<String> fact(String file, String name) {
        try {
            return Files.readString(Path.of(file))
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException notThisSystem) {
            return Optional.empty();
        }
    }
}
