package org.dcep.settlement.clearing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dcep.clearing.ClearingSnapshot.ParticipantState;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** Writes what has changed and nothing else, one statement per table. */
final class ChangedRows {
    private static final String ACCOUNTS = """
            INSERT INTO settlement_account
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                $7::bigint[], $8::bigint[], $9::bigint[])
            ON CONFLICT (operator_id) DO UPDATE SET
                balance_fen = excluded.balance_fen,
                credit_cap_fen = excluded.credit_cap_fen, net_debit_cap_fen = excluded.net_debit_cap_fen,
                urgent_reserve_fen = excluded.urgent_reserve_fen, urgent_left_fen = excluded.urgent_left_fen,
                high_reserve_fen = excluded.high_reserve_fen, high_left_fen = excluded.high_left_fen,
                multilateral_limit_fen = excluded.multilateral_limit_fen
            """;
    private static final String FORGET_LIMITS = "DELETE FROM bilateral_limit WHERE payer_operator_id = ANY($1)";
    private static final String LIMITS =
            "INSERT INTO bilateral_limit SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])";
    private static final String BEGIN_DAY = "DELETE FROM settled_today";
    private static final String SETTLED_TODAY = """
            INSERT INTO settled_today SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
            ON CONFLICT (payer_operator_id, payee_operator_id) DO UPDATE SET amount_fen = excluded.amount_fen
            """;
    private static final String ARRIVED = """
            INSERT INTO obligation (payment_id, cycle_id, payer_operator_id, payee_operator_id, amount_fen, submitted_at,
                sequence, priority, settled_at, settled_after, group_number, group_kind)
            SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[],
                $7::bigint[], $8::text[], $9::timestamptz[], $10::bigint[], $11::bigint[], $12::text[])
            """;
    private static final String QUEUED = """
            UPDATE obligation o SET sequence = n.sequence, priority = n.priority
            FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS n (arrival, sequence, priority)
            WHERE o.arrival = n.arrival
            """;
    private static final String SETTLED = """
            UPDATE obligation o SET settled_at = n.at, settled_after = n.after, group_number = n.number,
                group_kind = n.kind
            FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::text[])
                AS n (sequence, at, after, number, kind)
            WHERE o.sequence = n.sequence AND o.settled_at IS NULL
            """;
    private static final String MOVEMENTS = """
            INSERT INTO liquidity_movement (reason, transfer_id, operator_id, amount_fen, after, at)
            SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[])
            """;
    private static final String LOANS = """
            INSERT INTO overnight_loan
            SELECT * FROM unnest($1::date[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::timestamptz[],
                $7::timestamptz[])
            ON CONFLICT (business_date, operator_id) DO UPDATE SET
                repaid_fen = excluded.repaid_fen, repaid_at = excluded.repaid_at
            """;

    private final SqlConnection tx;
    private final ClearingBooks books;
    private final Changes changes;

    ChangedRows(SqlConnection tx, ClearingBooks books, Changes changes) {
        this.tx = tx;
        this.books = books;
        this.changes = changes;
    }

    Uni<Void> write() {
        return accounts()
                .chain(this::limits)
                .chain(this::settledToday)
                .chain(this::arrived)
                .chain(this::queued)
                .chain(this::settled)
                .chain(this::movements)
                .chain(this::loans);
    }

    private Uni<Void> accounts() {
        List<ParticipantState> states =
                changes.accounts.stream().map(books::standing).toList();
        return unless(
                states.isEmpty(),
                ACCOUNTS,
                () -> Tuple.from(List.of(
                        texts(states, state -> state.id().value()),
                        longs(states, ParticipantState::balanceFen),
                        longs(states, state -> state.terms().creditCap().fen()),
                        longs(states, state -> fen(state.terms().netDebitCap())),
                        longs(states, state -> state.terms().urgentReserve().fen()),
                        longs(states, ParticipantState::urgentReserveFen),
                        longs(states, state -> state.terms().highReserve().fen()),
                        longs(states, ParticipantState::highReserveFen),
                        longs(states, state -> fen(state.terms().multilateralLimit())))));
    }

