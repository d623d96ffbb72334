package org.dcep.auditor.row;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * The tables of the wallet book, read-only in three ways: by the role's rights, which are checked at the start, by the
 * session, and because nothing here writes. Blocking; not thread-safe.
 */
public final class BookRows implements AutoCloseable {
    private static final int STATEMENT_SECONDS = 20;

    private static final String ACCOUNTS = """
            select id, available_fen, held_fen, seq, gas_rest_micro_fen from account where id > ? order by id limit ?""";
    private static final String ACCOUNTS_BY_ID = """
            select id, available_fen, held_fen, seq, gas_rest_micro_fen from account where id = any(?)""";
    private static final String STATEMENTS = """
            select w.account, w.from_line, w.to_line,
                   count(e.seq) filter (where e.seq > w.from_line) as lines,
                   coalesce(sum(e.amount_fen - e.gas_fee_fen) filter (where e.seq > w.from_line), 0)::bigint as moved,
                   coalesce(sum(e.held_fen) filter (where e.seq > w.from_line), 0)::bigint as held_moved,
                   coalesce(max(e.available_after_fen) filter (where e.seq = w.from_line), 0) as before,
                   coalesce(max(e.held_after_fen) filter (where e.seq = w.from_line), 0) as held_before,
                   coalesce(max(e.available_after_fen) filter (where e.seq = w.to_line), 0) as after,
                   coalesce(max(e.held_after_fen) filter (where e.seq = w.to_line), 0) as held_after
            from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as w(account, from_line, to_line)
            left join entry e on e.account = w.account and e.seq between w.from_line and w.to_line
            group by w.account, w.from_line, w.to_line""";
    private static final String MISSING_LINES = """
            select n from generate_series(?::bigint, ?::bigint) as n
            where not exists (select 1 from entry e where e.account = ? and e.seq = n) order by n limit 20""";
    /** A payer's lines: of a payment inside the operator (purpose 4), and of money set aside for another (6). */
    private static final String ORPHANS = """
            select e.account, e.seq, e.cause, p.id is null as missing, p.amount_fen, p.gas_fee_fen,
                   -e.amount_fen as line_amount, e.gas_fee_fen as line_gas
            from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as w(account, from_line, to_line)
            join entry e on e.account = w.account and e.seq > w.from_line and e.seq <= w.to_line
            left join payment p on p.id = e.cause
            where e.amount_fen < 0 and e.purpose in (4, 6)
              and (p.id is null or p.amount_fen <> -e.amount_fen or p.gas_fee_fen <> e.gas_fee_fen)
            limit 1000""";
    /** Payments that the account took part in and has no line of: which payment a deleted line belonged to. */
    private static final String LINELESS_PAYMENTS = """
            select p.id from payment p
            where (p.payer = ? or p.payee = ? and p.payee / 10000000000000 = p.operator_number) and p.state <> 3
              and not exists (select 1 from entry e where e.account = ? and e.cause = p.id)
            limit 20""";

    private static final String PAYMENTS = """
            select id, amount_fen, gas_fee_fen, cycle_id, state, payer, payee from payment where id = any(?)""";
    private static final String COMMITTED_IDS = """
            select p.id, p.amount_fen, p.payer from payment p
            join operator o on o.operator_number = p.operator_number
            where o.operator_id = ? and p.cycle_id = ? and p.state = 2""";
    private static final String LAST_CAUSE = "select cause from entry where account = ? order by seq desc limit 1";
    private static final String UNSENT = """
            select min(o.at) from outbox o, outbox_relay r
            where (o.xid, o.id) > (r.xid::text::xid8, r.id)""";
    private static final String MAY_WRITE = """
            select has_table_privilege(current_user, 'account', 'UPDATE')
                or has_table_privilege(current_user, 'account', 'INSERT')
                or has_table_privilege(current_user, 'account', 'DELETE')""";
    private static final String SIZE = """
            select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class
            where oid = 'entry'::regclass""";

    private final String url;
    private final String user;
    private final String password;
    private Connection connection;

    /** A wallet's row. */
    public record AccountRow(long number, long availableFen, long heldFen, long changes, long gasRestMicroFen) {}

    /** Which lines of a statement to read: from behind {@code fromLine} up to {@code toLine}. */
    public record Stretch(long number, long fromLine, long toLine) {}

    /** What these lines add up to. */
    public record StatementRow(
            Stretch stretch,
            long lines,
            long movedFen,
            long heldMovedFen,
            long beforeFen,
            long heldBeforeFen,
            long afterFen,
            long heldAfterFen) {}

    /** A line of a payer whose payment's row is missing or says something else. */
    public record OrphanRow(
            long number,
            long line,
            UUID cause,
            boolean missing,
            long amountFen,
            long gasFeeFen,
            long lineFen,
            long lineGasFen) {}

