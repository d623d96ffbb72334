package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;

/** Corridors, quotes and trades, with plain SQL. Whoever changes one has locked the corridor's row before. */
final class CorridorStore {
    private static final String LOCK = "SELECT corridor_id FROM corridor WHERE corridor_id = $1 FOR UPDATE";
    private static final String CORRIDORS = """
            SELECT c.corridor_id, t.version, c.currency, t.state, t.per_trade_fen, t.per_day_fen,
                t.longest_quote_seconds, t.set_at, c.issued_minor, d.business_date,
                (SELECT coalesce(sum(q.amount_fen), 0)::bigint FROM corridor_trade a JOIN corridor_quote q USING (quote_id)
                 WHERE a.corridor_id = c.corridor_id AND a.business_date = d.business_date
                    AND a.state IN ('HELD', 'SETTLED'))
            FROM corridor c
            JOIN LATERAL (SELECT * FROM corridor_terms v WHERE v.corridor_id = c.corridor_id
                ORDER BY v.version DESC LIMIT 1) t ON true
            CROSS JOIN (SELECT business_date FROM cycle WHERE state = 'OPEN') d
            """;
    private static final String TERMS = """
            SELECT t.version, c.currency, t.state, t.per_trade_fen, t.per_day_fen, t.longest_quote_seconds, t.set_at
            FROM corridor_terms t JOIN corridor c USING (corridor_id)
            WHERE corridor_id = $1 AND t.version > $2 ORDER BY t.version LIMIT $3
            """;
    private static final String OPEN =
            "INSERT INTO corridor (corridor_id, currency, opened_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    private static final String SET = """
            INSERT INTO corridor_terms (corridor_id, version, state, per_trade_fen, per_day_fen, longest_quote_seconds,
                set_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String QUOTE_COLUMNS = """
            q.quote_id, q.corridor_id, q.operator_id, q.maker_account, q.buyer_account, q.amount_minor, q.payment_id,
            q.payer, q.payee, q.amount_fen, q.max_gas_fee_fen, q.expires_at, q.reference, q.signature, q.state
            """;
    private static final String QUOTE =
            "SELECT " + QUOTE_COLUMNS + " FROM corridor_quote q WHERE q.quote_id = $1 OR q.payment_id = $2";
    private static final String OFFER = """
            INSERT INTO corridor_quote (quote_id, corridor_id, operator_id, maker_account, buyer_account, amount_minor,
                payment_id, payer, payee, amount_fen, max_gas_fee_fen, expires_at, reference, signature, state,
                offered_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """;
    private static final String CLOSE = "UPDATE corridor_quote SET state = $2 WHERE quote_id = $1 AND state = 'OPEN'";
    private static final String TRADES = "SELECT " + QUOTE_COLUMNS + """
            , t.trade_id, t.fingerprint, t.signature, t.business_date, t.state, t.reason, t.held_at, t.ended_at
            FROM corridor_trade t JOIN corridor_quote q ON q.quote_id = t.quote_id
            """;
    private static final String PAGE_OF_TRADES = TRADES + """
            WHERE t.corridor_id = $1 AND ($2::text IS NULL OR q.operator_id = $2)
                AND ($3::uuid IS NULL OR t.trade_id > $3)
            ORDER BY t.trade_id LIMIT $4
            """;
    private static final String HOLD = """
            INSERT INTO corridor_trade (trade_id, corridor_id, quote_id, fingerprint, signature, business_date, state,
                held_at)
            VALUES ($1, $2, $3, $4, $5, $6, 'HELD', $7)
            """;
    private static final String END = """
            UPDATE corridor_trade SET state = $2, reason = $3, ended_at = $4, leaf_hash = $5
            WHERE trade_id = $1 AND state = 'HELD'
            """;
    private static final String OPERATOR_NUMBER = "SELECT operator_number FROM operator WHERE operator_id = $1";

    private static final int CORRIDOR_COLUMNS_BEFORE_TERMS = 1;
    private static final int MOST_CORRIDORS = 1_000;

    private CorridorStore() {}

    /** A version of the terms, and since when. */
    record DatedTerms(CorridorTerms terms, Instant setAt) {}

    /** Keeps everybody else from changing the corridor until the transaction ends; empty if there is none. */
    static Uni<Optional<Corridor>> lock(SqlConnection tx, String corridorId) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(corridorId)).chain(() -> find(tx, corridorId));
    }

    static Uni<Optional<Corridor>> find(SqlClient client, String corridorId) {
        return client.preparedQuery(CORRIDORS + " WHERE c.corridor_id = $1")
                .execute(Tuple.of(corridorId))
                .map(rows -> Rows.first(rows, CorridorStore::corridor));
    }

    /** The first thousand, by id. */
    static Uni<List<Corridor>> all(SqlClient client) {
        return client.query(CORRIDORS + " ORDER BY c.corridor_id LIMIT " + MOST_CORRIDORS)
                .execute()
                .map(rows -> Rows.list(rows, CorridorStore::corridor));
    }

    static Uni<List<DatedTerms>> terms(SqlClient client, String corridorId, long after, int limit) {
        return client.preparedQuery(TERMS)
                .execute(Tuple.of(corridorId, (int) Math.min(after, Integer.MAX_VALUE), limit))
                .map(rows -> Rows.list(
                        rows,
                        row -> new DatedTerms(
                                terms(row, 0), row.getOffsetDateTime(6).toInstant())));
    }

    /** Makes the corridor's row, unless there is one. */
    static Uni<Void> open(SqlConnection tx, String corridorId, String currency, Instant at) {
        return tx.preparedQuery(OPEN)
                .execute(Tuple.of(corridorId, currency, Rows.utc(at)))
                .replaceWithVoid();
    }

    static Uni<Void> set(SqlConnection tx, String corridorId, CorridorTerms terms, Instant at) {
        return tx.preparedQuery(SET)
                .execute(Tuple.tuple()
                        .addString(corridorId)
                        .addInteger(terms.version())
                        .addString(terms.state().name())
                        .addLong(terms.perTradeFen())
                        .addLong(terms.perDayFen())
                        .addInteger(terms.longestQuoteSeconds())
                        .addOffsetDateTime(Rows.utc(at)))
                .replaceWithVoid();
    }

    /** The number of an admitted bank. */
    static Uni<OptionalInt> operatorNumber(SqlClient client, String operatorId) {
        return client.preparedQuery(OPERATOR_NUMBER)
                .execute(Tuple.of(operatorId))
                .map(rows -> Rows.first(rows, row -> OptionalInt.of(row.getInteger(0)))
                        .orElse(OptionalInt.empty()));
    }

    /** The quotes that have this id or this payment: none, one, or two that are not the same. */
    static Uni<List<Quote>> quotes(SqlClient client, UUID quoteId, UUID paymentId) {
        return client.preparedQuery(QUOTE)
                .execute(Tuple.of(quoteId, paymentId))
                .map(rows -> Rows.list(rows, CorridorStore::quote));
    }

    static Uni<Optional<Quote>> quote(SqlClient client, String corridorId, UUID quoteId) {
        return quotes(client, quoteId, null)
                .map(found -> found.stream()
                        .filter(quote -> quote.corridorId().equals(corridorId))
                        .findFirst());
    }

    static Uni<Void> offer(SqlConnection tx, Quote quote, Instant at) {
        PaymentOrder order = quote.order();
        return tx.preparedQuery(OFFER)
                .execute(Tuple.tuple()
                        .addUUID(quote.quoteId())
                        .addString(quote.corridorId())
                        .addString(quote.operatorId())
                        .addString(quote.makerAccount())
                        .addString(quote.buyerAccount())
                        .addLong(quote.amountMinor())
                        .addUUID(order.id())
                        .addString(order.payer())
                        .addString(order.payee())
                        .addLong(order.amount().fen())
                        .addLong(order.maxGasFee().fen())
                        .addOffsetDateTime(Rows.utc(order.expiresAt()))
                        .addString(order.reference())
                        .addString(quote.signature())
                        .addString(quote.state().name())
                        .addOffsetDateTime(Rows.utc(at)))
                .replaceWithVoid();
    }

    /** Writes down that an open quote has become {@code quote}. */
    static Uni<Void> close(SqlConnection tx, Quote quote) {
        return tx.preparedQuery(CLOSE)
                .execute(Tuple.of(quote.quoteId(), quote.state().name()))
                .invoke(rows -> Rows.requireOne(rows, "quote"))
                .replaceWithVoid();
    }

    static Uni<Optional<Trade>> trade(SqlClient client, UUID tradeId) {
        return client.preparedQuery(TRADES + " WHERE t.trade_id = $1")
                .execute(Tuple.of(tradeId))
                .map(rows -> Rows.first(rows, CorridorStore::trade));
    }

    /**
     * Trades of a corridor in the order of their ids.
     *
     * @param operatorId the market makers' bank; empty for all
     */
    static Uni<List<Trade>> trades(
            SqlClient client, String corridorId, Optional<String> operatorId, Optional<UUID> after, int limit) {
        return client.preparedQuery(PAGE_OF_TRADES)
                .execute(Tuple.of(corridorId, operatorId.orElse(null), after.orElse(null), limit))
                .map(rows -> Rows.list(rows, CorridorStore::trade));
    }

    /** Since when the oldest trade under way holds; empty if none does. */
    static Uni<Optional<Instant>> oldestHold(SqlClient client) {
        return client.query("SELECT min(held_at) FROM corridor_trade WHERE state = 'HELD'")
                .execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime(0))
                        .map(OffsetDateTime::toInstant));
    }

    static Uni<Void> hold(SqlConnection tx, Trade trade) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.tuple()
                        .addUUID(trade.tradeId())
                        .addString(trade.quote().corridorId())
                        .addUUID(trade.quote().quoteId())
                        .addValue(Buffer.buffer(trade.fingerprint()))
                        .addString(trade.signature())
                        .addLocalDate(trade.businessDate())
                        .addOffsetDateTime(Rows.utc(trade.heldAt())))
                .replaceWithVoid();
    }

    /**
     * Writes down that a held trade has become {@code trade}.
     *
     * @param leafHash of the e-CNY leg, empty if it was refused
     */
    static Uni<Void> end(SqlConnection tx, Trade trade, Optional<byte[]> leafHash) {
        return tx.preparedQuery(END)
                .execute(Tuple.of(
                        trade.tradeId(),
                        trade.state().name(),
                        trade.reason(),
                        Rows.utc(trade.endedAt().orElseThrow()),
                        leafHash.map(Buffer::buffer).orElse(null)))
                .invoke(rows -> Rows.requireOne(rows, "trade"))
                .replaceWithVoid();
    }

    private static Corridor corridor(Row row) {
        return new Corridor(
                row.getString(0),
                terms(row, CORRIDOR_COLUMNS_BEFORE_TERMS),
                row.getOffsetDateTime(7).toInstant(),
                row.getLong(8),
                row.getLocalDate(9),
                row.getLong(10));
    }

    private static CorridorTerms terms(Row row, int from) {
        return new CorridorTerms(
                row.getInteger(from),
                row.getString(from + 1),
                CorridorState.valueOf(row.getString(from + 2)),
                row.getLong(from + 3),
                row.getLong(from + 4),
                row.getInteger(from + 5));
    }

    private static Quote quote(Row row) {
        PaymentOrder order = new PaymentOrder(
                row.getUUID(6),
                row.getString(7),
                row.getString(8),
                new Money(row.getLong(9)),
                new Money(row.getLong(10)),
                row.getOffsetDateTime(11).toInstant(),
                row.getString(12));
        return new Quote(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                order,
                row.getString(13),
                QuoteState.valueOf(row.getString(14)));
    }

    private static Trade trade(Row row) {
        return new Trade(
                row.getUUID(15),
                quote(row),
                row.getBuffer(16).getBytes(),
                row.getString(17),
                row.getLocalDate(18),
                TradeState.valueOf(row.getString(19)),
                row.getString(20),
                row.getOffsetDateTime(21).toInstant(),
                Optional.ofNullable(row.getOffsetDateTime(22)).map(OffsetDateTime::toInstant));
    }
}
