package org.dcep.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.Topic;

/** Reads the same topic beside {@link ApplySingly}, in batches. */
@ApplicationScoped
public class ApplyInBatches implements EventBatchConsumer<PolicyPublished> {
    static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();
    static final Queue<String> COMMITTED = new ConcurrentLinkedQueue<>();

    @Override
    public Topic topic() {
        return Topic.POLICY_PUBLISHED;
    }

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PolicyPublished> events) {
        String[] what = events.stream().map(PolicyPublished::document).toArray(String[]::new);
        boolean fails = false;
        for (String document : what) {
            fails |= FAILURES.getOrDefault(document, new AtomicInteger()).getAndDecrement() > 0;
        }
        boolean failsNow = fails;
        return tx.preparedQuery("INSERT INTO applied (consumer, what) SELECT 'batch', unnest($1::text[])")
                .execute(Tuple.tuple().addArrayOfString(what))
                .chain(() -> failsNow
                        ? Uni.createFrom().failure(new IllegalStateException("on demand"))
                        : Uni.createFrom().voidItem());
    }

    @Override
    public void committed(List<PolicyPublished> events) {
        events.forEach(event -> COMMITTED.add(event.document()));
    }
}
