package org.dcep.outbox;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.dcep.platform.LocalKafka;
import org.dcep.platform.LocalPostgres;

/** A PostgreSQL and a Kafka that can be killed and started again where they were. */
public class Stores implements QuarkusTestResourceLifecycleManager {
    static final String DATABASE = "outbox";
    static LocalPostgres postgres;
    static LocalKafka kafka;
    private static Path root;

    @Override
    public Map<String, String> start() {
        try {
            root = Files.createTempDirectory("dcep-outbox-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = LocalPostgres.start(root.resolve("postgres"), LocalPostgres.Options.defaults());
        kafka = LocalKafka.start(root.resolve("kafka"), LocalKafka.Options.defaults());
        postgres.createDatabase(DATABASE);
        String address = postgres.host() + ":" + postgres.port() + "/" + DATABASE;
        return Map.of(
                "quarkus.datasource.reactive.url", "postgresql://" + address,
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://" + address,
                "quarkus.datasource.username", postgres.superuser(),
                "quarkus.datasource.password", postgres.password(),
                "kafka.bootstrap.servers", kafka.bootstrap());
    }

    static void crashPostgres() {
        int port = postgres.port();
        postgres.kill();
        postgres = LocalPostgres.start(
                root.resolve("postgres"), LocalPostgres.Options.defaults().withPort(port));
    }

    static void killKafka() {
        kafka.kill();
    }

    static void startKafka() {
        kafka = LocalKafka.start(
                root.resolve("kafka"), LocalKafka.Options.defaults().withPort(kafka.port()));
    }

    @Override
    public void stop() {
        kafka.close();
        postgres.close();
        try (var files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
