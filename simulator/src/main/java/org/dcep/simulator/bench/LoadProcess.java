package org.dcep.simulator.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dcep.platform.ChildProcess;
import org.dcep.platform.JavaCommand;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.bench.load.Command;
import org.dcep.simulator.bench.load.Event;
import org.dcep.simulator.bench.load.LoadMain;
import org.dcep.simulator.bench.load.PhaseResult;
import org.dcep.simulator.bench.load.RequestKind;
import org.dcep.simulator.client.Json;

/** The load process, as the one who conducts it sees it. */
final class LoadProcess implements AutoCloseable {
    private static final int TAIL_LINES = 20;
    private static final int MEGABYTE = 1 << 20;

    /** For everything but keys: most of it is taken while requests are signed. */
    private static final int HEAP_MEGABYTES = 1_024;

    /** A key, its decoded point and the wallet's number. */
    private static final int BYTES_PER_WALLET = 2_048;

    private final ChildProcess process;
    private final BufferedReader said;
    private final BufferedWriter told;

    private LoadProcess(ChildProcess process) {
        this.process = process;
        this.said = process.reader();
        this.told = process.writer();
    }

    /** Starts it; {@code plan} is a file with a {@link org.dcep.simulator.bench.load.LoadPlan} for so many wallets. */
    static LoadProcess start(Path plan, Path log, int wallets) {
        long heapMegabytes = HEAP_MEGABYTES + (long) wallets * BYTES_PER_WALLET / MEGABYTE;
        var command = JavaCommand.ofMain(
                LoadMain.class,
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xms512m",
                        "-Xmn256m",
                        "-Xmx" + heapMegabytes + "m",
                        // Prepared requests lie outside the heap.
                        "-XX:MaxDirectMemorySize=12g",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dfile.encoding=UTF-8"),
                List.of(plan.toString()));
        return new LoadProcess(
                ChildProcess.start(ChildProcess.Launch.of("load", log, command).talking()));
    }

    long pid() {
        return process.pid();
    }

    void awaitKeys() {
        await("keys");
    }

    void open() {
        tell(Command.open());
        await("opened");
    }

    /** Signs at least {@code requests} requests. */
    void prepare(RequestKind kind, int requests) {
        tell(Command.prepare(kind, requests));
        await("prepared");
    }

    /** Drives; {@code atStart} and {@code atEnd} are called at the edges of the window. */
    List<PhaseResult> drive(Command command, Runnable atStart, Runnable atEnd) {
        tell(command);
        await("measuring");
        atStart.run();
        await("over");
        atEnd.run();
        return await("measured").phases();
    }

    /** Has the acknowledgements written; the process is gone then. */
    void end() {
        tell(Command.end());
        await("ended");
        close();
    }

    private void tell(Command command) {
        try {
            told.write(new String(Json.bytes(command), StandardCharsets.UTF_8));
            told.newLine();
            told.flush();
        } catch (IOException e) {
            throw ended();
        }
    }

    private Event await(String name) {
        try {
            String line = said.readLine();
            if (line == null) {
                throw ended();
            }
            Event event = Json.as(Event.class, Json.tree(line.getBytes(StandardCharsets.UTF_8)));
            if (!event.event().equals(name)) {
                throw new PlatformException(
                        "the load process said " + event.event() + " instead of " + name + ": " + event.message());
            }
            return event;
        } catch (IOException e) {
            throw ended();
        }
    }

    private PlatformException ended() {
        return new PlatformException(
                "the load process has ended. The end of " + process.log() + ":\n" + process.logTail(TAIL_LINES));
    }

    @Override
    public void close() {
        process.close();
    }
}
