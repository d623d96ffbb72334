package org.dcep.settlement.finality;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** The operators' markers, and who owes one. */
@ApplicationScoped
class MarkerStore implements PanacheRepositoryBase<MarkerRow, MarkerRow.Key> {
    Uni<List<MarkerRow>> ofCycle(long cycleId) {
        return list("cycleId", cycleId);
    }

    /** The operators that were known when the cycle began to close. */
    Uni<Set<String>> expected(long cycleId) {
        return names("SELECT operator_id FROM cycle_expectation WHERE cycle_id = ?1", cycleId);
    }

    /** The operators that have marked a later cycle. */
    Uni<Set<String>> later(long cycleId) {
        return names("SELECT DISTINCT operator_id FROM cycle_marker WHERE cycle_id > ?1", cycleId);
    }

    private static Uni<Set<String>> names(String sql, long cycleId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, String.class)
                        .setParameter(1, cycleId)
                        .getResultList())
                .map(Set::copyOf);
    }
}
