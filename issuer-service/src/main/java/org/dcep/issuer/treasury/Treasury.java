package org.dcep.issuer.treasury;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.dcep.web.Page;

/** Reads the treasury's statements. */
@ApplicationScoped
class Treasury {
    private static final String RECEIVED = "select beneficiary, sum(amountFen) from TreasuryEntryRow"
            + " where bookedAt is not null group by beneficiary order by beneficiary";
    private static final String COLLECTED = "select operatorId, sum(amountFen) from TreasuryCollectionRow"
            + " where bookedAt is not null group by operatorId order by operatorId";

    /** Both lists of one moment: a settlement that is booked between two statements must not show in one of them. */
    @WithTransaction
    Uni<TreasuryView> view() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                        .executeUpdate())
                .chain(() -> sums(RECEIVED))
                .chain(received -> sums(COLLECTED).map(collected -> view(received, collected)));
    }

    private static Uni<List<Object[]>> sums(String query) {
        return Panache.getSession()
                .chain(session -> session.createQuery(query, Object[].class).getResultList());
    }

    private static TreasuryView view(List<Object[]> received, List<Object[]> collected) {
        List<TreasuryView.Received> beneficiaries = received.stream()
                .map(row -> new TreasuryView.Received((String) row[0], ((Number) row[1]).longValue()))
                .toList();
        return new TreasuryView(
                beneficiaries.stream()
                        .mapToLong(TreasuryView.Received::amountFen)
                        .sum(),
                beneficiaries,
                collected.stream()
                        .map(row -> new TreasuryView.Collected((String) row[0], ((Number) row[1]).longValue()))
                        .toList());
    }

    /** In the order of receipt. */
    @WithTransaction
    Uni<Page<TreasuryEntry>> entries(long afterId, int limit) {
        return TreasuryEntryRow.<TreasuryEntryRow>find("bookedAt is not null and id > ?1 order by id", afterId)
                .range(0, limit)
                .list()
                .map(rows -> Page.of(rows.stream().map(TreasuryEntryRow::view).toList(), limit, TreasuryEntry::id));
    }
}
