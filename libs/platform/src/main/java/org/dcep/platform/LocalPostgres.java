package org.dcep.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL 18 server on the loopback address, as a direct child of this process.
 *
 * <p>Durable unless said otherwise: an acknowledged commit survives {@link #kill}. The same data directory can be
 * started again, on the same port if {@link Options#withPort} names it. Root runs it as {@code nobody}; if that account
 * cannot reach the data directory, the data lies in {@code /var/lib/dcep} and a symbolic link points there.
 */
public final class LocalPostgres implements AutoCloseable {
    /** Where the server listens. */
    public static final String HOST = "127.0.0.1";

    private static final String SUPERUSER = "dcep";
    private static final String MAJOR_VERSION = "18";
    private static final String PASSWORD_FILE = "dcep.password";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final ChildProcess server;
    private final int port;
    private final String password;

    private LocalPostgres(ChildProcess server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * How to run the server.
     *
     * @param port 0 for a free one
     * @param durable false gives up crash safety for speed
     * @param maxConnections of all clients together
     * @param settings added to, and winning over, the built-in ones
     */
    public record Options(int port, boolean durable, int maxConnections, Map<String, String> settings) {
        /** Durable, a free port, 200 connections. */
        public static Options defaults() {
            return new Options(0, true, 200, Map.of());
        }

        /** The same on a given port. */
        public Options withPort(int chosen) {
            return new Options(chosen, durable, maxConnections, settings);
        }

        /** The same without crash safety. */
        public Options unsafeFast() {
            return new Options(port, false, maxConnections, settings);
        }

        /** The same with one more server setting. */
        public Options with(String setting, String value) {
            var merged = new LinkedHashMap<>(settings);
            merged.put(setting, value);
            return new Options(port, durable, maxConnections, merged);
        }
    }

    /**
     * Starts a server on {@code dataDir}, which is made if it does not exist, and waits until it accepts connections.
     *
     * <p>The server's log is written beside the directory, with the suffix {@code .log}.
     *
     * @throws PlatformException if it does not accept connections within a minute
     */
    public static LocalPostgres start(Path dataDir, Options options) {
        return start(dataDir, dataDir.resolveSibling(dataDir.getFileName() + ".log"), options);
    }

    /** Starts a server that writes its log to {@code log}. */
    public static LocalPostgres start(Path dataDir, Path log, Options options) {
        Path programs = PostgresPrograms.locate();
        try {
            Path data = reachable(dataDir.toAbsolutePath().normalize());
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                initialise(programs, data, log, options.durable());
            }
            checkVersion(data);
            String password = Files.readString(data.resolve(PASSWORD_FILE)).strip();
            int port = options.port() == 0 ? Ports.free() : options.port();
            return startServer(programs, data, log, options, port, password);
        } catch (IOException failure) {
            throw new PlatformException("PostgreSQL could not use " + dataDir + ": " + failure.getMessage(), failure);
        }
    }

    /** The directory itself, or the stand-in that a link at its place points to. */
    private static Path reachable(Path dataDir) throws IOException {
        if (Files.isSymbolicLink(dataDir)) {
            Path target = Files.readSymbolicLink(dataDir);
            Files.createDirectories(target.getParent());
            return target;
        }
        Files.createDirectories(dataDir.getParent());
        if (Files.exists(dataDir) || ServerUser.canEnter(dataDir.getParent())) {
            return dataDir;
        }
        Path standIn = SharedDirectory.newStandInFor(dataDir);
        Files.createSymbolicLink(dataDir, standIn);
        return standIn;
    }

    /** Built beside its place and moved there when complete, so that a crash leaves no half-made cluster behind. */
    private static void initialise(Path programs, Path data, Path log, boolean durable) throws IOException {
        Path fresh = data.resolveSibling(data.getFileName() + ".new");
        Trees.delete(fresh);
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        Path passwordFile = fresh.resolveSibling(fresh.getFileName() + ".password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, HexFormat.of().formatHex(secret));
        ServerUser.own(fresh);
        ServerUser.own(passwordFile);
        runInitdb(programs, fresh, passwordFile, log, durable);
        Files.move(passwordFile, fresh.resolve(PASSWORD_FILE));
        if (Files.exists(data)) {
            Files.delete(data);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void runInitdb(Path programs, Path data, Path passwordFile, Path log, boolean durable)
            throws IOException {
        var command = new ArrayList<>(List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums"));
        if (!durable) {
            command.add("--no-sync");
        }
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(ServerUser.unprivileged(command))
                .redirectErrorStream(true)
                .directory(data.getParent().toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(log, output, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try {
            if (process.waitFor() != 0) {
                throw new PlatformException("initdb failed:\n" + output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while making the database cluster", interrupted);
        }
    }

    private static void checkVersion(Path data) throws IOException {
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new PlatformException(data + " was written by PostgreSQL " + version + ", this is PostgreSQL "
                    + MAJOR_VERSION + ". Use another directory.");
        }
    }

    private static LocalPostgres startServer(
            Path programs, Path data, Path log, Options options, int port, String password) {
        var command = new ArrayList<>(List.of(programs.resolve("bin/postgres").toString(), "-D", data.toString()));
        command.addAll(PostgresSettings.arguments(options, port));
        var launch = ChildProcess.Launch.of("PostgreSQL", log, command).asServer(ChildProcess.StopSignal.INT);
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            var postgres = new LocalPostgres(ChildProcess.start(launch), port, password);
            if (postgres.acceptsBefore(deadline)) {
                return postgres;
            }
            postgres.server.close();
            // A killed server's last backends hold its shared memory for a moment: that passes, other failures do not.
            boolean passes = postgres.server.logTail(4).contains("is still in use");
            if (!passes || System.nanoTime() > deadline) {
                throw new PlatformException(
                        "PostgreSQL did not start. The end of " + log + ":\n" + postgres.server.logTail(15));
            }
            Waiting.briefly();
        }
    }

    private boolean acceptsBefore(long deadline) {
        while (server.isAlive() && System.nanoTime() < deadline) {
            try (Connection connection = connect("postgres")) {
                return connection.isValid(5);
            } catch (SQLException notYet) {
                Waiting.briefly();
            }
        }
        return false;
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, password);
    }

    /** Makes a database of the superuser's, or does nothing if it exists. */
    public void createDatabase(String name) {
        createDatabase(name, SUPERUSER, password);
    }

    /** Makes a database that belongs to a user of its own; what exists is kept and the password is set again. */
    public void createDatabase(String name, String user, String userPassword) {
        try (Connection connection = connect("postgres")) {
            if (!user.equals(SUPERUSER)) {
                String verb = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", user) ? "ALTER" : "CREATE";
                execute(
                        connection,
                        verb + " ROLE " + quoted(user) + " LOGIN PASSWORD '" + userPassword.replace("'", "''") + "'");
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE " + quoted(name) + " OWNER " + quoted(user));
                execute(connection, "REVOKE CONNECT ON DATABASE " + quoted(name) + " FROM PUBLIC");
            }
        } catch (SQLException failure) {
            throw new PlatformException("Could not make database " + name + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Lets {@code role}, which is made if it does not exist, read every table that {@code owner} has in a database or
     * will make there, and change none.
     */
    public void createReader(String database, String owner, String role, String rolePassword) {
        try (Connection connection = connect(database)) {
            String verb = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role) ? "ALTER" : "CREATE";
            execute(
                    connection,
                    verb + " ROLE " + quoted(role) + " LOGIN PASSWORD '" + rolePassword.replace("'", "''") + "'");
            execute(connection, "GRANT CONNECT ON DATABASE " + quoted(database) + " TO " + quoted(role));
            execute(connection, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + quoted(role));
            execute(
                    connection,
                    "ALTER DEFAULT PRIVILEGES FOR ROLE " + quoted(owner) + " GRANT SELECT ON TABLES TO "
                            + quoted(role));
        } catch (SQLException failure) {
            throw new PlatformException(
                    "Could not let " + role + " read database " + database + ": " + failure.getMessage(), failure);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The address clients connect to. */
    public String host() {
        return HOST;
    }

    /** The port clients connect to. */
    public int port() {
        return port;
    }

    /** The name of the superuser. */
    public String superuser() {
        return SUPERUSER;
    }

    /** The password of the superuser; random per data directory. */
    public String password() {
        return password;
    }

    /** The JDBC address of a database. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    /** The process behind the server, for registers and signals. */
    public ChildProcess process() {
        return server;
    }

    /** Kills the server as a crash would; its data directory can be started again. */
    public void kill() {
        server.kill();
    }

    /** Shuts down at once and cleanly; connections are cut. */
    @Override
    public void close() {
        server.close();
    }

    /** Deletes the data of a server that does not run, wherever it lies. */
    public static void delete(Path dataDir) throws IOException {
        Path wanted = dataDir.toAbsolutePath().normalize();
        if (Files.isSymbolicLink(wanted) && Files.readSymbolicLink(wanted).equals(SharedDirectory.standInFor(wanted))) {
            SharedDirectory.deleteStandInFor(wanted);
        }
        Trees.delete(wanted);
    }
}
