package org.dcep.settlement.clearing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingSnapshot;
import org.dcep.clearing.ClearingSnapshot.ParticipantState;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.Priority;
import org.dcep.clearing.Queued;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.clearing.Terms;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** Reads the books back, whole, under their lock. */
final class StoredBooks {
    private static final String COUNTERS = """
            SELECT s.at, s.next_sequence, s.next_group, s.cycle_id, c.mode, c.asset, p.document
            FROM clearing_state s
            LEFT JOIN cycle c ON c.cycle_id = s.cycle_id
            LEFT JOIN settlement_policy p ON p.version = c.policy_version
            """;
    private static final String ACCOUNTS = "SELECT * FROM settlement_account ORDER BY operator_id";
    private static final String LIMITS =
            "SELECT payer_operator_id, payee_operator_id, limit_fen AS fen FROM bilateral_limit";
    private static final String SETTLED_TODAY =
            "SELECT payer_operator_id, payee_operator_id, amount_fen AS fen FROM settled_today WHERE amount_fen > 0";
    private static final String QUEUE = """
            SELECT sequence, payment_id, cycle_id, payer_operator_id, payee_operator_id, amount_fen, priority,
                submitted_at
            FROM obligation WHERE settled_at IS NULL AND sequence IS NOT NULL ORDER BY sequence
            """;
    private static final String OWED =
            "SELECT * FROM overnight_loan WHERE repaid_at IS NULL ORDER BY business_date, operator_id";

    private Row counters;
    private final Map<String, SortedMap<OperatorId, Long>> limits = new HashMap<>();
    private final Map<String, SortedMap<OperatorId, Long>> settledToday = new HashMap<>();
    private final List<ParticipantState> accounts = new ArrayList<>();
    private final List<Queued> queue = new ArrayList<>();
    private final Map<Long, Long> cycles = new HashMap<>();
    private final List<OvernightLoan> owed = new ArrayList<>();

    private StoredBooks() {}

    static Uni<ClearingBooks> read(SqlConnection tx) {
        StoredBooks stored = new StoredBooks();
        return tx.query(COUNTERS)
                .execute()
                .invoke(rows -> stored.counters = rows.iterator().next())
                .chain(() -> tx.query(LIMITS).execute())
                .invoke(rows -> rows.forEach(row -> addPair(stored.limits, row)))
                .chain(() -> tx.query(SETTLED_TODAY).execute())
                .invoke(rows -> rows.forEach(row -> addPair(stored.settledToday, row)))
                .chain(() -> tx.query(ACCOUNTS).execute())
                .invoke(rows -> rows.forEach(row -> stored.accounts.add(stored.account(row))))
                .chain(() -> tx.query(QUEUE).execute())
                .invoke(rows -> rows.forEach(stored::addQueued))
                .chain(() -> tx.query(OWED).execute())
                .invoke(rows -> stored.owed.addAll(loans(rows)))
                .map(done -> new ClearingBooks(stored.books()));
    }

    private static void addPair(Map<String, SortedMap<OperatorId, Long>> pairs, Row row) {
        pairs.computeIfAbsent(row.getString("payer_operator_id"), payer -> new TreeMap<>())
                .put(OperatorId.of(row.getString("payee_operator_id")), row.getLong("fen"));
    }

    private ParticipantState account(Row row) {
        String id = row.getString("operator_id");
        SortedMap<OperatorId, Money> bilateral = new TreeMap<>();
        limits.getOrDefault(id, Collections.emptySortedMap())
                .forEach((payee, fen) -> bilateral.put(payee, new Money(fen)));
        Terms terms = new Terms(
                new Money(row.getLong("credit_cap_fen")),
                money(row, "net_debit_cap_fen"),
                new Money(row.getLong("urgent_reserve_fen")),
                new Money(row.getLong("high_reserve_fen")),
                money(row, "multilateral_limit_fen"),
                bilateral);
        return new ParticipantState(
                OperatorId.of(id),
                terms,
                row.getLong("balance_fen"),
                row.getLong("urgent_left_fen"),
                row.getLong("high_left_fen"),
                settledToday.getOrDefault(id, Collections.emptySortedMap()));
    }

    private static Optional<Money> money(Row row, String column) {
        return Optional.ofNullable(row.getLong(column)).map(Money::new);
    }

    private void addQueued(Row row) {
        Obligation obligation = new Obligation(
                row.getUUID("payment_id").toString(),
                OperatorId.of(row.getString("payer_operator_id")),
                OperatorId.of(row.getString("payee_operator_id")),
                new Money(row.getLong("amount_fen")),
                Priority.valueOf(row.getString("priority")));
        Queued queued = new Queued(row.getLong("sequence"), obligation, instant(row, "submitted_at"));
        queue.add(queued);
        cycles.put(queued.sequence(), row.getLong("cycle_id"));
    }

    /** Of rows with all columns of {@code overnight_loan}. */
    static List<OvernightLoan> loans(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new OvernightLoan(
                        row.getLocalDate("business_date"),
                        OperatorId.of(row.getString("operator_id")),
                        new Money(row.getLong("principal_fen")),
                        new Money(row.getLong("price_fen")),
                        new Money(row.getLong("repaid_fen")),
                        instant(row, "lent_at"),
                        row.getOffsetDateTime("repaid_at") == null
                                ? Optional.empty()
                                : Optional.of(instant(row, "repaid_at"))))
                .toList();
    }

    private ClearingBooks.Stored books() {
        // In the order of the ids, which is not that of every database.
        accounts.sort((one, other) -> one.id().compareTo(other.id()));
        ClearingSnapshot snapshot = new ClearingSnapshot(
                instant(counters, "at"),
                accounts,
                queue,
                counters.getLong("next_sequence"),
                counters.getLong("next_group"));
        Long cycleId = counters.getLong("cycle_id");
        SettlementPolicy policy = cycleId == null
                ? SettlementPolicy.of(ClearingMode.GROSS, SettlementAsset.RESERVES)
                : CyclePolicy.of(counters);
        return new ClearingBooks.Stored(cycleId == null ? 0 : cycleId, policy, snapshot, cycles, owed);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
