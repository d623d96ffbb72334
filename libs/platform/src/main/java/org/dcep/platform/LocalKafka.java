package org.dcep.platform;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A Kafka broker (KRaft, one node) on the loopback address, in a small JVM of its own.
 *
 * <p>Topics are never made by accident: whoever needs one makes it. Nothing is deleted by age, so that a sandbox can be
 * rebuilt from its events. The same data directory can be started again.
 */
public final class LocalKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final ChildProcess broker;
    private final int port;

    private LocalKafka(ChildProcess broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    /**
     * How to run the broker.
     *
     * @param port of clients; 0 for a free one
     * @param heapMegabytes of the broker's JVM
     * @param longRun whether it lives long enough for the second compiler to earn what it costs
     */
    public record Options(int port, int heapMegabytes, boolean longRun) {
        /** A free port and 256 MB, for some minutes. */
        public static Options defaults() {
            return new Options(0, 256, false);
        }

        /** The same on a given port. */
        public Options withPort(int chosen) {
            return new Options(chosen, heapMegabytes, longRun);
        }

        /** The same for longer than some minutes. */
        public Options forLongRun() {
            return new Options(port, heapMegabytes, true);
        }
    }

    /**
     * Starts a broker on {@code dataDir}, which is made if it does not exist, and waits until it serves.
     *
     * <p>The broker's log is written beside the directory, with the suffix {@code .log}.
     *
     * @throws PlatformException if it does not serve within 90 seconds
     */
    public static LocalKafka start(Path dataDir, Options options) {
        return start(dataDir, dataDir.resolveSibling(dataDir.getFileName() + ".log"), options);
    }

    /** Starts a broker that writes its log to {@code log}. */
    public static LocalKafka start(Path dataDir, Path log, Options options) {
        try {
            Path data = Files.createDirectories(dataDir.toAbsolutePath());
            int port = options.port() == 0 ? Ports.free() : options.port();
            Path configuration = data.resolveSibling(data.getFileName() + ".properties");
            Path ready = data.resolveSibling(data.getFileName() + ".ready");
            write(settings(data, port), configuration);
            Files.deleteIfExists(ready);
            var command = JavaCommand.ofMain(
                    KafkaMain.class, jvmOptions(options), List.of(configuration.toString(), ready.toString()));
            var kafka = new LocalKafka(ChildProcess.start(ChildProcess.Launch.of("Kafka", log, command)), port);
            kafka.awaitReady(ready, log);
            return kafka;
        } catch (IOException failure) {
            throw new PlatformException("Kafka could not use " + dataDir + ": " + failure.getMessage(), failure);
        }
    }

    private static List<String> jvmOptions(Options options) {
        var jvmOptions = new ArrayList<>(List.of(
                "-Xms64m",
                "-Xmx" + options.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError"));
        jvmOptions.addAll(options.longRun() ? JavaCommand.LATE_SECOND_COMPILER : List.of("-XX:TieredStopAtLevel=1"));
        return jvmOptions;
    }

    private static Properties settings(Path data, int port) {
        int controllerPort = Ports.free();
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        settings.put("listeners", "BROKER://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", data.toString());
        singleNode(settings);
        footprint(settings);
        return settings;
    }

    private static void singleNode(Properties settings) {
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        // A consumer group of one gets its partitions at once instead of waiting for company.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After a crash the broker waits until its former self has expired.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // Events are the auditor's evidence: nothing goes by age or size.
        settings.put("log.retention.ms", "-1");
        settings.put("log.retention.bytes", "-1");
    }

    private static void footprint(Properties settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.cleaner.threads", "1");
        // The default of 128 MB does not fit into the heap.
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("log.segment.bytes", "268435456");
        // Topics are few, but a snapshot per hour of a log that hardly grows is waste.
        settings.put("metadata.log.max.record.bytes.between.snapshots", "20971520");
    }

    private static void write(Properties settings, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
    }

    private void awaitReady(Path ready, Path log) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(ready)) {
            if (!broker.isAlive() || System.nanoTime() > deadline) {
                broker.kill();
                throw new PlatformException("Kafka did not start. The end of " + log + ":\n" + broker.logTail(15));
            }
            Waiting.briefly();
        }
    }

    /** The address for {@code bootstrap.servers}. */
    public String bootstrap() {
        return HOST + ":" + port;
    }

    /** The port clients connect to. */
    public int port() {
        return port;
    }

    /** The process behind the broker, for registers and signals. */
    public ChildProcess process() {
        return broker;
    }

    /** Kills the broker as a crash would; its data directory can be started again. */
    public void kill() {
        broker.kill();
    }

    /** Stops the broker. */
    @Override
    public void close() {
        broker.close();
    }
}
