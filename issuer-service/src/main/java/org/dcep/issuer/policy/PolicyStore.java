package org.dcep.issuer.policy;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.dcep.issuer.book.Latch;
import org.dcep.outbox.Outbox;

/** Stored versions. */
@ApplicationScoped
class PolicyStore {
    private final Outbox outbox;
    private final Clock clock;

    PolicyStore(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The version with the highest number, whether or not its time has come. */
    @WithSession
    Uni<Optional<PolicyVersion>> newest(PolicyKind kind) {
        return first("kind = ?1 order by version desc", kind);
    }

    /** The version that applies at a time. */
    @WithSession
    Uni<Optional<PolicyVersion>> at(PolicyKind kind, Instant time) {
        return first("kind = ?1 and effectiveFrom <= ?2 order by version desc", kind, time);
    }

    private static Uni<Optional<PolicyVersion>> first(String query, Object... parameters) {
        return PolicyRow.<PolicyRow>find(query, parameters)
                .range(0, 0)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(PolicyRow::version));
    }

    /** Publishes a signed version if it still is the next one; false if another was published meanwhile. */
    @WithTransaction
    Uni<Boolean> publish(PolicyVersion version) {
        return Latch.hold(Latch.POLICY)
                .chain(() -> PolicyRow.count("kind", version.kind()))
                .chain(published -> published == version.version() - 1
                        ? insert(version)
                        : Uni.createFrom().item(false));
    }

    private Uni<Boolean> insert(PolicyVersion version) {
        return new PolicyRow(version, clock.instant())
                .persist()
                .chain(() -> outbox.append(version.event()))
                .replaceWith(true);
    }
}
