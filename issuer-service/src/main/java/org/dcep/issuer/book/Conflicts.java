package org.dcep.issuer.book;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/** Transactions that lost a race and may simply run again, because nothing of them happened. */
public final class Conflicts {
    private static final int ATTEMPTS = 3;

    /** Serialization failure, deadlock, and a key that somebody else inserted at the same time. */
    private static final Set<String> STATES = Set.of("40001", "40P01", "23505");

    private Conflicts() {}

    /**
     * Runs {@code transaction} again, at most three times, while it fails with a conflict. Whoever runs again after a
     * duplicate key finds the row that won, so the transaction must begin by looking for it.
     */
    public static <T> Uni<T> retried(Supplier<Uni<T>> transaction) {
        return Uni.createFrom()
                .deferred(() -> transaction.get())
                .onFailure(Conflicts::isConflict)
                .retry()
                .atMost(ATTEMPTS);
    }

    static boolean isConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (STATES.contains(sqlState(cause))) {
                return true;
            }
        }
        return false;
    }

    /** Hibernate hides the client's exception behind one of JDBC. */
    private static String sqlState(Throwable cause) {
        if (cause instanceof PgException postgres) {
            return String.valueOf(postgres.getSqlState());
        }
        return cause instanceof SQLException jdbc ? String.valueOf(jdbc.getSQLState()) : "";
    }
}
