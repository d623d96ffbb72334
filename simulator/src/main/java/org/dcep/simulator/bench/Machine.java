package org.dcep.simulator.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dcep.simulator.platform.ProjectHome;

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

    /** The version of this program, and the commit if it runs from a checkout that git can read. */
    static String programVersion() {
        String version = Optional.ofNullable(Machine.class.getPackage().getImplementationVersion())
                .orElse("development");
        return commit().map(commit -> version + " " + commit).orElse(version);
    }

    private static Optional<String> commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .directory(ProjectHome.locate().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return Optional.of(commit).filter(text -> !text.isEmpty());
        } catch (IOException noGit) {
            return Optional.empty();
        }
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
