package org.dcep.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalPostgresTest {
    private static Path base;
    private static LocalPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        base = Files.createTempDirectory("local-postgres");
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        postgres = LocalPostgres.start(base.resolve("data"), LocalPostgres.Options.defaults());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
        Trees.delete(base);
    }

    @Test
    void waitsForTheDiskAndChecksItsPages() throws SQLException {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
        assertThat(setting("server_version_num")).startsWith("18");
    }

    @Test
    void keepsAcknowledgedCommitsWhenKilled() throws SQLException {
        postgres.createDatabase("crash");
        try (Connection connection = postgres.connect("crash")) {
            execute(connection, "CREATE TABLE acknowledged (id int PRIMARY KEY)");
            execute(connection, "INSERT INTO acknowledged VALUES (42)");
            connection.setAutoCommit(false);
            execute(connection, "INSERT INTO acknowledged VALUES (43)");
            postgres.kill();
        } catch (SQLException cut) {
            assertThat(postgres.process().isAlive()).isFalse();
        }
        postgres = LocalPostgres.start(
                base.resolve("data"), LocalPostgres.Options.defaults().withPort(postgres.port()));
        try (Connection connection = postgres.connect("crash")) {
            assertThat(text(connection, "SELECT string_agg(id::text, ',') FROM acknowledged"))
                    .isEqualTo("42");
        }
    }

    @Test
    void keepsDatabasesApartByUser() throws SQLException {
        postgres.createDatabase("one", "first", "secret-1");
        postgres.createDatabase("two", "second", "secret-2");
        try (Connection own = DriverManager.getConnection(postgres.jdbcUrl("one"), "first", "secret-1")) {
            execute(own, "CREATE TABLE mine (id int)");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("two"), "first", "secret-1"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("one"), "first", "wrong"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void makesADatabaseOnlyOnce() throws SQLException {
        postgres.createDatabase("again", "owner", "before");
        postgres.createDatabase("again", "owner", "after");
        DriverManager.getConnection(postgres.jdbcUrl("again"), "owner", "after").close();
    }

    @Test
    void showsItsLogWhenItCannotStart() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(LocalPostgres.HOST))) {
            var options = LocalPostgres.Options.defaults().withPort(taken.getLocalPort());
            assertThatThrownBy(() -> LocalPostgres.start(base.resolve("blocked"), options))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("could not bind");
        }
    }

    @Test
    void refusesTheDirectoryOfAnotherVersion() throws IOException {
        Path old = Files.createDirectory(base.resolve("old"));
        Files.writeString(old.resolve("PG_VERSION"), "15\n");
        assertThatThrownBy(() -> LocalPostgres.start(old, LocalPostgres.Options.defaults()))
                .hasMessageContaining("written by PostgreSQL 15");
    }

    @Test
    void runsFromADirectoryThatIsClosedToItsUser() throws IOException, SQLException {
        assumeThat(ServerUser.isRoot()).as("only root changes the user").isTrue();
        Path closed = Files.createDirectory(base.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path data = closed.resolve("data");
        LocalPostgres.start(data, LocalPostgres.Options.defaults().unsafeFast()).close();
        try (LocalPostgres again = LocalPostgres.start(data, LocalPostgres.Options.defaults())) {
            again.connect("postgres").close();
        }
        Path standIn = Files.readSymbolicLink(data);
        LocalPostgres.delete(data);
        assertThat(standIn).doesNotExist();
        assertThat(Files.isSymbolicLink(data)).isFalse();
    }

    private static String setting(String name) throws SQLException {
        try (Connection connection = postgres.connect("postgres")) {
            return text(connection, "SHOW " + name);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
