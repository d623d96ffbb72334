package org.dcep.settlement.clearing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads accounts and loans as they are stored; whoever changes them goes through {@link ClearingDesk}. */
@ApplicationScoped
public class AccountStore {
    private static final String ACCOUNTS = """
            WITH waiting AS (
                SELECT payer_operator_id AS payer, payee_operator_id AS payee, amount_fen AS fen
                FROM obligation WHERE settled_at IS NULL),
            owes AS (SELECT payer AS id, count(*) AS number, sum(fen)::bigint AS fen FROM waiting GROUP BY payer),
            owed AS (SELECT payee AS id, count(*) AS number, sum(fen)::bigint AS fen FROM waiting GROUP BY payee),
            loans AS (
                SELECT operator_id AS id, sum(principal_fen + price_fen - repaid_fen)::bigint AS fen
                FROM overnight_loan WHERE repaid_at IS NULL GROUP BY operator_id)
            SELECT a.*, coalesce(owes.number, 0) AS owes_number, coalesce(owes.fen, 0) AS owes_fen,
                coalesce(owed.number, 0) AS owed_number, coalesce(owed.fen, 0) AS owed_fen,
                coalesce(loans.fen, 0) AS loans_fen
            FROM settlement_account a
            LEFT JOIN owes ON owes.id = a.operator_id
            LEFT JOIN owed ON owed.id = a.operator_id
            LEFT JOIN loans ON loans.id = a.operator_id
            WHERE $1::text IS NULL OR a.operator_id = $1
            ORDER BY a.operator_id COLLATE "C"
            """;
    private static final String LIMITS = """
            SELECT payer_operator_id, payee_operator_id, limit_fen FROM bilateral_limit
            WHERE $1::text IS NULL OR payer_operator_id = $1
            """;
    private static final String LOANS = """
            SELECT * FROM overnight_loan WHERE $1::text IS NULL OR operator_id = $1
            ORDER BY business_date DESC, operator_id COLLATE "C" LIMIT $2
            """;
    private static final String ADMITTED = "SELECT operator_id FROM operator WHERE operator_id = ANY($1)";
    private static final String TOTALS = """
            SELECT (SELECT count(*) FROM obligation WHERE settled_at IS NULL) AS obligations,
                (SELECT coalesce(sum(amount_fen), 0)::bigint FROM obligation WHERE settled_at IS NULL) AS value_fen,
                coalesce(sum(greatest(balance_fen, 0)), 0)::bigint AS liquidity_fen,
                coalesce(sum(greatest(-balance_fen, 0)), 0)::bigint AS credit_fen,
                (SELECT coalesce(sum(principal_fen + price_fen - repaid_fen), 0)::bigint
                    FROM overnight_loan WHERE repaid_at IS NULL) AS owed_fen
            FROM settlement_account
            """;

    private final Pool pool;

    /** All accounts and the queue, added up. */
    public record Totals(long obligations, long valueFen, long liquidityFen, long creditFen, long owedFen) {
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0);
    }

    AccountStore(Pool pool) {
        this.pool = pool;
    }

    /** All accounts, or that of one operator, ascending by operator. */
    public Uni<List<AccountView>> accounts(Optional<String> operatorId) {
        Tuple one = Tuple.of(operatorId.orElse(null));
        return pool.preparedQuery(LIMITS)
                .execute(one)
                .map(AccountStore::limits)
                .chain(limits -> pool.preparedQuery(ACCOUNTS).execute(one).map(rows -> views(rows, limits)));
    }

    private static Map<String, SortedMap<String, Long>> limits(RowSet<Row> rows) {
        Map<String, SortedMap<String, Long>> limits = new HashMap<>();
        rows.forEach(row -> limits.computeIfAbsent(row.getString("payer_operator_id"), payer -> new TreeMap<>())
                .put(row.getString("payee_operator_id"), row.getLong("limit_fen")));
        return limits;
    }

    private static List<AccountView> views(RowSet<Row> rows, Map<String, SortedMap<String, Long>> limits) {
        List<AccountView> views = new ArrayList<>();
        rows.forEach(row -> views.add(view(row, limits.getOrDefault(row.getString("operator_id"), new TreeMap<>()))));
        return views;
    }

    private static AccountView view(Row row, SortedMap<String, Long> limits) {
        long balanceFen = row.getLong("balance_fen");
        return new AccountView(
                row.getString("operator_id"),
                balanceFen,
                Math.max(0, -balanceFen),
                row.getLong("credit_cap_fen"),
                Optional.ofNullable(row.getLong("net_debit_cap_fen")),
                row.getLong("loans_fen"),
                new AccountView.Waiting(row.getLong("owes_number"), row.getLong("owes_fen")),
                new AccountView.Waiting(row.getLong("owed_number"), row.getLong("owed_fen")),
                new AccountView.Reserve(row.getLong("urgent_reserve_fen"), row.getLong("urgent_left_fen")),
                new AccountView.Reserve(row.getLong("high_reserve_fen"), row.getLong("high_left_fen")),
                Optional.ofNullable(row.getLong("multilateral_limit_fen")),
                limits);
    }

    /** Loans, newest first, at most {@code limit}. */
    public Uni<List<OvernightLoan>> loans(Optional<String> operatorId, int limit) {
        return pool.preparedQuery(LOANS)
                .execute(Tuple.of(operatorId.orElse(null), limit))
                .map(StoredBooks::loans);
    }

    /** Which of {@code operatorIds} the central bank has admitted. */
    public Uni<List<String>> admitted(List<String> operatorIds) {
        return pool.preparedQuery(ADMITTED)
                .execute(Tuple.of(operatorIds.toArray(String[]::new)))
                .map(rows -> {
                    List<String> known = new ArrayList<>();
                    rows.forEach(row -> known.add(row.getString("operator_id")));
                    return known;
                });
    }

    public Uni<Totals> totals() {
        return pool.query(TOTALS).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Totals(
                    row.getLong("obligations"),
                    row.getLong("value_fen"),
                    row.getLong("liquidity_fen"),
                    row.getLong("credit_fen"),
                    row.getLong("owed_fen"));
        });
    }
}
