package org.dcep.settlement.policy;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The versions of the settlement policy. */
@ApplicationScoped
public class SettlementPolicyStore implements PanacheRepositoryBase<SettlementPolicyRow, Integer> {
    private final SettlementPolicy configured;

    SettlementPolicyStore(
            @ConfigProperty(name = "dcep.settlement.mode") ClearingMode mode,
            @ConfigProperty(name = "dcep.settlement.asset") SettlementAsset asset) {
        configured = SettlementPolicy.of(mode, asset);
    }

    /**
     * What counts at a time.
     *
     * @param version empty for the configuration
     */
    public record InForce(Optional<Integer> version, SettlementPolicy policy) {}

    /** The newest version among those in force at {@code at}; the configuration if there is none. */
    public Uni<InForce> inForce(Instant at) {
        return find(
                        "effectiveFrom <= ?1",
                        Sort.descending("effectiveFrom").and("version", Sort.Direction.Descending),
                        at)
                .firstResult()
                .map(row -> row == null
                        ? new InForce(Optional.empty(), configured)
                        : new InForce(Optional.of(row.version()), row.policy()));
    }
}