    private Uni<Void> limits() {
        if (changes.limits.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        record Limit(OperatorId payer, OperatorId payee, Money amount) {}
        List<Limit> limits = new ArrayList<>();
        changes.limits.forEach(payer -> books.standing(payer)
                .terms()
                .bilateralLimits()
                .forEach((payee, amount) -> limits.add(new Limit(payer, payee, amount))));
        return tx.preparedQuery(FORGET_LIMITS)
                .execute(Tuple.of(texts(changes.limits, OperatorId::value)))
                .chain(() -> unless(
                        limits.isEmpty(),
                        LIMITS,
                        () -> Tuple.of(
                                texts(limits, limit -> limit.payer().value()),
                                texts(limits, limit -> limit.payee().value()),
                                longs(limits, limit -> limit.amount().fen()))));
    }

    private Uni<Void> settledToday() {
        return unless(!changes.dayBegun, BEGIN_DAY, Tuple::tuple)
                .chain(() -> unless(
                        changes.pairs.isEmpty(),
                        SETTLED_TODAY,
                        () -> Tuple.of(
                                texts(changes.pairs, pair -> pair.payer().value()),
                                texts(changes.pairs, pair -> pair.payee().value()),
                                longs(
                                        changes.pairs,
                                        pair -> books.standing(pair.payer())
                                                .paidFen()
                                                .getOrDefault(pair.payee(), 0L)))));
    }

    /** What came into the queue in this transaction, settled or not, and what the day had no room for. */
    private Uni<Void> arrived() {
        List<ObligationLine> lines = new ArrayList<>();
        changes.submitted.stream()
                .filter(submitted -> submitted.collected().isEmpty())
                .forEach(submitted -> lines.add(ObligationLine.of(
                        submitted, changes.settled.get(submitted.queued().sequence()))));
        changes.withoutRoom.forEach(arrival -> lines.add(ObligationLine.of(arrival, books.at())));
        return insert(tx, lines);
    }

    /** Stores obligations that are not in the queue yet. */
    static Uni<Void> collect(SqlConnection tx, List<Arrival> arrivals, Instant at) {
        return insert(
                tx,
                arrivals.stream().map(arrival -> ObligationLine.of(arrival, at)).toList());
    }

    private static Uni<Void> insert(SqlConnection tx, List<ObligationLine> lines) {
        return unless(
                tx,
                lines.isEmpty(),
                ARRIVED,
                () -> Tuple.from(List.of(
                        uuids(lines, ObligationLine::paymentId),
                        longs(lines, ObligationLine::cycleId),
                        texts(lines, line -> line.payer().value()),
                        texts(lines, line -> line.payee().value()),
                        longs(lines, line -> line.amount().fen()),
                        times(lines, ObligationLine::submittedAt),
                        longs(lines, line -> line.sequence().orElse(null)),
                        texts(lines, line -> line.priority().map(Enum::name).orElse(null)),
                        times(
                                lines,
                                line -> line.settled().map(Changes.Settled::at).orElse(null)),
                        longs(
                                lines,
                                line -> line.settled()
                                        .map(Changes.Settled::after)
                                        .orElse(null)),
                        longs(
                                lines,
                                line -> line.settled()
                                        .map(Changes.Settled::group)
                                        .orElse(null)),
                        texts(
                                lines,
                                line -> line.settled()
                                        .map(each -> each.kind().name())
                                        .orElse(null)))));
    }

    private Uni<Void> queued() {
        List<Changes.Submitted> collected = changes.submitted.stream()
                .filter(submitted -> submitted.collected().isPresent())
                .toList();
        return unless(
                collected.isEmpty(),
                QUEUED,
                () -> Tuple.of(
                        longs(collected, each -> each.collected().getAsLong()),
                        longs(collected, each -> each.queued().sequence()),
                        texts(
                                collected,
                                each -> each.queued().obligation().priority().name())));
    }

    /** What had been stored before; what came and settled in this transaction was stored at once. */
    private Uni<Void> settled() {
        Set<Long> stored = new HashSet<>(changes.settled.keySet());
        changes.submitted.stream()
                .filter(submitted -> submitted.collected().isEmpty())
                .forEach(submitted -> stored.remove(submitted.queued().sequence()));
        List<Changes.Settled> settled = changes.settled.values().stream()
                .filter(each -> stored.contains(each.queued().sequence()))
                .toList();
        if (settled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(SETTLED)
                .execute(Tuple.of(
                        longs(settled, each -> each.queued().sequence()),
                        times(settled, Changes.Settled::at),
                        longs(settled, Changes.Settled::after),
                        longs(settled, Changes.Settled::group),
                        texts(settled, each -> each.kind().name())))
                .invoke(rows -> {
                    if (rows.rowCount() != settled.size()) {
                        throw new IllegalStateException(settled.size() + " obligations settled, but " + rows.rowCount()
                                + " of them were waiting");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> movements() {
        List<Changes.Movement> movements = changes.movements;
        return unless(
                movements.isEmpty(),
                MOVEMENTS,
                () -> Tuple.of(
                        texts(movements, each -> each.reason().name()),
                        uuids(movements, each -> each.transferId().orElse(null)),
                        texts(movements, each -> each.operator().value()),
                        longs(movements, Changes.Movement::fen),
                        longs(movements, Changes.Movement::after),
                        times(movements, Changes.Movement::at)));
    }

    private Uni<Void> loans() {
        List<OvernightLoan> loans = changes.loans;
        return unless(
                loans.isEmpty(),
                LOANS,
                () -> Tuple.from(List.of(
                        loans.stream().map(OvernightLoan::businessDate).toArray(LocalDate[]::new),
                        texts(loans, loan -> loan.operator().value()),
                        longs(loans, loan -> loan.principal().fen()),
                        longs(loans, loan -> loan.price().fen()),
                        longs(loans, loan -> loan.repaid().fen()),
                        times(loans, OvernightLoan::lentAt),
                        times(loans, loan -> loan.repaidAt().orElse(null)))));
    }

    private Uni<Void> unless(boolean needless, String sql, Supplier<Tuple> arguments) {
        return unless(tx, needless, sql, arguments);
    }

    private static Uni<Void> unless(SqlConnection tx, boolean needless, String sql, Supplier<Tuple> arguments) {
        return needless
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(sql).execute(arguments.get()).replaceWithVoid();
    }

    private static Long fen(Optional<Money> amount) {
        return amount.map(Money::fen).orElse(null);
    }

    private static <T> String[] texts(Collection<T> rows, Function<T, String> column) {
        return column(rows, column).toArray(String[]::new);
    }

    private static <T> Long[] longs(Collection<T> rows, Function<T, Long> column) {
        return column(rows, column).toArray(Long[]::new);
    }

    private static <T> UUID[] uuids(Collection<T> rows, Function<T, UUID> column) {
        return column(rows, column).toArray(UUID[]::new);
    }

    private static <T> OffsetDateTime[] times(Collection<T> rows, Function<T, Instant> column) {
        return column(rows, column)
                .map(at -> at == null ? null : at.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static <T, V> Stream<V> column(Collection<T> rows, Function<T, V> column) {
        return rows.stream().map(column);
    }
}