    /** A payment's row. */
    public record PaymentRow(
            UUID id, long amountFen, long gasFeeFen, long cycleId, int state, long payer, long payee) {}

    public BookRows(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /**
     * Connects if that has not been done.
     *
     * @throws IllegalStateException if the role could change the book: then it is not an auditor's
     */
    public void open() throws SQLException {
        if (connection != null && !connection.isClosed()) {
            return;
        }
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty(
                "options",
                "-c default_transaction_read_only=on -c statement_timeout=" + STATEMENT_SECONDS
                        + "s -c application_name=auditor");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "30");
        connection = DriverManager.getConnection(url, properties);
        connection.setReadOnly(true);
        boolean mayWrite = first(MAY_WRITE, row -> row.getBoolean(1)).orElse(true);
        if (mayWrite) {
            close();
            throw new IllegalStateException(
                    "the role " + user + " may change the wallet book; an auditor needs one that may only read it");
        }
    }

    /** Up to {@code limit} wallets with higher numbers than {@code after}, ascending. */
    public List<AccountRow> accounts(long after, int limit) throws SQLException {
        return list(ACCOUNTS, BookRows::account, after, limit);
    }

    public List<AccountRow> accounts(List<Long> numbers) throws SQLException {
        return list(ACCOUNTS_BY_ID, BookRows::account, (Object) longs(numbers));
    }

    private static AccountRow account(ResultSet row) throws SQLException {
        return new AccountRow(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    public List<StatementRow> statements(List<Stretch> stretches) throws SQLException {
        return list(
                STATEMENTS,
                row -> new StatementRow(
                        new Stretch(row.getLong(1), row.getLong(2), row.getLong(3)),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10)),
                columns(stretches));
    }

    /** The first of the lines that are missing from a stretch. */
    public List<Long> missingLines(Stretch stretch) throws SQLException {
        return list(MISSING_LINES, row -> row.getLong(1), stretch.fromLine() + 1, stretch.toLine(), stretch.number());
    }

    public List<OrphanRow> orphans(List<Stretch> stretches) throws SQLException {
        return list(
                ORPHANS,
                row -> new OrphanRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getObject(3, UUID.class),
                        row.getBoolean(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)),
                columns(stretches));
    }

    /** Reads the whole table of payments, for a finding and not for a search. */
    public List<UUID> paymentsWithoutLine(long number) throws SQLException {
        return list(LINELESS_PAYMENTS, row -> row.getObject(1, UUID.class), number, number, number);
    }

    public Map<UUID, PaymentRow> payments(List<UUID> ids) throws SQLException {
        Map<UUID, PaymentRow> found = new HashMap<>();
        for (PaymentRow row : list(
                PAYMENTS,
                row -> new PaymentRow(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getInt(5),
                        row.getLong(6),
                        row.getLong(7)),
                (Object) ids.toArray(UUID[]::new))) {
            found.put(row.id(), row);
        }
        return found;
    }

    /** Every payment that the book committed in a cycle; reads the whole table of payments. */
    public List<PaymentRow> committed(String operatorId, long cycleId) throws SQLException {
        return list(
                COMMITTED_IDS,
                row -> new PaymentRow(row.getObject(1, UUID.class), row.getLong(2), 0, cycleId, 2, row.getLong(3), 0),
                operatorId,
                cycleId);
    }

    /** What the newest line of a statement was for. */
    public Optional<UUID> lastCause(long number) throws SQLException {
        return first(LAST_CAUSE, row -> row.getObject(1, UUID.class), number);
    }

    /** When the oldest event was written that the relay has not sent. */
    public Optional<Instant> unsentSince() throws SQLException {
        return first(UNSENT, row -> row.getTimestamp(1)).map(Timestamp::toInstant);
    }

    /** About how many lines all statements have, as the database remembers. */
    public long lines() throws SQLException {
        return first(SIZE, row -> row.getLong(1)).orElse(0L);
    }

    private Object[] columns(List<Stretch> stretches) {
        return new Object[] {
            longs(stretches.stream().map(Stretch::number).toList()),
            longs(stretches.stream().map(Stretch::fromLine).toList()),
            longs(stretches.stream().map(Stretch::toLine).toList())
        };
    }

    private static Long[] longs(List<Long> values) {
        return values.toArray(Long[]::new);
    }

    /** Reads one row. */
    @FunctionalInterface
    private interface Read<T> {
        T from(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> first(String sql, Read<T> read, Object... parameters) throws SQLException {
        List<T> rows = list(sql, read, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0));
    }

    private <T> List<T> list(String sql, Read<T> read, Object... parameters) throws SQLException {
        open();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                set(statement, i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(read.from(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private void set(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Object[] array) {
            Array column = connection.createArrayOf(value instanceof UUID[] ? "uuid" : "bigint", array);
            statement.setArray(index, column);
        } else {
            statement.setObject(index, value);
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It was broken, which is why it is closed.
        } finally {
            connection = null;
        }
    }
}
