package org.dcep.wallet.book;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.pgclient.PgException;
import java.util.Set;
import java.util.function.Function;

/** Transactions on plain SQL, and what their failures mean. */
public final class Transactions {
    /** serialization_failure and deadlock_detected: PostgreSQL chose this transaction to be run again. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01");

    /**
     * Classes of errors that are about values or rows and so about an element of the batch: data exceptions and broken
     * constraints.
     */
    private static final Set<String> ABOUT_DATA = Set.of("22", "23");

    private Transactions() {}

    /** Nobody knows whether the transaction took effect. */
    public static final class OutcomeUnknown extends RuntimeException {
        OutcomeUnknown(Throwable cause) {
            super("the connection was lost during COMMIT", cause);
        }
    }

    /** Runs {@code work} in a transaction of its own, on a connection of its own. */
    public static <T> Uni<T> run(Pool pool, Function<SqlConnection, Uni<T>> work) {
        return pool.getConnection()
                .chain(connection -> connection
                        .begin()
                        .chain(transaction -> work.apply(connection)
                                .onFailure()
                                .call(() -> transaction.rollback().onFailure().recoverWithNull())
                                .call(() -> commit(transaction)))
                        .eventually(() -> connection.close().onFailure().recoverWithNull()));
    }

    private static Uni<Void> commit(Transaction transaction) {
        return transaction
                .commit()
                .onFailure(failure -> !isAgain(failure) && !isAboutData(failure))
                .transform(OutcomeUnknown::new);
    }

    /** Whether the whole transaction has had no effect and may simply be run again. */
    public static boolean isAgain(Throwable failure) {
        return failure instanceof PgException error && AGAIN.contains(error.getSqlState());
    }

    /** Whether the transaction has had no effect because of something in its data. */
    public static boolean isAboutData(Throwable failure) {
        if (failure instanceof PgException error) {
            return error.getSqlState() != null
                    && error.getSqlState().length() == 5
                    && ABOUT_DATA.contains(error.getSqlState().substring(0, 2));
        }
        return failure instanceof IllegalStateException
                || failure instanceof IllegalArgumentException
                || failure instanceof ArithmeticException;
    }
}
