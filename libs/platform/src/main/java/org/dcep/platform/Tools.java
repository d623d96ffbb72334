package org.dcep.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The few programs of the operating system that are used where they exist. */
enum Tools {
    /** Changes the user and asks for a signal when the parent dies (util-linux). */
    SETPRIV("setpriv"),
    /** Changes the user (util-linux). */
    RUNUSER("runuser"),
    /** Puts a process into a session of its own, out of reach of the terminal's Ctrl-C (util-linux). */
    SETSID("setsid");

    private static final int PROBE_SECONDS = 10;

    private final Optional<Path> found;

    Tools(String program) {
        this.found = locate(program);
    }

    boolean isPresent() {
        return found.isPresent();
    }

    String path() {
        return found.orElseThrow().toString();
    }

    /** Root's search path may lack the sbin directories, so they are always looked through. */
    private static Optional<Path> locate(String program) {
        String searchPath = System.getenv().getOrDefault("PATH", "");
        return Stream.of((searchPath + ":/usr/bin:/bin:/usr/sbin:/sbin").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether a command ends with exit code zero. */
    static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while running " + command, interrupted);
        }
    }
}
