package org.dcep.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    private Path directory;

    @Test
    void endsWhenItsOwnerIsKilled() throws Exception {
        Process owner = owner();
        Started started = await(owner);
        owner.destroyForcibly();
        // Where the kernel does not help (macOS), the next run clears away.
        if (Tools.SETPRIV.isPresent()) {
            eventually(() -> !isAlive(started.child()));
        }
        owner.waitFor(10, TimeUnit.SECONDS);
        RunDirectory.sweepDead(directory);
        assertThat(isAlive(started.child())).isFalse();
        assertThat(started.run().resolve("data")).doesNotExist();
        assertThat(started.run().resolve("logs")).exists();
    }

    @Test
    void endsWhenItsOwnerIsAskedToStop() throws Exception {
        Process owner = owner();
        Started started = await(owner);
        owner.destroy();
        assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(isAlive(started.child())).isFalse();
        assertThat(started.run().resolve("data")).doesNotExist();
    }

    @Test
    void isNotClearedAwayWhileItsOwnerLives() throws Exception {
        Process owner = owner();
        Started started = await(owner);
        RunDirectory.sweepDead(directory);
        assertThat(isAlive(started.child())).isTrue();
        assertThat(started.run().resolve("data/server")).exists();
        owner.destroy();
        owner.waitFor(30, TimeUnit.SECONDS);
    }

    @Test
    void canBeTalkedWithAndLogsItsErrorsOnly() throws Exception {
        var echo = ChildProcess.Launch.of(
                        "echo",
                        directory.resolve("echo.log"),
                        List.of("sh", "-c", "read a; echo heard $a; echo no >&2"))
                .talking();
        try (var child = ChildProcess.start(echo)) {
            child.writer().write("me\n");
            child.writer().flush();

            assertThat(child.reader().readLine()).isEqualTo("heard me");
            assertThat(child.reader().readLine()).isNull();
            eventually(() -> child.logTail(2).equals("no"));
        }
    }

    @Test
    void sparesAProcessThatHasTheIdOfADeadOne() throws IOException {
        try (var stranger = sleeper()) {
            Path run = Files.createDirectories(directory.resolve("old"));
            Files.createFile(run.resolve("owner.lock"));
            Files.writeString(run.resolve("pids"), stranger.pid() + " 1000000000000 child\n");
            RunDirectory.sweepDead(directory);
            assertThat(stranger.isAlive()).isTrue();
        }
    }

    @Test
    void isClearedAwayFromADirectoryThatStays() {
        var child = sleeper();
        RunDirectory first = RunDirectory.kept(directory.resolve("kept"));
        first.register(child);
        assertThatThrownBy(() -> RunDirectory.kept(directory.resolve("kept")))
                .hasMessageContaining("Another run is using");
        child.close();
        first.close();
        RunDirectory.kept(directory.resolve("kept")).close();
        assertThat(directory.resolve("kept/data")).exists();
    }

    @Test
    void doesNotInheritTheConfigurationOfItsOwnersShell() {
        var launch = ChildProcess.Launch.of("env", directory.resolve("env.log"), List.of("env"))
                .withEnvironment(Map.of("DCEP_NETWORK", "sandbox"));
        try (var child = ChildProcess.start(launch)) {
            eventually(() -> !child.isAlive());
            assertThat(child.logTail(1000)).contains("DCEP_NETWORK=sandbox").contains("PATH=");
        }
    }

    @Test
    void isKilledWhenItDoesNotListen() {
        var deaf = new ChildProcess.Launch(
                "deaf",
                List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"),
                Map.of(),
                directory.resolve("deaf.log"),
                ChildProcess.StopSignal.TERM,
                Duration.ofMillis(300),
                false,
                false);
        var child = ChildProcess.start(deaf);
        eventually(() -> child.logTail(1).contains("deaf"));
        child.close();
        assertThat(child.isAlive()).isFalse();
    }

    private ChildProcess sleeper() {
        return ChildProcess.start(
                ChildProcess.Launch.of("sleeper", directory.resolve("sleeper.log"), List.of("sleep", "600")));
    }

    private record Started(long child, Path run) {}

    private Process owner() throws IOException {
        var command = JavaCommand.ofMain(
                OwnerMain.class,
                List.of("-XX:TieredStopAtLevel=1"),
                List.of(directory.toString(), directory.resolve("started").toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("owner.log").toFile())
                .start();
    }

    private Started await(Process owner) throws IOException {
        Path started = directory.resolve("started");
        eventually(() -> !owner.isAlive() || isComplete(started));
        String[] fields = Files.readString(started).strip().split(" ", 2);
        return new Started(Long.parseLong(fields[0]), Path.of(fields[1]));
    }

    private static boolean isComplete(Path file) {
        try {
            return Files.exists(file) && Files.readString(file).endsWith("\n");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Waiting.briefly();
        }
    }
}
