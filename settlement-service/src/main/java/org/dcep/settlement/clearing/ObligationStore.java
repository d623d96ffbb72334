package org.dcep.settlement.clearing;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.dcep.settlement.netting.GrossPosition;

/** What the course of a cycle must know of its obligations, in the running Panache transaction. */
@ApplicationScoped
public class ObligationStore {
    private static final String UNSETTLED_PAIRS = """
            SELECT cycle_id, payer_operator_id, payee_operator_id, count(*), cast(sum(amount_fen) AS bigint)
            FROM obligation WHERE settled_at IS NULL AND cycle_id BETWEEN ?1 AND ?2
            GROUP BY cycle_id, payer_operator_id, payee_operator_id
            ORDER BY cycle_id, payer_operator_id, payee_operator_id
            """;

    /** What one operator owes another of a cycle and has not settled. */
    public record UnsettledPair(long cycleId, GrossPosition position) {}

    /** Whether reserves have ever been of interest here; without accounts the engine has nothing to decide. */
    public Uni<Boolean> hasAccounts() {
        return number("SELECT count(*) FROM (SELECT 1 FROM settlement_account LIMIT 1) AS any_account")
                .map(found -> found > 0);
    }

    /** Nobody makes an obligation final until the transaction ends. */
    public Uni<Void> lock() {
        return number("SELECT next_group FROM clearing_state FOR UPDATE").replaceWithVoid();
    }

    /** How many obligations of a cycle are not final. */
    public Uni<Long> unsettled(long cycleId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT count(*) FROM obligation WHERE cycle_id = ?1 AND settled_at IS NULL",
                                Long.class)
                        .setParameter(1, cycleId)
                        .getSingleResult());
    }

    /** What is not final of the cycles from {@code first} to {@code last}, by cycle, payer and payee. */
    public Uni<List<UnsettledPair>> unsettledPairs(long first, long last) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(UNSETTLED_PAIRS, Object[].class)
                        .setParameter(1, first)
                        .setParameter(2, last)
                        .getResultList())
                .map(rows -> rows.stream().map(ObligationStore::pair).toList());
    }

    private static UnsettledPair pair(Object[] row) {
        GrossPosition position = new GrossPosition(
                (String) row[1], (String) row[2], ((Number) row[3]).longValue(), ((Number) row[4]).longValue());
        return new UnsettledPair(((Number) row[0]).longValue(), position);
    }

    private static Uni<Long> number(String sql) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }
}
