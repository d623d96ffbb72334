package org.dcep.settlement.treasury;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The versions of the gas policy. */
@ApplicationScoped
public class GasPolicyStore implements PanacheRepositoryBase<GasPolicyRow, Integer> {
    /** The newest version among those in force at {@code at}; null if there is none. */
    public Uni<GasPolicyRow> inForce(Instant at) {
        return find(
                        "effectiveFrom <= ?1",
                        Sort.descending("effectiveFrom").and("version", Sort.Direction.Descending),
                        at)
                .firstResult();
    }
}
