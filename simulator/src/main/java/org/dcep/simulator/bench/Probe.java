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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dcep.simulator.bench.Snapshot.Part;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.Service;

/** Looks at a sandbox's processes, its database server and its broker from outside. */
final class Probe implements AutoCloseable {
    private static final List<String> DURABILITY = List.of(
            "fsync", "synchronous_commit", "full_page_writes", "data_checksums", "wal_sync_method", "server_version");

    private static final String PROCESSES = "select pid, coalesce(datname, 'background') from pg_stat_activity";
    private static final String VERIFIER = "dcep_payment_verifier{provider=\"";

    private final Sandbox sandbox;
    private final Map<Part, ProcessTree> parts = new EnumMap<>(Part.class);
    private final Connection postgres;
    private final HttpClient http = HttpClient.newHttpClient();

    Probe(Sandbox sandbox) throws SQLException {
        this.sandbox = sandbox;
        this.postgres = sandbox.postgres().connect("postgres");
        watch(Part.WALLET, sandbox.pid(Service.WALLET));
        watch(Part.POSTGRES, sandbox.postgres().process().pid());
        watch(Part.KAFKA, sandbox.kafka().process().pid());
        watch(Part.SETTLEMENT, sandbox.pid(Service.SETTLEMENT));
        watch(Part.ISSUER, sandbox.pid(Service.ISSUER));
        watch(Part.CONDUCTOR, ProcessHandle.current().pid());
    }

    /** From now on {@code part} is the process with this id, without those that it started if they are parts too. */
    void watch(Part part, long pid) {
        parts.put(part, new ProcessTree(pid));
    }

    /** Processor times first: everything else may wait for a busy machine. */
    Snapshot look() {
        Map<Part, Long> cpu = new EnumMap<>(Part.class);
        long nanos = System.nanoTime();
        MachineTime machine = MachineTime.now();
        parts.forEach((part, tree) -> cpu.put(part, part == Part.CONDUCTOR ? tree.ownCpuMicros() : tree.cpuMicros()));
        Map<String, Long> databases = postgresCpuMicros();
        long wal = walBytes();
        long kafka = kafkaBytes();
        Map<Part, Long> resident = new EnumMap<>(Part.class);
        parts.forEach((part, tree) ->
                resident.put(part, part == Part.CONDUCTOR ? tree.ownResidentBytes() : tree.residentBytes()));
        return new Snapshot(nanos, machine, cpu, resident, databases, wal, kafka, metrics());
    }

    private MetricsPage metrics() {
        URI page = sandbox.address().wallet().resolve("/q/metrics");
        try {
            return MetricsPage.of(http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException notRunning) {
            return MetricsPage.of("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading metrics", e);
        }
    }

    private Map<String, Long> postgresCpuMicros() {
        Map<String, Long> micros = new TreeMap<>();
        try (Statement statement = postgres.createStatement();
                ResultSet rows = statement.executeQuery(PROCESSES)) {
            while (rows.next()) {
                micros.merge(rows.getString(2), new ProcessTree(rows.getLong(1)).ownCpuMicros(), Long::sum);
            }
            return micros;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask the database server for its processes", e);
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

    /** Who verifies Ed25519 signatures in the wallet service, empty if it does not say. */
    Optional<String> verifier() {
        return metrics().values().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(VERIFIER) && entry.getValue() > 0)
                .map(entry -> entry.getKey().substring(VERIFIER.length()).replaceAll("\".*", ""))
                .findFirst();
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
