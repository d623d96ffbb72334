package org.dcep.issuer.redemption;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.dcep.issuer.reserve.OperatorRow;
import org.dcep.outbox.Outbox;
import org.dcep.web.Problems;

/** The transactions of a redemption that its resource begins. */
@ApplicationScoped
class RedemptionStore {
    private final Outbox outbox;
    private final Clock clock;

    RedemptionStore(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @WithSession
    Uni<Optional<Redemption>> find(UUID id) {
        return RedemptionRow.<RedemptionRow>findById(id)
                .map(row -> Optional.ofNullable(row).map(RedemptionRow::view));
    }

    /**
     * Stores the request and asks the operator's book, once per id.
     *
     * @return whether this call did it; fails with ID_REUSED for other content
     */
    @WithTransaction
    Uni<Boolean> request(RedemptionOrder order) {
        return RedemptionRow.<RedemptionRow>findById(order.id())
                .chain(known -> known == null ? insert(order) : Uni.createFrom().item(repeat(known, order)));
    }

    private static boolean repeat(RedemptionRow known, RedemptionOrder order) {
        if (!known.isOf(order)) {
            throw Problems.idReused().asException();
        }
        return false;
    }

    private static void requireKnown(long operators) {
        if (operators == 0) {
            throw Problems.notFound().withDetail("There is no such operator.").asException();
        }
    }

    private Uni<Boolean> insert(RedemptionOrder order) {
        RedemptionRow row = new RedemptionRow(order, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return OperatorRow.count("id", order.operatorId().value())
                .invoke(RedemptionStore::requireKnown)
                .chain(() -> row.persistAndFlush())
                .chain(() -> outbox.append(row.requested()))
                .replaceWith(true);
    }
}
