package org.dcep.simulator.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dcep.platform.JavaCommand;

/** The services of a network, in the order of their ports. */
public enum Service {
    /** The central bank. It signs now and then; the second compiler would cost a third of its start. */
    ISSUER(256, false, List.of()),
    /**
     * The operators and the public; it carries the payments, so it gets most memory. What a payment leaves behind is
     * dead within a batch: with much room for the young, hardly any of it is ever copied.
     */
    WALLET(512, true, List.of("-Xms320m", "-Xmn224m")),
    /** Between the tiers. In a run of two minutes the second compiler takes 11 of its 35 CPU seconds. */
    SETTLEMENT(256, false, List.of()),
    /** Believes nobody. A million wallets take 60 MB of it. */
    AUDITOR(192, false, List.of("-Xms32m"));

    private final int heapMegabytes;
    private final boolean alwaysBusy;
    private final List<String> memoryOptions;

    Service(int heapMegabytes, boolean alwaysBusy, List<String> memoryOptions) {
        this.heapMegabytes = heapMegabytes;
        this.alwaysBusy = alwaysBusy;
        this.memoryOptions = memoryOptions;
    }

    /** The name of its database, its database user and its log. */
    public String lowerCaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What its JVM is started with in a sandbox.
     *
     * @param longRun see {@link SandboxOptions#longRun}
     */
    public List<String> jvmOptions(boolean longRun) {
        var options = new ArrayList<>(List.of(
                "-Xms48m",
                "-Xmx" + heapMegabytes + "m",
                // The smallest of the collectors, and with two cores as good as the others.
                "-XX:+UseSerialGC",
                // A service without memory must not linger half alive: its successor finds everything in the database.
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8"));
        options.addAll(memoryOptions);
        if (longRun || alwaysBusy) {
            options.addAll(JavaCommand.LATE_SECOND_COMPILER);
        } else {
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }

    /** Distance of its port from the port base: 1 to 4. */
    int portOffset() {
        return ordinal() + 1;
    }

    Path jar(Path projectHome) {
        return this == AUDITOR
                ? projectHome.resolve("auditor/target/dcep-auditor-0.1.0-SNAPSHOT.jar")
                : serviceJar(projectHome);
    }

    private Path serviceJar(Path projectHome) {
        return projectHome.resolve(lowerCaseName() + "-service/target/quarkus-app/quarkus-run.jar");
    }
}
