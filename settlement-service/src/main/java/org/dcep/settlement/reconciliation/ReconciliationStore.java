package org.dcep.settlement.reconciliation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.dcep.contracts.Topic;

/** The second reader's tables. Statements run in one fixed order with ascending keys, so writers never deadlock. */
@ApplicationScoped
class ReconciliationStore {
    private static final String ADD_BOOKS = """
            INSERT INTO recon_book AS b (operator_id, cycle_id, events, payments, amount_fen, gas_fee_fen, issued_fen,
                vault_fen, wallets_fen, held_fen, clearing_fen, gas_fen, reserves_fen, paid_fen, received_fen)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[],
                $13::bigint[], $14::bigint[], $15::bigint[])
            ON CONFLICT (operator_id, cycle_id) DO UPDATE SET
                events = b.events + excluded.events,
                payments = b.payments + excluded.payments,
                amount_fen = b.amount_fen + excluded.amount_fen,
                gas_fee_fen = b.gas_fee_fen + excluded.gas_fee_fen,
                issued_fen = b.issued_fen + excluded.issued_fen,
                vault_fen = b.vault_fen + excluded.vault_fen,
                wallets_fen = b.wallets_fen + excluded.wallets_fen,
                held_fen = b.held_fen + excluded.held_fen,
                clearing_fen = b.clearing_fen + excluded.clearing_fen,
                gas_fen = b.gas_fen + excluded.gas_fen,
                reserves_fen = b.reserves_fen + excluded.reserves_fen,
                paid_fen = b.paid_fen + excluded.paid_fen,
                received_fen = b.received_fen + excluded.received_fen
            """;
    private static final String ADD_CENTRAL = """
            INSERT INTO recon_central AS c (operator_id, issued_fen, redeemed_fen, settled_fen, swept_fen, coins_fen,
                reserves_fen)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                $7::bigint[])
            ON CONFLICT (operator_id) DO UPDATE SET
                issued_fen = c.issued_fen + excluded.issued_fen,
                redeemed_fen = c.redeemed_fen + excluded.redeemed_fen,
                settled_fen = c.settled_fen + excluded.settled_fen,
                swept_fen = c.swept_fen + excluded.swept_fen,
                coins_fen = c.coins_fen + excluded.coins_fen,
                reserves_fen = c.reserves_fen + excluded.reserves_fen
            """;
    private static final String ADD_SETTLED = """
            INSERT INTO recon_settled AS s (cycle_id, operator_id, mode, net_fen)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[])
            ON CONFLICT (cycle_id, operator_id) DO UPDATE SET net_fen = s.net_fen + excluded.net_fen
            """;
    private static final String ADD_SETTLED_CYCLES = """
            INSERT INTO recon_settled_cycle (cycle_id, seen_at)
            SELECT c, $2 FROM unnest($1::bigint[]) AS told (c)
            ON CONFLICT (cycle_id) DO NOTHING
            """;
    private static final String ADD_LIQUIDITY = """
            INSERT INTO recon_liquidity AS l (transfer_id, direction, operator_id, amount_fen, events)
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::bigint[])
            ON CONFLICT (transfer_id, direction) DO UPDATE SET events = l.events + excluded.events
            """;
    private static final String LIQUIDITY = """
            SELECT operator_id,
                coalesce(sum(amount_fen) FILTER (WHERE direction = 'PLACEMENT'), 0)::bigint AS placed_fen,
                coalesce(sum(amount_fen) FILTER (WHERE direction = 'RETURN'), 0)::bigint AS returned_fen,
                count(*) AS transfers, sum(events)::bigint AS events
            FROM recon_liquidity GROUP BY operator_id
            """;
    private static final String ADD_TREASURY = """
            INSERT INTO recon_treasury AS t (beneficiary, amount_fen)
            SELECT * FROM unnest($1::text[], $2::bigint[])
            ON CONFLICT (beneficiary) DO UPDATE SET amount_fen = t.amount_fen + excluded.amount_fen
            """;
    private static final String ADD_LEGS = """
            INSERT INTO recon_leg AS l (cause_id, operator_id, kind, central_fen, book_fen, seen_at)
            SELECT *, $6 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::bigint[])
            ON CONFLICT (cause_id, operator_id) DO UPDATE SET
                central_fen = coalesce(l.central_fen, excluded.central_fen),
                book_fen = coalesce(l.book_fen, excluded.book_fen)
            """;
    private static final String ADD_MARKER = """
            INSERT INTO recon_marker AS m (operator_id, cycle_id, events, payments, amount_fen, gas_fee_fen, issued_fen,
                vault_fen, wallets_fen, held_fen, clearing_fen, gas_fen, reserves_fen, seen_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (operator_id, cycle_id) DO UPDATE SET disputed = m.disputed OR
                (m.events, m.payments, m.amount_fen, m.gas_fee_fen, m.issued_fen, m.vault_fen, m.wallets_fen,
                    m.held_fen, m.clearing_fen, m.gas_fen, m.reserves_fen)
                IS DISTINCT FROM (excluded.events, excluded.payments, excluded.amount_fen, excluded.gas_fee_fen,
                    excluded.issued_fen, excluded.vault_fen, excluded.wallets_fen, excluded.held_fen,
                    excluded.clearing_fen, excluded.gas_fen, excluded.reserves_fen)
            """;
    private static final String PROGRESS = """
            INSERT INTO recon_progress AS p (topic, events, applied_at) VALUES ($1, $2, $3)
            ON CONFLICT (topic) DO UPDATE SET events = p.events + excluded.events, applied_at = excluded.applied_at
            """;

