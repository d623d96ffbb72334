package org.dcep.wallet.payment;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.dcep.contracts.PolicyJson;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.platform.LocalPostgres;
import org.flywaydb.core.Flyway;

/** A wallet database with operators, policies and wallets that hold money, made without the services. */
final class FundedBooks {
    static final String NAME = "wallet";
    private static final long EACH_FEN = 1_000_000;
    private static final int CLASS_CORPORATE = 4;

    private final LocalPostgres postgres;

    private FundedBooks(LocalPostgres postgres) {
        this.postgres = postgres;
    }

    /** Migrates as the service would and funds {@code wallets} wallets of every operator. */
    static FundedBooks make(LocalPostgres postgres, int operators, int wallets) throws SQLException {
        postgres.createDatabase(NAME, NAME, NAME);
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(NAME), NAME, NAME)
                .locations("db/migration", "db/outbox")
                .load()
                .migrate();
        FundedBooks books = new FundedBooks(postgres);
        try (Connection connection = books.connect()) {
            connection.setAutoCommit(false);
            books.publishPolicies(connection);
            for (int operator = 1; operator <= operators; operator++) {
                books.admit(connection, operator, wallets);
            }
            connection.commit();
        }
        return books;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(NAME), NAME, NAME);
    }

    /** The number in the first column of the first row. */
    long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void publishPolicies(Connection connection) throws SQLException {
        String insert = """
                insert into policy_version (kind, version, effective_from, document, key_id, signature, received_at)
                values (?, 1, now() - interval '1 day', ?, 'none', decode(repeat('00', 64), 'hex'), now())""";
        try (var statement = connection.prepareStatement(insert)) {
            statement.setString(1, "GAS");
            statement.setString(2, PolicyJson.write(GasPolicy.initial()));
            statement.execute();
            statement.setString(1, "WALLET_CLASSES");
            statement.setString(2, PolicyJson.write(WalletClassPolicy.presetA()));
            statement.execute();
        }
    }

    private void admit(Connection connection, int operator, int wallets) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into operator (operator_id, operator_number, name, admitted_at) values ('bank-"
                    + operator + "', " + operator + ", 'Bank " + operator + "', now())");
            statement.execute("insert into open_cycle (operator_number, cycle_id, business_date) select " + operator
                    + ", cycle_id, business_date from newest_cycle");
            statement.execute("insert into vault_account (operator_number, balance_fen) values (" + operator + ", 0)");
            statement.execute("insert into collector (operator_number, kind, stripe, balance_fen) values (" + operator
                    + ", 1, 0, " + -EACH_FEN * wallets + ")");
        }
        String open = """
                insert into account (id, operator_number, wallet_class, state, key_epoch, available_fen, held_fen, seq,
                                     spent_on, spent_today_fen, spent_this_year_fen, gas_rest_micro_fen)
                select ?, c.operator_number, %d, 1, 1, ?, 0, 0, c.business_date, 0, 0, 0
                from open_cycle c where c.operator_number = ?""".formatted(CLASS_CORPORATE);
        try (var statement = connection.prepareStatement(open)) {
            for (int serial = 0; serial < wallets; serial++) {
                statement.setLong(
                        1,
                        WalletId.of(operator, serial % WalletId.SLOTS, serial).number());
                statement.setLong(2, EACH_FEN);
                statement.setInt(3, operator);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
