package org.dcep.simulator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcep.platform.ChildProcess;
import org.dcep.platform.JavaCommand;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.platform.ProjectHome;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.Service;

/**
 * The wallet service's engine of payments in a process without HTTP and signatures, in the place of the service: it
 * comes from the module {@code bench} and says what it does in lines of JSON.
 */
final class EngineProcess implements AutoCloseable {
    private static final String JAR = "bench/target/dcep-bench-0.1.0-SNAPSHOT.jar";
    private static final int TAIL_LINES = 20;

    private final ChildProcess process;
    private final BufferedReader said;

    private EngineProcess(ChildProcess process) {
        this.process = process;
        this.said = process.reader();
    }

    /** Whether the module is built. */
    static boolean isBuilt() {
        return Files.exists(ProjectHome.locate().resolve(JAR));
    }

    /**
     * Starts it on the database of a wallet service that does not run.
     *
     * @param more options of the engine
     */
    static EngineProcess start(Sandbox sandbox, Path log, List<String> more) {
        if (!isBuilt()) {
            throw new PlatformException("The module bench is not built. Run ./mvnw package, or use the ./dcep script.");
        }
        List<String> command =
                new ArrayList<>(JavaCommand.ofJar(ProjectHome.locate().resolve(JAR), Service.WALLET.jvmOptions(true)));
        command.addAll(List.of(
                "--host",
                sandbox.postgres().host(),
                "--port",
                Integer.toString(sandbox.postgres().port()),
                "--database",
                "wallet",
                "--user",
                "wallet",
                "--password",
                sandbox.databasePassword(Service.WALLET)));
        command.addAll(more);
        return new EngineProcess(ChildProcess.start(
                ChildProcess.Launch.of("engine", log, command).talking()));
    }

    long pid() {
        return process.pid();
    }

    /** Waits for an event; others are passed over. */
    JsonNode await(String event) {
        try {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith("{")) {
                    JsonNode said = Json.tree(line.getBytes(StandardCharsets.UTF_8));
                    if (said.path("event").asText().equals(event)) {
                        return said;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the engine cannot be heard", e);
        }
        throw new PlatformException(
                "the engine has ended. The end of " + process.log() + ":\n" + process.logTail(TAIL_LINES));
    }

    /** Waits until the process has ended by itself. */
    void awaitEnd() {
        try {
            while (said.readLine() != null) {
                continue;
            }
        } catch (IOException ended) {
            throw new UncheckedIOException("the engine cannot be heard", ended);
        }
        close();
    }

    @Override
    public void close() {
        process.close();
    }
}
