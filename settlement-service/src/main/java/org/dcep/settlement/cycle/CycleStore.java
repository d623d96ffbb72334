package org.dcep.settlement.cycle;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/** The cycles. Whoever changes one locks its row first; the intake locks it against change. */
@ApplicationScoped
public class CycleStore implements PanacheRepositoryBase<CycleRow, Long> {
    /** Names the lock under which cycles are closed one after another. */
    private static final long CLOSING_LOCK = 0x4443_4550_4359_434cL;

    /**
     * Locks the cycle against every other change until the transaction ends; null if there is none. Must come before
     * the session has read the cycle in any other way, because what a session has read it does not read again.
     */
    public Uni<CycleRow> lock(long cycleId) {
        return findById(cycleId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The same for the open cycle; whoever may close it holds {@link #queueForClosing}. */
    Uni<CycleRow> lockOpen() {
        return find("state", CycleState.OPEN)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** The cycle that books stamp now. */
    public Uni<CycleRow> open() {
        return find("state", CycleState.OPEN).firstResult();
    }

    /** Newest first: the cycles before {@code before}. */
    public Uni<List<CycleRow>> before(long before, int limit) {
        return find("cycleId < ?1", Sort.descending("cycleId"), before)
                .range(0, limit - 1)
                .list();
    }

    /** Those that are neither open nor settled, oldest first. */
    public Uni<List<CycleRow>> inWork() {
        return list("state in ?1", Sort.by("cycleId"), List.of(CycleState.CLOSING, CycleState.NETTED));
    }

    /** Lets one closing run at a time, whichever replica it runs on. */
    Uni<Void> queueForClosing() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("SELECT cast(pg_advisory_xact_lock(?1) AS text)")
                        .setParameter(1, CLOSING_LOCK)
                        .getSingleResult())
                .replaceWithVoid();
    }

    Uni<CycleClosingRow> closing(UUID requestId) {
        return Panache.getSession().chain(session -> session.find(CycleClosingRow.class, requestId));
    }

    Uni<Void> remember(CycleClosingRow closing) {
        return Panache.getSession().chain(session -> session.persist(closing));
    }

    /** The banks known now are those whose markers the cycle waits for. */
    Uni<Void> expectEveryOperator(long cycleId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("INSERT INTO cycle_expectation (cycle_id, operator_id)"
                                + " SELECT ?1, operator_id FROM operator")
                        .setParameter(1, cycleId)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
