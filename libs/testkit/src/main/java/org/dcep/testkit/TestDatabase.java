package org.dcep.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A database on the shared PostgreSQL, for a service under test and for whoever wants to look into it beside it. */
public record TestDatabase(String host, int port, String name, String user, String password) {
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    /** For the reactive client. */
    public String reactiveUrl() {
        return "postgresql://" + host + ":" + port + "/" + name;
    }

    /** A connection of the database's owner; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    /** The number in the first column of the first row, such as {@code SELECT count(*) FROM outbox}. */
    public long number(String query, Object... arguments) {
        try {
            return Sessions.with(this, session -> {
                try (PreparedStatement statement = prepared(session, query, arguments);
                        ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        throw new AssertionError("no row: " + query);
                    }
                    return rows.getLong(1);
                }
            });
        } catch (SQLException e) {
            throw new AssertionError("query failed: " + query, e);
        }
    }

    /** Runs one statement and answers with the number of rows that it changed. */
    public int execute(String sql, Object... arguments) {
        try {
            return Sessions.with(this, session -> {
                try (PreparedStatement statement = prepared(session, sql, arguments)) {
                    statement.execute();
                    return statement.getUpdateCount();
                }
            });
        } catch (SQLException e) {
            throw new AssertionError("statement failed: " + sql, e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
