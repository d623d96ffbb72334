package org.dcep.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The directory of one run: {@code data} for the servers, {@code logs}, the lock of its owner, and a list of the
 * processes that he started.
 *
 * <p>A lock that nobody holds belongs to a dead owner: whoever finds it may end his processes and clear his data.
 */
public final class RunDirectory implements AutoCloseable {
    private static final String LOCK = "owner.lock";
    private static final String PROCESSES = "pids";
    private static final String KEPT = "kept";
    private static final int REMEMBERED_RUNS = 5;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    /** Start times are computed from the time of boot, which two JVMs may read a little differently. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    private final Path path;
    private final FileChannel channel;
    private final boolean kept;

    private RunDirectory(Path path, FileChannel channel, boolean kept) {
        this.path = path;
        this.channel = channel;
        this.kept = kept;
    }

    /** A new directory under {@code root}, whose data is deleted at the end; its logs stay for a few runs. */
    public static RunDirectory temporary(Path root) {
        String name = Instant.now().toString().replaceAll("[^0-9]", "").substring(0, 14) + "-"
                + ProcessHandle.current().pid();
        return open(root.resolve(name), false);
    }

    /**
     * A directory that the caller chose and whose data stays.
     *
     * @throws PlatformException if another run uses it
     */
    public static RunDirectory kept(Path directory) {
        return open(directory, true);
    }

    private static RunDirectory open(Path directory, boolean kept) {
        try {
            Path path = Files.createDirectories(directory.toAbsolutePath().normalize());
            FileChannel channel = lock(path)
                    .orElseThrow(() -> new PlatformException(
                            "Another run is using " + path + ". Stop it or name another directory."));
            if (kept && !Files.exists(path.resolve(KEPT))) {
                Files.createFile(path.resolve(KEPT));
            }
            endProcesses(path);
            Files.createDirectories(path.resolve("data"));
            Files.createDirectories(path.resolve("logs"));
            return new RunDirectory(path, channel, kept);
        } catch (IOException failure) {
            throw new PlatformException(
                    "Could not use " + directory + " (" + failure + "). Name a directory that can be written.",
                    failure);
        }
    }

    /** Ends the processes of runs whose owner is dead, deletes their data, and forgets all but the latest runs. */
    public static void sweepDead(Path root) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> found = Files.list(root)) {
            List<Path> latestFirst = found.filter(run -> Files.exists(run.resolve(LOCK)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (int index = 0; index < latestFirst.size(); index++) {
                sweep(latestFirst.get(index), index >= REMEMBERED_RUNS);
            }
        } catch (IOException failure) {
            throw new PlatformException("Could not clear " + root + ": " + failure.getMessage(), failure);
        }
    }

    private static void sweep(Path run, boolean forget) throws IOException {
        try (FileChannel held = lock(run).orElse(null)) {
            if (held == null) {
                return;
            }
            endProcesses(run);
            if (!Files.exists(run.resolve(KEPT))) {
                deleteData(run);
                if (forget) {
                    Trees.delete(run);
                }
            }
        } catch (AccessDeniedException | NoSuchFileException notOurs) {
            // Another user's run, or one that somebody else is clearing away at this moment: not ours to clear.
        }
    }

    private static Optional<FileChannel> lock(Path run) throws IOException {
        FileChannel channel = FileChannel.open(run.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException ours) {
            // Held by this very JVM: as much in use as if another one held it.
        }
        channel.close();
        return Optional.empty();
    }

    private static void endProcesses(Path run) throws IOException {
        Path list = run.resolve(PROCESSES);
        if (!Files.exists(list)) {
            return;
        }
        var lines = new ArrayList<>(Files.readAllLines(list));
        Collections.reverse(lines);
        for (String line : lines) {
            Entry.parse(line).flatMap(Entry::handle).ifPresent(RunDirectory::end);
        }
        Files.delete(list);
    }

    private static void end(ProcessHandle process) {
        // SIGINT makes PostgreSQL shut down at once; a JVM takes it like SIGTERM.
        ChildProcess.signal(process.pid(), "INT");
        try {
            process.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (ExecutionException | TimeoutException deaf) {
            process.destroyForcibly();
        }
    }

    private static void deleteData(Path run) throws IOException {
        Path data = run.resolve("data");
        if (Files.isDirectory(data)) {
            try (Stream<Path> servers = Files.list(data)) {
                for (Path server : servers.toList()) {
                    LocalPostgres.delete(server);
                }
            }
            Trees.delete(data);
        }
    }

    /** Remembers a process, so that a later run can end it if this one cannot. */
    public void register(ChildProcess child) {
        try {
            Optional<Instant> started = ProcessHandle.of(child.pid())
                    .flatMap(handle -> handle.info().startInstant());
            if (started.isPresent()) {
                Files.writeString(
                        path.resolve(PROCESSES),
                        new Entry(child.pid(), started.get(), child.name()).line(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException failure) {
            throw new PlatformException("Could not note " + child + ": " + failure.getMessage(), failure);
        }
    }

    /** The directory itself. */
    public Path path() {
        return path;
    }

    /** Where a server keeps its data. */
    public Path data(String server) {
        return path.resolve("data").resolve(server);
    }

    /** Where a process writes its log. */
    public Path log(String process) {
        return path.resolve("logs").resolve(process + ".log");
    }

    /** Gives the directory up; the processes must have ended. Deletes the data of a temporary run. */
    @Override
    public synchronized void close() {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            Files.deleteIfExists(path.resolve(PROCESSES));
            if (!kept) {
                deleteData(path);
            }
        } catch (IOException failure) {
            throw new PlatformException("Could not clear " + path + ": " + failure.getMessage(), failure);
        }
    }

    /** One line of the list of processes. */
    private record Entry(long pid, Instant started, String name) {
        String line() {
            return pid + " " + started.toEpochMilli() + " " + name + "\n";
        }

        static Optional<Entry> parse(String line) {
            String[] fields = line.split(" ", 3);
            if (fields.length < 3 || !fields[0].matches("\\d{1,10}") || !fields[1].matches("\\d{1,15}")) {
                return Optional.empty(); // The owner died while writing it.
            }
            return Optional.of(
                    new Entry(Long.parseLong(fields[0]), Instant.ofEpochMilli(Long.parseLong(fields[1])), fields[2]));
        }

        /** The process, unless its id has been given to another one since. */
        Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .startInstant()
                            .map(other -> Duration.between(started, other).abs().compareTo(START_TOLERANCE) <= 0)
                            .orElse(false));
        }
    }
}
