package org.dcep.web;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/** Tells a database that is away or busy, after which nobody knows whether a transaction took effect, from a bug. */
final class DatabaseTrouble {
    private static final int DEEPEST_CAUSE = 16;

    private DatabaseTrouble() {}

    static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (isTrouble(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTrouble(Throwable cause) {
        if (cause instanceof PgException refusal) {
            return isTransient(refusal.getSqlState());
        }
        if (cause instanceof SQLException refusal) { // What Hibernate Reactive makes of it.
            return isTransient(refusal.getSQLState());
        }
        return cause instanceof ClosedConnectionException
                || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException
                || cause instanceof java.net.ConnectException
                || cause instanceof java.net.SocketException
                || cause instanceof ClosedChannelException
                || cause instanceof IOException && isClosed(cause.getMessage())
                || cause.getClass().getName().equals("io.vertx.core.http.ConnectionPoolTooBusyException")
                || isClosed(cause.getMessage()) && cause.getClass().getName().startsWith("io.vertx.");
    }

    private static boolean isClosed(String message) {
        return message != null
                && (message.contains("onnection reset")
                        || message.contains("losed")
                        || message.contains("ailed to read any response")
                        || message.contains("imeout"));
    }

    /** Connection lost, resources, shutdown, read-only standby, and conflicts that a repetition resolves. */
    private static boolean isTransient(String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57P")
                        || sqlState.equals("57014")
                        || sqlState.equals("25006")
                        || sqlState.equals("40001")
                        || sqlState.equals("40P01")
                        || sqlState.equals("55P03"));
    }
}
