package org.dcep.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * The broker's own process: formats its directory if new, serves, and ends when its standard input ends.
 *
 * <p>The only user of the broker's classes, which are not a public interface: an upgrade of Kafka is felt here alone.
 */
public final class KafkaMain {
    private KafkaMain() {}

    /** Arguments: the properties file, and a file that is written when the broker serves. */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        Path configuration = Path.of(arguments[0]);
        Path ready = Path.of(arguments[1]);
        var properties = new Properties();
        try (InputStream stream = Files.newInputStream(configuration)) {
            properties.load(stream);
        }
        if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            format(configuration);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
        server.startup();
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        endWithOwner();
    }

    private static void format(Path configuration) {
        int exit = StorageTool.execute(
                new String[] {
                    "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", configuration.toString()
                },
                System.out);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /** The owner holds the other end of standard input open; it ends when he does, whatever his end was. */
    private static void endWithOwner() throws IOException {
        byte[] ignored = new byte[64];
        while (System.in.read(ignored) >= 0) {
            // Nothing is ever said on this line.
        }
        System.exit(0);
    }
}
