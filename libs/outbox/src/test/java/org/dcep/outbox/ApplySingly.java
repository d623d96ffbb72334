package org.dcep.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.Topic;

/** Writes down every event and fails on demand, after it has written. */
@ApplicationScoped
public class ApplySingly implements EventConsumer<PolicyPublished> {
    static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

    @Override
    public Topic topic() {
        return Topic.POLICY_PUBLISHED;
    }

    @Override
    public Uni<Void> apply(PolicyPublished event) {
        AtomicInteger left = FAILURES.getOrDefault(event.document(), new AtomicInteger());
        return Panache.getSession()
                .chain(session -> session.persist(new Applied("single", event.document())))
                .chain(() -> left.getAndDecrement() > 0
                        ? Uni.createFrom().failure(new IllegalStateException("on demand"))
                        : Uni.createFrom().voidItem());
    }
}
