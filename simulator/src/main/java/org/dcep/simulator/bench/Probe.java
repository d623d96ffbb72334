package org.dcep.simulator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dcep.simulator.bench.Snapshot.Part;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.Service;

/** Looks at a sandbox's processes, its database server and its broker from outside. */
final class Probe implements AutoCloseable {
    private static final List<String> DURABILITY = List.of(
            "fsync", "synchronous_commit", "full_page_writes", "data_checksums", "wal_sync_method", "server_version");

    private final Sandbox sandbox;
    private final Connection postgres;
    private final HttpClient http = HttpClient.newHttpClient();

    Probe(Sandbox sandbox) throws SQLException {
        this.sandbox = sandbox;
        this.postgres = sandbox.postgres().connect("postgres");
    }

    /** Processor times first: everything else may wait for a busy machine. */
    Snapshot look(long loadPid) {
        Map<Part, ProcessTree> parts = new EnumMap<>(Part.class);
        parts.put(Part.WALLET, new ProcessTree(sandbox.pid(Service.WALLET)));
        parts.put(Part.POSTGRES, new ProcessTree(sandbox.postgres().process().pid()));
        parts.put(Part.KAFKA, new ProcessTree(sandbox.kafka().process().pid()));
        parts.put(Part.SETTLEMENT, new ProcessTree(sandbox.pid(Service.SETTLEMENT)));
        parts.put(Part.ISSUER, new ProcessTree(sandbox.pid(Service.ISSUER)));
        parts.put(Part.LOAD, new ProcessTree(loadPid));
        Map<Part, Long> cpu = new EnumMap<>(Part.class);
        long nanos = System.nanoTime();
        parts.forEach((part, tree) -> cpu.put(part, tree.cpuMicros()));
        cpu.put(
                Part.CONDUCTOR,
                ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .map(duration -> duration.toNanos() / 1_000)
                        .orElse(0L));
        long wal = walBytes();
        long kafka = kafkaBytes();
        Map<Part, Long> resident = new EnumMap<>(Part.class);
        parts.forEach((part, tree) -> resident.put(part, tree.residentBytes()));
        return new Snapshot(nanos, cpu, resident, wal, kafka, metrics(Service.WALLET));
    }

    MetricsPage metrics(Service service) {
        URI base = switch (service) {
            case ISSUER -> sandbox.address().issuer();
            case WALLET -> sandbox.address().wallet();
            case SETTLEMENT -> sandbox.address().settlement();
        };
        try {
            var request = HttpRequest.newBuilder(base.resolve("/q/metrics")).build();
            return MetricsPage.of(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException("no metrics of " + service.lowerCaseName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading metrics", e);
        }
    }

    private long walBytes() {
        return Long.parseLong(value("select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint"));
    }

    /** Bytes of events; indexes and the broker's own bookkeeping left out. */
    private long kafkaBytes() {
        try (Stream<Path> files = Files.walk(sandbox.kafkaData())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> !file.getParent().getFileName().toString().startsWith("__"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see the broker's log", e);
        }
    }

    /** The settings that decide whether an acknowledged payment survives a crash, as the server has them. */
    Map<String, String> durability() {
        Map<String, String> found = new LinkedHashMap<>();
        DURABILITY.forEach(setting -> found.put(setting, value("show " + setting)));
        return found;
    }

    private String value(String query) {
        try (Statement statement = postgres.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask the database server: " + query, e);
        }
    }

    @Override
    public void close() throws SQLException {
        postgres.close();
    }
}
