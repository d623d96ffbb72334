package org.dcep.auditor.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.dcep.auditor.Settings;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.auditor.log.Origin;
import org.dcep.auditor.log.Progress;
import org.flywaydb.core.Flyway;

/**
 * Keeps an {@link AuditState} in PostgreSQL: what changed, and how far the topics were read, in one transaction. Of all
 * processes on one database one works; the others wait for its lock. Blocking; not thread-safe.
 */
public final class AuditStore implements AutoCloseable {
    private static final long LOCK = 0x64636570_61756469L;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Connection connection;

    private AuditStore(Connection connection) {
        this.connection = connection;
    }

    /** Connects, and makes or completes the tables. */
    public static AuditStore open(Settings.Database database) throws SQLException {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/auditor")
                .load()
                .migrate();
        Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        connection.setAutoCommit(false);
        return new AuditStore(connection);
    }

    /** Whether this process is the one that works; asked again until it is. */
    public boolean tryLock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } finally {
            connection.commit();
        }
    }

    /** Everything that was stored; an empty state before the first time. */
    public AuditState load() throws SQLException {
        AuditState state = new AuditState();
        loadProgress(state.progress());
        loadWallets(state);
        Map<String, Facts<?, ?>> byKind = new HashMap<>();
        state.facts().forEach(facts -> byKind.put(facts.kind(), facts));
        query("select kind, key, content from fact order by kind, key", row -> {
            Facts<?, ?> facts = byKind.get(row.getString(1));
            if (facts != null) {
                resume(facts, row.getString(2), row.getString(3));
            }
        });
        List<Finding> findings = new ArrayList<>();
        query(
                "select document from discrepancy where resolved_at is null order by found_at, key",
                row -> findings.add(read(row.getString(1), Finding.class)));
        state.findings().resume(findings);
        connection.commit();
        return state;
    }

    private void loadProgress(Progress progress) throws SQLException {
        Map<TopicPartition, Map<UUID, Origin>> newest = new HashMap<>();
        query(
                "select topic, partition, source, xid, row_id from sender",
                row -> newest.computeIfAbsent(
                                new TopicPartition(row.getString(1), row.getInt(2)), first -> new HashMap<>())
                        .put(
                                row.getObject(3, UUID.class),
                                new Origin(row.getObject(3, UUID.class), row.getLong(4), row.getLong(5))));
        query("select topic, partition, next_offset from progress", row -> {
            TopicPartition partition = new TopicPartition(row.getString(1), row.getInt(2));
            progress.resume(partition, row.getLong(3), newest.getOrDefault(partition, Map.of()));
        });
    }

    private void loadWallets(AuditState state) throws SQLException {
        query(
                "select wallets from wallet_page order by page",
                row -> state.wallets().resume(row.getBytes(1)));
        state.wallets().stored();
    }

    private static <K, V> void resume(Facts<K, V> facts, String key, String content) {
        facts.resume(key, read(content, facts.type()));
    }

    /** Stores what has changed since the last time; all of it or nothing. */
    public void store(AuditState state) throws SQLException {
        try {
            storeProgress(state.progress());
            storeWallets(state);
            for (Facts<?, ?> facts : state.facts()) {
                storeFacts(facts);
            }
            storeFindings(state);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
        state.progress().stored();
        state.wallets().stored();
        state.facts().forEach(Facts::stored);
        state.findings().stored();
    }

    private void storeProgress(Progress progress) throws SQLException {
        String offsets = "insert into progress (topic, partition, next_offset) values (?, ?, ?)"
                + " on conflict (topic, partition) do update set next_offset = excluded.next_offset";
        String senders = "insert into sender (topic, partition, source, xid, row_id) values (?, ?, ?, ?, ?)"
                + " on conflict (topic, partition, source) do update set xid = excluded.xid, row_id = excluded.row_id";
        try (PreparedStatement offset = connection.prepareStatement(offsets);
                PreparedStatement sender = connection.prepareStatement(senders)) {
            for (TopicPartition partition : progress.changed()) {
                Progress.Reading reading = progress.of(partition);
                add(offset, partition.topic(), partition.partition(), reading.next());
                for (Origin origin : reading.newest().values()) {
                    add(
                            sender,
                            partition.topic(),
                            partition.partition(),
                            origin.source(),
                            origin.transaction(),
                            origin.row());
                }
            }
            offset.executeBatch();
            sender.executeBatch();
        }
    }

    private void storeWallets(AuditState state) throws SQLException {
        String sql = "insert into wallet_page (page, wallets) values (?, ?)"
                + " on conflict (page) do update set wallets = excluded.wallets";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int page : state.wallets().dirtyPages()) {
                add(statement, page, state.wallets().page(page));
            }
            statement.executeBatch();
        }
    }

    private <K, V> void storeFacts(Facts<K, V> facts) throws SQLException {
        String put = "insert into fact (kind, key, content) values (?, ?, ?)"
                + " on conflict (kind, key) do update set content = excluded.content";
        String remove = "delete from fact where kind = ? and key = ?";
        try (PreparedStatement putting = connection.prepareStatement(put);
                PreparedStatement removing = connection.prepareStatement(remove)) {
            for (K key : facts.changed()) {
                V value = facts.get(key);
                if (value == null) {
                    add(removing, facts.kind(), key.toString());
                } else {
                    add(putting, facts.kind(), key.toString(), write(value));
                }
            }
            putting.executeBatch();
            removing.executeBatch();
        }
    }

    private void storeFindings(AuditState state) throws SQLException {
        String sql = "insert into discrepancy (key, law, kind, document, found_at) values (?, ?, ?, ?, ?)"
                + " on conflict (key) do nothing";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Finding finding : state.findings().unstored()) {
                add(
                        statement,
                        finding.key(),
                        finding.law(),
                        finding.kind(),
                        write(finding),
                        java.sql.Timestamp.from(finding.foundAt()));
            }
            statement.executeBatch();
        }
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    /** Takes one row. */
    @FunctionalInterface
    private interface Take {
        void row(ResultSet row) throws SQLException;
    }

    private void query(String sql, Take take) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(1_000);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    take.row(rows);
                }
            }
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was computed cannot be written", e);
        }
    }

    private static <T> T read(String content, Class<T> type) {
        try {
            return JSON.readValue(content, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was stored cannot be read; start again with an empty database", e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
