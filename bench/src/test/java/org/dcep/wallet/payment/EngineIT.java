package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.dcep.platform.LocalPostgres;
import org.dcep.platform.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver as a process of its own against a real PostgreSQL; says nothing about how fast it is. */
class EngineIT {
    private static final int MOST_SECONDS = 120;

    /** Every book: its wallets, vault and collectors cancel out. */
    private static final String BOOKS_OUT_OF_BALANCE = """
            select count(*) from (
                select operator_number, sum(fen) from (
                    select operator_number, available_fen + held_fen as fen from account
                    union all select operator_number, balance_fen from vault_account
                    union all select operator_number, balance_fen from collector) as leg
                group by operator_number having sum(fen) <> 0) as book""";

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedPaymentIsInBooksThatBalance() throws Exception {
        try (RunDirectory run = RunDirectory.temporary(directory);
                LocalPostgres postgres = LocalPostgres.start(
                        run.data("postgres"), run.log("postgres"), LocalPostgres.Options.defaults())) {
            run.register(postgres.process());
            FundedBooks books = FundedBooks.make(postgres, 3, 200);
            Path acks = directory.resolve("acks");

            Map<String, JsonNode> said = drive(postgres.port(), acks);

            assertThat(said).containsOnlyKeys("ready", "naive", "measuring", "measured");
            assertThat(said.get("naive").get("unknown").asLong()).isZero();
            JsonNode measured = said.get("measured");
            assertThat(measured.get("accepted").asLong()).isPositive();
            assertThat(measured.get("pending").asLong()).isPositive();
            assertThat(measured.get("unknown").asLong()).isZero();
            assertThat(measured.get("meanBatch").asDouble()).isGreaterThan(1);
            Map<UUID, Integer> acknowledged = acknowledged(acks);
            assertThat(acknowledged.size())
                    .isGreaterThan(measured.get("accepted").asInt());
            assertThat(acknowledged).isEqualTo(stored(books));
            assertThat(books.number(BOOKS_OUT_OF_BALANCE)).isZero();
        }
    }

    private Map<String, JsonNode> drive(int port, Path acks) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path log = directory.resolve("log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EngineMain.class.getName(),
                "--port=" + port,
                "--password=" + FundedBooks.NAME,
                "--seconds=2",
                "--warm-up=1",
                "--naive-seconds=1",
                "--concurrency=256",
                "--batch=64",
                "--workers=2",
                "--hot-share=0.2",
                "--acks=" + acks);
        Process driver = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(driver.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            driver.destroyForcibly();
        }
        assertThat(driver.exitValue()).as(() -> text(log)).isZero();
        ObjectMapper json = new ObjectMapper();
        Map<String, JsonNode> said = new HashMap<>();
        for (String line : Files.readAllLines(output)) {
            JsonNode event = json.readTree(line);
            said.put(event.get("event").asText(), event);
        }
        return said;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Map<UUID, Integer> acknowledged(Path acks) throws IOException {
        Map<UUID, Integer> states = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(acks)))) {
            while (in.available() > 0) {
                states.put(new UUID(in.readLong(), in.readLong()), (int) in.readByte());
            }
        }
        return states;
    }

    private static Map<UUID, Integer> stored(FundedBooks books) throws SQLException {
        Map<UUID, Integer> states = new HashMap<>();
        try (Connection connection = books.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, state from payment where state in (1, 2)")) {
            while (rows.next()) {
                states.put(rows.getObject(1, UUID.class), rows.getInt(2));
            }
        }
        return states;
    }
}
