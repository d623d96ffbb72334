package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.Topic;

/** Takes each delivery into a transaction that fails at its end, and then into another one. */
@Vetoed
class ApplyAtSecondAttempt implements DeliveryConsumer<PolicyPublished> {
    private final Pool pool;

    ApplyAtSecondAttempt(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Topic topic() {
        return Topic.POLICY_PUBLISHED;
    }

    @Override
    public Uni<Void> take(Delivery<PolicyPublished> delivery) {
        return pool.withTransaction(tx -> applyAll(tx, delivery)
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("on demand"))))
                .onFailure(IllegalStateException.class)
                .recoverWithUni(() -> pool.withTransaction(tx -> applyAll(tx, delivery)));
    }

    private static Uni<Void> applyAll(SqlConnection tx, Delivery<PolicyPublished> delivery) {
        return delivery.begin(tx).chain(events -> apply(tx, events)).chain(() -> delivery.end(tx));
    }

    private static Uni<Void> apply(SqlConnection tx, List<PolicyPublished> events) {
        String[] what = events.stream().map(PolicyPublished::document).toArray(String[]::new);
        return tx.preparedQuery("INSERT INTO applied (consumer, what) SELECT 'delivery', unnest($1::text[])")
                .execute(Tuple.tuple().addArrayOfString(what))
                .replaceWithVoid();
    }
}