    @Inject
    Pool pool;

    Uni<Void> add(SqlConnection tx, Increments sums) {
        return execute(tx, ADD_BOOKS, sums.books(), ReconciliationStore::books)
                .chain(() -> execute(tx, ADD_CENTRAL, sums.central(), ReconciliationStore::central))
                .chain(() -> execute(tx, ADD_SETTLED, sums.settled(), ReconciliationStore::settled))
                .chain(() -> execute(
                        tx,
                        ADD_TREASURY,
                        new ArrayList<>(sums.treasury().entrySet()),
                        rows -> Tuple.of(texts(rows, row -> row.getKey()), longs(rows, row -> row.getValue()))))
                .chain(() -> execute(tx, ADD_LEGS, sums.legs(), ReconciliationStore::legs))
                .chain(() -> execute(tx, ADD_LIQUIDITY, sums.liquidity(), ReconciliationStore::liquidity))
                .chain(() -> execute(
                        tx,
                        ADD_SETTLED_CYCLES,
                        new ArrayList<>(sums.settledCycles()),
                        cycles ->
                                Tuple.of(cycles.toArray(Long[]::new), sums.at().atOffset(ZoneOffset.UTC))));
    }

    Uni<Void> add(SqlConnection tx, MarkerLine marker) {
        BookAmounts balances = marker.balances();
        List<Object> values = List.of(
                marker.operatorId(),
                marker.cycleId(),
                marker.events(),
                marker.payments(),
                marker.amountFen(),
                marker.gasFeeFen(),
                balances.issued(),
                balances.vault(),
                balances.wallets(),
                balances.held(),
                balances.clearing(),
                balances.gas(),
                balances.reserves(),
                marker.seenAt().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ADD_MARKER).execute(Tuple.from(values)).replaceWithVoid();
    }

