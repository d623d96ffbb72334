package org.dcep.settlement.corridor;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.corridor.LawsView.LawView;

/**
 * Computes the laws of a corridor from the rows. The e-CNY legs are asked from the notary's logs, which hear of payments
 * on a way of their own: a leg counts only if the log has exactly the leaf that the trade's terms make.
 */
@ApplicationScoped
class Laws {
    /** Two topics tell of a leg, the answer and the payment, and either may be first; they are seconds apart, not more. */
    private static final Duration ON_THE_WAY = Duration.ofMinutes(1);

    private static final String LEDGER = """
            SELECT c.issued_minor, coalesce(sum(a.available_minor), 0)::bigint AS available_minor,
                coalesce(sum(a.held_minor), 0)::bigint AS held_minor
            FROM corridor c LEFT JOIN foreign_account a USING (corridor_id)
            WHERE corridor_id = $1 GROUP BY corridor_id, c.issued_minor
            """;
    private static final String UNEXPLAINED_ACCOUNTS = """
            SELECT count(*) AS unexplained FROM foreign_account a LEFT JOIN (
                SELECT account,
                    sum(amount) FILTER (WHERE place = 'AVAILABLE') AS available,
                    sum(amount) FILTER (WHERE place = 'HELD') AS held
                FROM (SELECT debit_account AS account, debit_place AS place, -amount_minor AS amount
                      FROM foreign_entry WHERE corridor_id = $1
                      UNION ALL
                      SELECT credit_account, credit_place, amount_minor FROM foreign_entry WHERE corridor_id = $1) moved
                GROUP BY account) e ON e.account = a.account_id
            WHERE a.corridor_id = $1
                AND (a.available_minor <> coalesce(e.available, 0) OR a.held_minor <> coalesce(e.held, 0))
            """;
    private static final String WRONG_HOLDS = """
            SELECT count(*) AS wrong FROM foreign_account a LEFT JOIN (
                SELECT q.buyer_account, sum(q.amount_minor) AS held
                FROM corridor_trade t JOIN corridor_quote q ON q.quote_id = t.quote_id
                WHERE t.corridor_id = $1 AND t.state = 'HELD' GROUP BY q.buyer_account) h
                ON h.buyer_account = a.account_id
            WHERE a.corridor_id = $1 AND a.held_minor <> coalesce(h.held, 0)
            """;
    private static final String LEGS = """
            SELECT count(*) FILTER (WHERE state = 'HELD') AS held, count(*) FILTER (WHERE state = 'SETTLED') AS settled,
                count(*) FILTER (WHERE state = 'RELEASED') AS released,
                count(*) FILTER (WHERE state = 'SETTLED' AND leaf = leaf_hash) AS proven,
                count(*) FILTER (WHERE state = 'SETTLED' AND leaf IS NULL AND ended_at > $2) AS on_the_way,
                count(*) FILTER (WHERE state = 'RELEASED' AND leaf IS NOT NULL AND reason <> 'ID_REUSED') AS paid_for_nothing
            FROM (SELECT t.state, t.ended_at, t.reason, t.leaf_hash,
                    substring(n.hashes FROM (e.leaf_index % 256 * 32 + 1)::integer FOR 32) AS leaf
                  FROM corridor_trade t JOIN corridor_quote q ON q.quote_id = t.quote_id
                  LEFT JOIN notary_entry e ON e.payment_id = q.payment_id
                  LEFT JOIN notary_tile n
                    ON n.operator_id = e.operator_id AND n.level = 0 AND n.tile = e.leaf_index / 256
                  WHERE t.corridor_id = $1) legs
            """;

    /** One statement, so that all of it is seen at the same moment. */
    private static final String ALL = """
            SELECT l.issued_minor, l.available_minor, l.held_minor, u.unexplained, w.wrong, g.held, g.settled, g.released,
                g.proven, g.on_the_way, g.paid_for_nothing
            FROM (%s) l, (%s) u, (%s) w, (%s) g
            """.formatted(LEDGER, UNEXPLAINED_ACCOUNTS, WRONG_HOLDS, LEGS);

    private final Pool pool;
    private final BusinessTime time;

    Laws(Pool pool, BusinessTime time) {
        this.pool = pool;
        this.time = time;
    }

    /** The laws of one corridor, which must exist. */
    Uni<LawsView> of(String corridorId) {
        Instant now = time.now();
        return pool.preparedQuery(ALL)
                .execute(Tuple.of(corridorId, now.minus(ON_THE_WAY).atOffset(UTC)))
                .map(rows -> view(corridorId, now, rows.iterator().next()));
    }

    private static LawsView view(String corridorId, Instant now, Row row) {
        long issued = row.getLong("issued_minor");
        long available = row.getLong("available_minor");
        long held = row.getLong("held_minor");
        long settled = row.getLong("settled");
        long onTheirWay = row.getLong("on_the_way");
        List<LawView> laws = List.of(
                LawView.of("foreign-ledger-sums-to-zero", issued, available + held),
                LawView.of("foreign-accounts-that-differ-from-their-entries", row.getLong("unexplained"), 0),
                LawView.of("accounts-whose-holds-differ-from-their-trades", row.getLong("wrong"), 0),
                LawView.of("settled-trades-have-their-payment", settled - onTheirWay, row.getLong("proven")),
                LawView.of("released-trades-whose-payment-was-made", row.getLong("paid_for_nothing"), 0));
        return new LawsView(
                corridorId,
                laws.stream().allMatch(LawView::holds),
                now,
                issued,
                available,
                held,
                row.getLong("held"),
                settled,
                row.getLong("released"),
                onTheirWay,
                laws);
    }
}
