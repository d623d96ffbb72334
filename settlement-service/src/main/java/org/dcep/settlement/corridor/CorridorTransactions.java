package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dcep.web.Problems;

/** Transactions that change a corridor: they lock its row before anything else, so that they never wait for each other twice. */
@ApplicationScoped
class CorridorTransactions {
    /** unique_violation, serialization_failure, deadlock_detected: had no effect, another attempt tells why. */
    private static final Set<String> AGAIN = Set.of("23505", "40001", "40P01");

    private static final int MAX_RETRIES = 3;

    private final Pool pool;

    CorridorTransactions(Pool pool) {
        this.pool = pool;
    }

    /** Does {@code work} on the locked corridor; fails with 404 if there is none. */
    <T> Uni<T> locked(String corridorId, BiFunction<SqlConnection, Corridor, Uni<T>> work) {
        return run(tx -> CorridorStore.lock(tx, corridorId)
                .map(corridor -> corridor.orElseThrow(() -> Problems.notFound().asException()))
                .chain(corridor -> work.apply(tx, corridor)));
    }

    <T> Uni<T> run(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .onFailure(CorridorTransactions::isAgain)
                .retry()
                .atMost(MAX_RETRIES);
    }

    private static boolean isAgain(Throwable failure) {
        return failure instanceof PgException error && AGAIN.contains(error.getSqlState());
    }
}