    Uni<Void> progress(SqlConnection tx, Topic topic, long events, Instant at) {
        return tx.preparedQuery(PROGRESS)
                .execute(Tuple.of(topic.topicName(), events, at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Everything as of one moment, however many events are being applied meanwhile. */
    Uni<Snapshot> snapshot() {
        return pool.withTransaction(tx -> tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                .execute()
                .chain(() -> snapshot(tx)));
    }

    Uni<Snapshot> snapshot(SqlConnection tx) {
        return rows(tx, "SELECT * FROM recon_book", ReconciliationStore::bookLine)
                .chain(books -> rows(tx, "SELECT * FROM recon_marker", ReconciliationStore::markerLine)
                        .chain(markers -> rows(tx, "SELECT * FROM recon_central", ReconciliationStore::centralLine)
                                .chain(central -> rows(
                                                tx, "SELECT * FROM recon_settled", ReconciliationStore::settledLine)
                                        .chain(settled -> told(tx).chain(
                                                        told -> rest(tx, books, markers, central, settled, told))))));
    }

    /** What is neither of a book nor of the centre's account of an operator. */
    private record Told(Map<Long, Instant> settledCycles, List<LiquidityLine> liquidity) {}

    private static Uni<Told> told(SqlConnection tx) {
        return rows(tx, LIQUIDITY, ReconciliationStore::liquidityLine)
                .chain(liquidity -> tx.query("SELECT cycle_id, seen_at FROM recon_settled_cycle")
                        .execute()
                        .map(rows -> {
                            Map<Long, Instant> cycles = new HashMap<>();
                            rows.forEach(row -> cycles.put(
                                    row.getLong("cycle_id"),
                                    row.getOffsetDateTime("seen_at").toInstant()));
                            return new Told(cycles, liquidity);
                        }));
    }

    private static Uni<Snapshot> rest(
            SqlConnection tx,
            List<BookLine> books,
            List<MarkerLine> markers,
            List<CentralLine> central,
            List<SettledLine> settled,
            Told told) {
        String inTransit = "SELECT * FROM recon_leg WHERE central_fen IS NULL OR book_fen IS NULL";
        String treasury = "SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM recon_treasury";
        String newest = "SELECT max(applied_at) AS at FROM recon_progress";
        return rows(tx, inTransit, ReconciliationStore::leg)
                .chain(legs -> rows(tx, treasury, row -> row.getLong("fen"))
                        .chain(fen -> rows(tx, newest, row -> Optional.ofNullable(row.getOffsetDateTime("at")))
                                .map(at -> new Snapshot(
                                        books,
                                        markers,
                                        central,
                                        settled,
                                        told.settledCycles(),
                                        told.liquidity(),
                                        legs,
                                        fen.get(0),
                                        at.get(0).map(OffsetDateTime::toInstant)))));
    }

    private static <T> Uni<Void> execute(SqlConnection tx, String sql, List<T> rows, Function<List<T>, Tuple> columns) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(sql).execute(columns.apply(rows)).replaceWithVoid();
    }

    private static <T> Uni<List<T>> rows(SqlConnection tx, String sql, Function<Row, T> read) {
        return tx.query(sql).execute().map(found -> {
            List<T> rows = new ArrayList<>(found.size());
            found.forEach(row -> rows.add(read.apply(row)));
            return rows;
        });
    }

    private static Tuple books(List<BookLine> rows) {
        return Tuple.from(List.of(
                texts(rows, BookLine::operatorId),
                longs(rows, BookLine::cycleId),
                longs(rows, BookLine::events),
                longs(rows, BookLine::payments),
                longs(rows, BookLine::amountFen),
                longs(rows, BookLine::gasFeeFen),
                longs(rows, row -> row.change().issued()),
                longs(rows, row -> row.change().vault()),
                longs(rows, row -> row.change().wallets()),
                longs(rows, row -> row.change().held()),
                longs(rows, row -> row.change().clearing()),
                longs(rows, row -> row.change().gas()),
                longs(rows, row -> row.change().reserves()),
                longs(rows, BookLine::paidFen),
                longs(rows, BookLine::receivedFen)));
    }

    private static Tuple central(List<CentralLine> rows) {
        return Tuple.from(List.of(
                texts(rows, CentralLine::operatorId),
                longs(rows, CentralLine::issuedFen),
                longs(rows, CentralLine::redeemedFen),
                longs(rows, CentralLine::settledFen),
                longs(rows, CentralLine::sweptFen),
                longs(rows, CentralLine::coinsFen),
                longs(rows, CentralLine::reservesFen)));
    }

    private static Tuple settled(List<SettledLine> rows) {
        return Tuple.of(
                longs(rows, SettledLine::cycleId),
                texts(rows, SettledLine::operatorId),
                texts(rows, SettledLine::mode),
                longs(rows, SettledLine::netFen));
    }

    private static Tuple liquidity(List<LiquidityTransfer> rows) {
        return Tuple.of(
                rows.stream().map(LiquidityTransfer::transferId).toArray(UUID[]::new),
                texts(rows, row -> row.direction().name()),
                texts(rows, LiquidityTransfer::operatorId),
                longs(rows, LiquidityTransfer::amountFen),
                longs(rows, LiquidityTransfer::events));
    }

    private static Tuple legs(List<Leg> rows) {
        return Tuple.from(List.of(
                rows.stream().map(Leg::causeId).toArray(UUID[]::new),
                texts(rows, Leg::operatorId),
                texts(rows, row -> row.kind().name()),
                longs(rows, row -> orNull(row.central())),
                longs(rows, row -> orNull(row.book())),
                rows.get(0).seenAt().atOffset(ZoneOffset.UTC)));
    }

    private static BookLine bookLine(Row row) {
        return new BookLine(
                row.getString("operator_id"),
                row.getLong("cycle_id"),
                row.getLong("events"),
                row.getLong("payments"),
                row.getLong("amount_fen"),
                row.getLong("gas_fee_fen"),
                amounts(row),
                row.getLong("paid_fen"),
                row.getLong("received_fen"));
    }

    private static MarkerLine markerLine(Row row) {
        return new MarkerLine(
                row.getString("operator_id"),
                row.getLong("cycle_id"),
                row.getLong("events"),
                row.getLong("payments"),
                row.getLong("amount_fen"),
                row.getLong("gas_fee_fen"),
                amounts(row),
                row.getBoolean("disputed"),
                row.getOffsetDateTime("seen_at").toInstant());
    }

    private static BookAmounts amounts(Row row) {
        return new BookAmounts(
                row.getLong("issued_fen"),
                row.getLong("vault_fen"),
                row.getLong("wallets_fen"),
                row.getLong("held_fen"),
                row.getLong("clearing_fen"),
                row.getLong("gas_fen"),
                row.getLong("reserves_fen"));
    }

    private static CentralLine centralLine(Row row) {
        return new CentralLine(
                row.getString("operator_id"),
                row.getLong("issued_fen"),
                row.getLong("redeemed_fen"),
                row.getLong("settled_fen"),
                row.getLong("swept_fen"),
                row.getLong("coins_fen"),
                row.getLong("reserves_fen"));
    }

    private static LiquidityLine liquidityLine(Row row) {
        return new LiquidityLine(
                row.getString("operator_id"),
                row.getLong("placed_fen"),
                row.getLong("returned_fen"),
                row.getLong("transfers"),
                row.getLong("events"));
    }

    private static SettledLine settledLine(Row row) {
        return new SettledLine(
                row.getLong("cycle_id"), row.getString("operator_id"), row.getString("mode"), row.getLong("net_fen"));
    }

    private static Leg leg(Row row) {
        return new Leg(
                row.getUUID("cause_id"),
                row.getString("operator_id"),
                Leg.Kind.valueOf(row.getString("kind")),
                orEmpty(row.getLong("central_fen")),
                orEmpty(row.getLong("book_fen")),
                row.getOffsetDateTime("seen_at").toInstant());
    }

    private static Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    private static OptionalLong orEmpty(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }
}
