package org.dcep.issuer.treasury;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dcep.web.Page;

/** Reads the treasury's statements. */
@ApplicationScoped
class Treasury {
    private static final String RECEIVED = "select beneficiary, sum(amountFen) from TreasuryEntryRow"
            + " where bookedAt is not null group by beneficiary order by beneficiary";
    private static final String RECEIVED_BEFORE = "select beneficiary, sum(amountFen) from TreasuryEntryRow"
            + " where bookedAt is not null and cycleId < ?1 group by beneficiary";
    private static final String COLLECTED_BEFORE = "select operatorId, sum(amountFen) from TreasuryCollectionRow"
            + " where bookedAt is not null and cycleId < ?1 group by operatorId";
    private static final String COLLECTED = "select operatorId, sum(amountFen) from TreasuryCollectionRow"
            + " where bookedAt is not null group by operatorId order by operatorId";

    @WithTransaction
    Uni<TreasuryView> view() {
        return ofOneMoment()
                .chain(() -> sums(RECEIVED))
                .chain(received -> sums(COLLECTED).map(collected -> view(received, collected)));
    }

    /** A settlement that is booked between two queries must not show in one of them. */
    private static Uni<Integer> ofOneMoment() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                        .executeUpdate());
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

    /** Of all operators and beneficiaries. */
    @WithTransaction
    Uni<TreasuryStatement> statement(CycleRange cycles) {
        return ofOneMoment()
                .chain(() -> opening(COLLECTED_BEFORE, cycles))
                .chain(opening -> TreasuryCollectionRow.<TreasuryCollectionRow>list(
                                "cycleId between ?1 and ?2 order by cycleId, operatorId", cycles.from(), cycles.to())
                        .map(rows -> new TreasuryStatement.Side<>(opening, rows)))
                .chain(collections -> opening(RECEIVED_BEFORE, cycles)
                        .chain(opening -> TreasuryEntryRow.<TreasuryEntryRow>list(
                                        "cycleId between ?1 and ?2 order by cycleId, beneficiary",
                                        cycles.from(),
                                        cycles.to())
                                .map(rows -> new TreasuryStatement.Side<>(opening, rows)))
                        .map(entries -> TreasuryStatement.of(cycles.from(), cycles.to(), collections, entries)));
    }

    /** Of what one operator gave up. */
    @WithTransaction
    Uni<TreasuryStatement> statement(CycleRange cycles, String operatorId) {
        return ofOneMoment()
                .chain(() -> opening(COLLECTED_BEFORE, cycles))
                .chain(opening -> TreasuryCollectionRow.<TreasuryCollectionRow>list(
                                "cycleId between ?1 and ?2 and operatorId = ?3 order by cycleId",
                                cycles.from(),
                                cycles.to(),
                                operatorId)
                        .map(rows -> new TreasuryStatement.Side<>(own(opening, operatorId), rows)))
                .map(collections -> TreasuryStatement.of(
                        cycles.from(), cycles.to(), collections, new TreasuryStatement.Side<>(Map.of(), List.of())));
    }

    private static Map<String, Long> own(Map<String, Long> opening, String operatorId) {
        return opening.containsKey(operatorId) ? Map.of(operatorId, opening.get(operatorId)) : Map.of();
    }

    private static Uni<Map<String, Long>> opening(String query, CycleRange cycles) {
        return Panache.getSession()
                .chain(session -> session.createQuery(query, Object[].class)
                        .setParameter(1, cycles.from())
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue())));
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
