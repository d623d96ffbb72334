package org.dcep.wallet.metering;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.Operation;

/**
 * Writes metered gas, in the transaction that charges it. The charges of a transaction are added up first, so that a
 * batch of payments writes a handful of rows with one statement.
 */
@ApplicationScoped
public class GasUsage {
    private static final String ADD = """
            insert into gas_usage as u (operator_number, cycle_id, minute, operation, wallet_class, stripe, payments,
                                        amount_fen, gas_units, gas_fee_fen)
            select n.operator_number, n.cycle_id, n.minute, n.operation, n.wallet_class, $10, n.payments, n.amount_fen,
                   n.gas_units, n.gas_fee_fen
            from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::smallint[], $5::smallint[], $6::bigint[],
                        $7::bigint[], $8::bigint[], $9::bigint[])
                as n(operator_number, cycle_id, minute, operation, wallet_class, payments, amount_fen, gas_units,
                     gas_fee_fen)
            on conflict (operator_number, cycle_id, minute, operation, wallet_class, stripe) do update set
                payments = u.payments + excluded.payments, amount_fen = u.amount_fen + excluded.amount_fen,
                gas_units = u.gas_units + excluded.gas_units, gas_fee_fen = u.gas_fee_fen + excluded.gas_fee_fen""";

    private static final int SECONDS_PER_MINUTE = 60;

    /**
     * The gas of one final payment.
     *
     * @param operatorNumber the payer's operator, in whose book the gas is
     * @param payerClass the payer's class when it was charged
     */
    public record Charge(
            int operatorNumber,
            long cycleId,
            Instant at,
            Operation operation,
            WalletClass payerClass,
            long amountFen,
            long gasUnits,
            long gasFeeFen) {}

    /** What a row is about. */
    record Meter(int operatorNumber, long cycleId, long minute, Operation operation, WalletClass payerClass) {
        static final Comparator<Meter> ORDER = Comparator.comparingInt(Meter::operatorNumber)
                .thenComparingLong(Meter::cycleId)
                .thenComparingLong(Meter::minute)
                .thenComparing(Meter::operation)
                .thenComparing(Meter::payerClass);
    }

    /** What a transaction adds to a row. */
    record Reading(long payments, long amountFen, long gasUnits, long gasFeeFen) {
        Reading plus(Reading other) {
            return new Reading(
                    payments + other.payments,
                    Math.addExact(amountFen, other.amountFen),
                    Math.addExact(gasUnits, other.gasUnits),
                    Math.addExact(gasFeeFen, other.gasFeeFen));
        }
    }

    /**
     * Adds {@code charges} to what is stored, within {@code tx}.
     *
     * @param stripe as in {@code Book.record}: a busy writer has one of its own
     */
    public Uni<Void> record(SqlClient tx, Collection<Charge> charges, int stripe) {
        return charges.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(ADD)
                        .execute(parameters(added(charges), stripe))
                        .replaceWithVoid();
    }

    /** One reading per meter, in the order in which rows are locked everywhere. */
    static SortedMap<Meter, Reading> added(Collection<Charge> charges) {
        SortedMap<Meter, Reading> readings = new TreeMap<>(Meter.ORDER);
        for (Charge charge : charges) {
            Meter meter = new Meter(
                    charge.operatorNumber(),
                    charge.cycleId(),
                    Math.floorDiv(charge.at().getEpochSecond(), SECONDS_PER_MINUTE),
                    charge.operation(),
                    charge.payerClass());
            Reading reading = new Reading(1, charge.amountFen(), charge.gasUnits(), charge.gasFeeFen());
            readings.merge(meter, reading, Reading::plus);
        }
        return readings;
    }

    private static Tuple parameters(SortedMap<Meter, Reading> readings, int stripe) {
        int n = readings.size();
        Integer[] operators = new Integer[n];
        Long[] cycles = new Long[n];
        Long[] minutes = new Long[n];
        Short[] operations = new Short[n];
        Short[] classes = new Short[n];
        Long[] payments = new Long[n];
        Long[] amounts = new Long[n];
        Long[] units = new Long[n];
        Long[] fees = new Long[n];
        int i = 0;
        for (var entry : readings.entrySet()) {
            Meter meter = entry.getKey();
            operators[i] = meter.operatorNumber();
            cycles[i] = meter.cycleId();
            minutes[i] = meter.minute();
            operations[i] = (short) meter.operation().ordinal();
            classes[i] = (short) meter.payerClass().ordinal();
            payments[i] = entry.getValue().payments();
            amounts[i] = entry.getValue().amountFen();
            units[i] = entry.getValue().gasUnits();
            fees[i++] = entry.getValue().gasFeeFen();
        }
        Tuple parameters = Tuple.tuple();
        for (Object array :
                new Object[] {operators, cycles, minutes, operations, classes, payments, amounts, units, fees}) {
            parameters.addValue(array);
        }
        return parameters.addShort((short) stripe);
    }
}
