package org.dcep.wallet.operator;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.dcep.web.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The admitted operators. They are few, never change and never leave, so they are kept in memory; whoever is not there
 * is looked up in the database, because another replica may have heard of the admission.
 */
@ApplicationScoped
public class Operators {
    private static final String READ = "select operator_id, operator_number, name, admitted_at from operator";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final Pool pool;
    private final Duration patience;
    private final Map<String, Operator> byName = new ConcurrentHashMap<>();
    private final Map<Integer, Operator> byNumber = new ConcurrentHashMap<>();

    Operators(Pool pool, @ConfigProperty(name = "dcep.operator.patience") Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    /** The operator of this id; empty if its admission has not arrived. */
    public Uni<Optional<Operator>> named(String operatorId) {
        return found(() -> Optional.ofNullable(byName.get(operatorId)));
    }

    /** The operator of this number; empty if its admission has not arrived. */
    public Uni<Optional<Operator>> numbered(int number) {
        return found(() -> known(number));
    }

    /** The same from memory alone, for those who cannot wait; at most a second behind other replicas. */
    public Optional<Operator> known(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** All operators, by number. */
    public Uni<List<Operator>> all() {
        return refresh()
                .map(done -> byNumber.values().stream()
                        .sorted(Comparator.comparingInt(Operator::number))
                        .toList());
    }

    /**
     * The operator of this id. The caller has other proof of the admission, such as a token or an event, so its arrival
     * here is waited for.
     *
     * @return fails with a problem 503 NOT_READY when patience runs out
     */
    public Uni<Operator> awaited(String operatorId) {
        return Uni.createFrom()
                .deferred(() -> named(operatorId))
                .map(operator -> operator.orElseThrow(() -> notReady(operatorId)))
                .onFailure(NotReady.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(patience.toMillis())
                .onFailure(failure -> failure instanceof NotReady || failure.getCause() instanceof NotReady)
                .transform(failure -> Problem.of("NOT_READY", 503, "The service is not ready for this request")
                        .withDetail("The admission of operator " + operatorId + " has not arrived yet")
                        .retryAfterSeconds(1)
                        .asException());
    }

    /** Reads the operators anew; runs every second for admissions that another replica has applied. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return pool.query(READ)
                .execute()
                .invoke(rows -> rows.forEach(this::remember))
                .replaceWithVoid();
    }

    void remember(Operator operator) {
        byNumber.put(operator.number(), operator);
        byName.put(operator.operatorId(), operator);
    }

    private void remember(Row row) {
        remember(new Operator(
                row.getString(0),
                row.getInteger(1),
                row.getString(2),
                row.getOffsetDateTime(3).toInstant()));
    }

    private Uni<Optional<Operator>> found(Supplier<Optional<Operator>> memory) {
        Optional<Operator> operator = memory.get();
        return operator.isPresent()
                ? Uni.createFrom().item(operator)
                : refresh().map(done -> memory.get());
    }

    private static NotReady notReady(String operatorId) {
        return new NotReady("operator " + operatorId + " has not been admitted here yet");
    }

    private static final class NotReady extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotReady(String message) {
            super(message, null, false, false);
        }
    }
}
