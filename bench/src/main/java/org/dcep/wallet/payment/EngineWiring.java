package org.dcep.wallet.payment;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.dcep.outbox.Outbox;
import org.dcep.outbox.OutboxByHand;
import org.dcep.wallet.book.BookByHand;
import org.dcep.wallet.metering.GasUsage;
import org.dcep.wallet.operator.OperatorsByHand;
import org.dcep.wallet.policy.PoliciesByHand;

/**
 * The engine of payments, put together as the service's container does it, from the queue to the database. The only
 * place here that knows how its parts are made.
 */
final class EngineWiring implements AutoCloseable {
    /** {@code quarkus.datasource.reactive.max-size} of the service. */
    static final int POOL_SIZE = 10;

    /** {@code dcep.payment.linger-millis} of the service. */
    private static final long LINGER_MILLIS = 1;

    /** {@code dcep.payment.distance-millis} of the service. */
    private static final long DISTANCE_MILLIS = 25;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PaymentMetrics metrics = new PaymentMetrics(registry);
    private final Pool pool;
    private final PaymentBatch batch;

    /** The wallet service's database. */
    record Database(String host, int port, String name, String user, String password) {}

    /** What the workers of all queues have decided. */
    record BatchesSoFar(long batches, double payments) {
        double meanSizeSince(BatchesSoFar before) {
            return batches == before.batches ? 0 : (payments - before.payments) / (batches - before.batches);
        }
    }

    EngineWiring(Database database) {
        // The service sets these and leaves the rest, such as pipelining, as the client has it.
        PgConnectOptions connection = new PgConnectOptions()
                .setHost(database.host())
                .setPort(database.port())
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(POOL_SIZE).setEventLoopSize(1))
                .connectingTo(connection)
                .using(vertx)
                .build());
        Outbox outbox = OutboxByHand.make();
        Clock clock = Clock.systemUTC();
        batch = new PaymentBatch(
                pool,
                BookByHand.make(outbox, clock),
                PoliciesByHand.read(pool),
                OperatorsByHand.read(pool),
                new GasUsage(),
                outbox,
                clock,
                metrics);
    }

    /** An event loop such as a worker of the queue lives on. */
    Context newEventLoop() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    Pool pool() {
        return pool;
    }

    /** Decides without the queue. */
    PaymentBatch batch() {
        return batch;
    }

    PaymentQueue queue(int workers, int batchSize) {
        return new PaymentQueue(vertx, batch, metrics, workers, batchSize, LINGER_MILLIS, DISTANCE_MILLIS);
    }

    BatchesSoFar batchesSoFar() {
        DistributionSummary sizes = registry.get("dcep.payment.batch.size").summary();
        return new BatchesSoFar(sizes.count(), sizes.totalAmount());
    }

    @Override
    public void close() throws Exception {
        pool.close().await().indefinitely();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
