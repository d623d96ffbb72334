package org.dcep.settlement.intake;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dcep.settlement.intake.IntakeSums.OperatorSum;
import org.dcep.settlement.intake.IntakeSums.PairSum;

/** What was taken in, per cycle and operator, per cycle and pair of operators, and per cycle, minute and operator. */
@ApplicationScoped
public class IntakeStore {
    private static final String ADD_PAIRS = """
            INSERT INTO gross_position AS known (cycle_id, payer_operator_id, payee_operator_id, payments, amount_fen)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[])
            ON CONFLICT (cycle_id, payer_operator_id, payee_operator_id) DO UPDATE SET
                payments = known.payments + excluded.payments, amount_fen = known.amount_fen + excluded.amount_fen
            """;
    private static final String ADD_OPERATORS = """
            INSERT INTO operator_intake AS known
                (cycle_id, operator_id, payments, amount_fen, gas_units, gas_fee_fen, digest)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                $7::numeric[])
            ON CONFLICT (cycle_id, operator_id) DO UPDATE SET
                payments = known.payments + excluded.payments,
                amount_fen = known.amount_fen + excluded.amount_fen,
                gas_units = known.gas_units + excluded.gas_units,
                gas_fee_fen = known.gas_fee_fen + excluded.gas_fee_fen,
                digest = mod(known.digest + excluded.digest, 18446744073709551616)
            """;

    private static final String ADD_MINUTES = """
            INSERT INTO intake_minute AS known
                (cycle_id, minute, operator_id, paid, paid_fen, paid_fen_millis, received, received_fen)
            SELECT c, $2, o, p, pf, pfm, r, rf
            FROM unnest($1::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::numeric[], $7::bigint[], $8::bigint[])
                AS sum (c, o, p, pf, pfm, r, rf)
            ON CONFLICT (cycle_id, minute, operator_id) DO UPDATE SET
                paid = known.paid + excluded.paid,
                paid_fen = known.paid_fen + excluded.paid_fen,
                paid_fen_millis = known.paid_fen_millis + excluded.paid_fen_millis,
                received = known.received + excluded.received,
                received_fen = known.received_fen + excluded.received_fen
            """;

    Uni<Void> add(SqlConnection tx, IntakeSums sums) {
        if (sums.operators().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(ADD_PAIRS)
                .execute(pairs(sums.pairs()))
                .chain(() -> tx.preparedQuery(ADD_OPERATORS).execute(operators(sums.operators())))
                .replaceWithVoid();
    }

    Uni<Void> add(SqlConnection tx, MinuteSums minute) {
        if (minute.sums().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(ADD_MINUTES).execute(minutes(minute)).replaceWithVoid();
    }

    /** The gross positions of the cycles from {@code first} to {@code last}, by cycle, payer and payee. */
    public Uni<List<GrossPositionRow>> pairs(long first, long last) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from GrossPositionRow where cycleId between ?1 and ?2"
                                        + " order by cycleId, payerOperatorId, payeeOperatorId",
                                GrossPositionRow.class)
                        .setParameter(1, first)
                        .setParameter(2, last)
                        .getResultList());
    }

    /** What each operator's payers did in the cycles from {@code first} to {@code last}, by cycle and operator. */
    public Uni<List<OperatorIntakeRow>> operators(long first, long last) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from OperatorIntakeRow where cycleId between ?1 and ?2 order by cycleId, operatorId",
                                OperatorIntakeRow.class)
                        .setParameter(1, first)
                        .setParameter(2, last)
                        .getResultList());
    }

    private static Tuple pairs(List<PairSum> sums) {
        return Tuple.of(
                column(sums, PairSum::cycleId).toArray(Long[]::new),
                column(sums, sum -> sum.gross().payerOperatorId()).toArray(String[]::new),
                column(sums, sum -> sum.gross().payeeOperatorId()).toArray(String[]::new),
                column(sums, sum -> sum.gross().payments()).toArray(Long[]::new),
                column(sums, sum -> sum.gross().amountFen()).toArray(Long[]::new));
    }

    private static Tuple operators(List<OperatorSum> sums) {
        return Tuple.from(List.of(
                column(sums, OperatorSum::cycleId).toArray(Long[]::new),
                column(sums, OperatorSum::operatorId).toArray(String[]::new),
                column(sums, OperatorSum::payments).toArray(Long[]::new),
                column(sums, OperatorSum::amountFen).toArray(Long[]::new),
                column(sums, OperatorSum::gasUnits).toArray(Long[]::new),
                column(sums, OperatorSum::gasFeeFen).toArray(Long[]::new),
                column(sums, OperatorSum::unsignedDigest).map(Numeric::create).toArray(Numeric[]::new)));
    }

    private static Tuple minutes(MinuteSums minute) {
        List<MinuteSums.Sum> sums = minute.sums();
        return Tuple.from(List.of(
                column(sums, MinuteSums.Sum::cycleId).toArray(Long[]::new),
                minute.minute().atOffset(ZoneOffset.UTC),
                column(sums, MinuteSums.Sum::operatorId).toArray(String[]::new),
                column(sums, MinuteSums.Sum::paid).toArray(Long[]::new),
                column(sums, MinuteSums.Sum::paidFen).toArray(Long[]::new),
                column(sums, minute::paidFenMillis).map(Numeric::create).toArray(Numeric[]::new),
                column(sums, MinuteSums.Sum::received).toArray(Long[]::new),
                column(sums, MinuteSums.Sum::receivedFen).toArray(Long[]::new)));
    }

    private static <T, V> Stream<V> column(List<T> rows, Function<T, V> value) {
        return rows.stream().map(value);
    }
}
