package org.dcep.wallet.payment;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.dcep.ledger.Operation;

/** Table {@code payment}: rows are appended, and a pending one changes once more. */
final class PaymentStore {
    private static final String FIND = """
        select p.id, p.fingerprint, p.signature, p.operation, p.operator_number, p.payer, p.payee, p.amount_fen,
               p.max_gas_fee_fen, p.expires_at, p.reference, p.state, p.reason, p.gas_units, p.gas_due_micro_fen,
               p.gas_fee_fen, p.gas_policy_version, p.cycle_id, p.spent_on, p.decided_at,
               exists (select from settled_cycle s where s.cycle_id = p.cycle_id)
        from payment p where p.id = any($1)\
        """;

    private static final String INSERT = """
        insert into payment (id, fingerprint, signature, operation, operator_number, payer, payee, amount_fen,
                             max_gas_fee_fen, expires_at, reference, state, reason, gas_units, gas_due_micro_fen,
                             gas_fee_fen, gas_policy_version, cycle_id, spent_on, decided_at)
        select unnest($1::uuid[]), unnest($2::bytea[]), unnest($3::bytea[]), unnest($4::smallint[]),
               unnest($5::integer[]), unnest($6::bigint[]), unnest($7::bigint[]), unnest($8::bigint[]),
               unnest($9::bigint[]), unnest($10::timestamptz[]), unnest($11::text[]), unnest($12::smallint[]),
               unnest($13::text[]), unnest($14::bigint[]), unnest($15::bigint[]), unnest($16::bigint[]),
               unnest($17::integer[]), unnest($18::bigint[]), unnest($19::date[]), unnest($20::timestamptz[])\
        """;

    private static final String CONCLUDE = """
        update payment p set state = n.state, reason = n.reason, cycle_id = n.cycle_id, decided_at = n.decided_at
        from (select unnest($1::uuid[]) as id, unnest($2::smallint[]) as state, unnest($3::text[]) as reason,
                     unnest($4::bigint[]) as cycle_id, unnest($5::timestamptz[]) as decided_at) as n
        where p.id = n.id and p.state = 1\
        """;

    private PaymentStore() {}

    /** The payments that are known among {@code ids}. */
    static Uni<Map<UUID, PaymentRow>> find(SqlClient client, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return client.preparedQuery(FIND)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, PaymentRow> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getUUID(0), payment(row)));
                    return found;
                });
    }

    /** Appends decided payments; fails if an id is taken. */
    static Uni<Void> insert(SqlConnection tx, List<PaymentRow> payments) {
        if (payments.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns columns = new Columns(payments);
        Tuple parameters = Tuple.tuple()
                .addValue(columns.of(UUID[]::new, PaymentRow::id))
                .addValue(columns.of(Buffer[]::new, row -> bytes(row.fingerprint())))
                .addValue(columns.of(Buffer[]::new, row -> bytes(row.signature())))
                .addValue(
                        columns.of(Short[]::new, row -> (short) row.operation().ordinal()))
                .addValue(columns.of(Integer[]::new, PaymentRow::operatorNumber))
                .addValue(columns.of(Long[]::new, PaymentRow::payer))
                .addValue(columns.of(Long[]::new, PaymentRow::payee))
                .addValue(columns.of(Long[]::new, PaymentRow::amountFen))
                .addValue(columns.of(Long[]::new, PaymentRow::maxGasFeeFen))
                .addValue(
                        columns.of(OffsetDateTime[]::new, row -> row.expiresAt().atOffset(UTC)))
                .addValue(columns.of(String[]::new, PaymentRow::reference))
                .addValue(columns.of(Short[]::new, row -> row.state().code()))
                .addValue(columns.of(String[]::new, PaymentRow::reason))
                .addValue(columns.of(Long[]::new, PaymentRow::gasUnits))
                .addValue(columns.of(Long[]::new, PaymentRow::gasDueMicroFen))
                .addValue(columns.of(Long[]::new, PaymentRow::gasFeeFen))
                .addValue(columns.of(Integer[]::new, PaymentRow::gasPolicyVersion))
                .addValue(columns.of(Long[]::new, PaymentRow::cycleId))
                .addValue(columns.of(LocalDate[]::new, PaymentRow::spentOn))
                .addValue(
                        columns.of(OffsetDateTime[]::new, row -> row.decidedAt().atOffset(UTC)));
        return execute(tx, INSERT, parameters, payments.size());
    }

    /** Ends pending payments; fails if one of them is not pending, so that none ends twice. */
    static Uni<Void> conclude(SqlConnection tx, List<PaymentRow> payments) {
        if (payments.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns columns = new Columns(payments);
        Tuple parameters = Tuple.tuple()
                .addValue(columns.of(UUID[]::new, PaymentRow::id))
                .addValue(columns.of(Short[]::new, row -> row.state().code()))
                .addValue(columns.of(String[]::new, PaymentRow::reason))
                .addValue(columns.of(Long[]::new, PaymentRow::cycleId))
                .addValue(
                        columns.of(OffsetDateTime[]::new, row -> row.decidedAt().atOffset(UTC)));
        return execute(tx, CONCLUDE, parameters, payments.size());
    }

    /** Turns a list of rows into the arrays that {@code unnest} takes. */
    private record Columns(List<PaymentRow> rows) {
        <T> T[] of(IntFunction<T[]> array, Function<PaymentRow, T> value) {
            T[] column = array.apply(rows.size());
            for (int i = 0; i < column.length; i++) {
                column[i] = value.apply(rows.get(i));
            }
            return column;
        }
    }

    private static Buffer bytes(byte[] value) {
        return Buffer.buffer(value);
    }

    private static Uni<Void> execute(SqlConnection tx, String sql, Tuple parameters, int expectedRows) {
        return tx.preparedQuery(sql)
                .execute(parameters)
                .map(RowSet::rowCount)
                .invoke(rows -> {
                    if (rows != expectedRows) {
                        throw new IllegalStateException(
                                "wrote " + rows + " payments where " + expectedRows + " were due");
                    }
                })
                .replaceWithVoid();
    }

    private static PaymentRow payment(Row row) {
        return new PaymentRow(
                row.getUUID(0),
                row.getBuffer(1).getBytes(),
                row.getBuffer(2).getBytes(),
                Operation.values()[row.getShort(3)],
                row.getInteger(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getOffsetDateTime(9).toInstant(),
                row.getString(10),
                PaymentState.ofCode(row.getShort(11)),
                row.getString(12),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                row.getInteger(16),
                row.getLong(17),
                row.getLocalDate(18),
                row.getOffsetDateTime(19).toInstant(),
                row.getBoolean(20));
    }
}
