package org.dcep.settlement.treasury;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.policy.GasPolicyRow;
import org.dcep.settlement.reserve.Obligations;
import org.dcep.settlement.reserve.Reserves;

/** Sends a cycle's gas to the beneficiaries that the policy names. */
@ApplicationScoped
public class Treasury {
    @Inject
    Outbox outbox;

    @Inject
    Reserves reserves;

    /** Whether a cycle's gas could be shared out: there is none, or it is known among whom. */
    public static boolean canShare(Map<String, Long> gasFenByOperator, GasPolicyRow policy) {
        return policy != null || GasRevenue.total(gasFenByOperator) == 0;
    }

    /**
     * Decides, records and tells the sweep in the running transaction. A cycle without gas is told as well, with empty
     * lists: it is how the books of a gross cycle learn that it has ended.
     *
     * @param policy may be null if there is no gas
     */
    public Uni<Void> sweep(UUID settlementId, long cycleId, Map<String, Long> gasFenByOperator, GasPolicyRow policy) {
        GasRevenue revenue = GasRevenue.total(gasFenByOperator) == 0
                ? GasRevenue.NONE
                : GasRevenue.of(gasFenByOperator, policy.policy().beneficiaries());
        List<Object> rows = new ArrayList<>();
        revenue.shares().forEach(share -> rows.add(new GasShareRow(cycleId, rows.size(), share)));
        return Panache.getSession()
                .chain(session -> session.persistAll(rows.toArray()))
                .chain(() -> reserves.oblige(Obligations.of(revenue.event(settlementId, cycleId))))
                .chain(() -> outbox.append(revenue.event(settlementId, cycleId)));
    }

    /** The shares of the cycles from {@code first} to {@code last}, in the policy's order. */
    public Uni<List<GasShareRow>> shares(long first, long last) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from GasShareRow where cycleId between ?1 and ?2 order by cycleId, position",
                                GasShareRow.class)
                        .setParameter(1, first)
                        .setParameter(2, last)
                        .getResultList());
    }
}
