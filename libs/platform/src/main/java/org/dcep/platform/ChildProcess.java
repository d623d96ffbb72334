package org.dcep.platform;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A process that does not outlive this one.
 *
 * <p>It runs in a session of its own, so that Ctrl-C reaches only the owner, who then stops his children in order. When
 * the owner dies without a word (SIGKILL, the out-of-memory killer), Linux sends the child its stop signal.
 * Elsewhere {@link RunDirectory#sweepDead} finds it at the next start.
 */
public final class ChildProcess implements AutoCloseable {
    private static final boolean DEATH_SIGNAL =
            Tools.SETPRIV.isPresent() && Tools.succeeds(List.of(Tools.SETPRIV.path(), "--pdeathsig", "KILL", "true"));
    private static final boolean OWN_SESSION = Tools.SETSID.isPresent();

    /**
     * Linux sends the death signal when the <em>thread</em> that started the child ends. This one never does before
     * the JVM.
     */
    private static final ExecutorService SPAWNER = Executors.newSingleThreadExecutor(ChildProcess::daemon);

    private final Launch launch;
    private final Process process;

    private ChildProcess(Launch launch, Process process) {
        this.launch = launch;
        this.process = process;
    }

    /** How a process is asked to stop. */
    public enum StopSignal {
        /** The ordinary request. */
        TERM,
        /** For PostgreSQL: disconnect the clients and shut down at once, cleanly. */
        INT
    }

    /**
     * What to start.
     *
     * @param name for messages
     * @param command program and arguments
     * @param environment added to the inherited environment
     * @param log receives standard output and standard error, appended
     * @param stopSignal asks for a clean stop
     * @param stopTimeout after which the process is killed
     * @param unprivileged whether root must hand the process to another account
     * @param talks whether standard input and output are left to {@link #reader} and {@link #writer}; the log then
     *     receives standard error only
     */
    public record Launch(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            StopSignal stopSignal,
            Duration stopTimeout,
            boolean unprivileged,
            boolean talks) {
        /** A process that runs as this one's user and stops on SIGTERM within 20 seconds. */
        public static Launch of(String name, Path log, List<String> command) {
            return new Launch(name, command, Map.of(), log, StopSignal.TERM, Duration.ofSeconds(20), false, false);
        }

        /** The same with these environment variables on top. */
        public Launch withEnvironment(Map<String, String> added) {
            return new Launch(name, command, added, log, stopSignal, stopTimeout, unprivileged, talks);
        }

        /** The same as a process that is talked with over its standard input and output. */
        public Launch talking() {
            return new Launch(name, command, environment, log, stopSignal, stopTimeout, unprivileged, true);
        }

        /** The same as a server that must not run as root and stops on {@code signal}. */
        public Launch asServer(StopSignal signal) {
            return new Launch(name, command, environment, log, signal, stopTimeout, true, talks);
        }
    }

    /** Starts the process; it is stopped at the end of this JVM at the latest. */
    public static ChildProcess start(Launch launch) {
        try {
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            var log = ProcessBuilder.Redirect.appendTo(launch.log().toFile());
            var builder = new ProcessBuilder(tied(launch));
            if (launch.talks()) {
                builder.redirectError(log);
            } else {
                builder.redirectErrorStream(true).redirectOutput(log);
            }
            builder.environment().keySet().removeIf(ChildProcess::configuresServers);
            builder.environment().putAll(launch.environment());
            var child = new ChildProcess(launch, SPAWNER.submit(builder::start).get());
            AtExit.close(child);
            return child;
        } catch (IOException | ExecutionException failure) {
            throw new PlatformException("Could not start " + launch.name() + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while starting " + launch.name(), interrupted);
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "dcep-spawner");
        thread.setDaemon(true);
        return thread;
    }

    /** Variables of the caller's shell that would silently reconfigure a child. */
    private static boolean configuresServers(String variable) {
        return variable.startsWith("DCEP_")
                || variable.startsWith("QUARKUS_")
                || variable.startsWith("KAFKA_")
                || variable.startsWith("PG");
    }

    private static List<String> tied(Launch launch) {
        var command = new ArrayList<String>();
        if (OWN_SESSION) {
            command.add(Tools.SETSID.path());
        }
        List<String> target = launch.unprivileged() ? ServerUser.unprivileged(launch.command()) : launch.command();
        if (DEATH_SIGNAL) {
            // The kernel forgets the wish when the user changes, so it has to be made last.
            List<String> wish = List.of(
                    Tools.SETPRIV.path(), "--pdeathsig", launch.stopSignal().name(), "--");
            int userChange = target.size() - launch.command().size();
            command.addAll(target.subList(0, userChange));
            command.addAll(wish);
            command.addAll(launch.command());
        } else {
            command.addAll(target);
        }
        return command;
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** What a process that {@linkplain Launch#talking talks} says. */
    public BufferedReader reader() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** What a process that {@linkplain Launch#talking talks} is told. */
    public BufferedWriter writer() {
        return process.outputWriter(StandardCharsets.UTF_8);
    }

    /** The name given at the start. */
    public String name() {
        return launch.name();
    }

    /** The file that receives the process's output. */
    public Path log() {
        return launch.log();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Stops the process as a crash would, with SIGKILL, and waits for its end. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
        AtExit.forget(this);
    }

    /** Sends a signal such as {@code STOP} or {@code CONT}. */
    public void signal(String signal) {
        signal(process.pid(), signal);
    }

    static void signal(long pid, String signal) {
        Tools.succeeds(List.of("/bin/sh", "-c", "kill -" + signal + " " + pid));
    }

    /** Asks for a clean stop and kills after the launch's timeout. Harmless when it has ended already. */
    @Override
    public void close() {
        if (process.isAlive()) {
            signal(launch.stopSignal().name());
            if (!awaitEnd(launch.stopTimeout())) {
                process.destroyForcibly();
                awaitEnd(Duration.ofSeconds(10));
            }
        }
        AtExit.forget(this);
    }

    private boolean awaitEnd(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** The last lines of the log, for messages. */
    public String logTail(int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(launch.log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException unreadable) {
            return "(no log at " + launch.log() + ")";
        }
    }

    @Override
    public String toString() {
        return launch.name() + " (process " + process.pid() + ")";
    }
}
