package org.dcep.wallet.payment;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.dcep.contracts.CreditRequested;

/** Table {@code incoming_credit}: one answer per request, never changed. */
final class CreditStore {
    private static final String ANSWERED = "select payment_id from incoming_credit where payment_id = any($1)";

    private static final String INSERT = """
        insert into incoming_credit (payment_id, operator_number, payer, payee, amount_fen, reference, credited,
                                     reason, cycle_id, decided_at)
        select unnest($1::uuid[]), unnest($2::integer[]), unnest($3::bigint[]), unnest($4::bigint[]),
               unnest($5::bigint[]), unnest($6::text[]), unnest($7::boolean[]), unnest($8::text[]),
               unnest($9::bigint[]), unnest($10::timestamptz[])\
        """;

    /**
     * An answer.
     *
     * @param reason the refusal's code, empty if credited
     */
    record Answer(CreditRequested request, int operatorNumber, String reason, long cycleId, Instant at) {
        boolean credited() {
            return reason.isEmpty();
        }
    }

    private CreditStore() {}

    /** Those of {@code ids} that have their answer already. */
    static Uni<Set<UUID>> answered(SqlConnection tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return tx.preparedQuery(ANSWERED)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    Set<UUID> answered = new HashSet<>();
                    rows.forEach(row -> answered.add(row.getUUID(0)));
                    return answered;
                });
    }

    static Uni<Void> insert(SqlConnection tx, List<Answer> answers) {
        if (answers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int n = answers.size();
        UUID[] ids = new UUID[n];
        Integer[] operators = new Integer[n];
        Long[] payers = new Long[n];
        Long[] payees = new Long[n];
        Long[] amounts = new Long[n];
        String[] references = new String[n];
        Boolean[] credited = new Boolean[n];
        String[] reasons = new String[n];
        Long[] cycles = new Long[n];
        OffsetDateTime[] times = new OffsetDateTime[n];
        for (int i = 0; i < n; i++) {
            Answer answer = answers.get(i);
            ids[i] = answer.request().paymentId();
            operators[i] = answer.operatorNumber();
            payers[i] = Long.valueOf(answer.request().payer());
            payees[i] = Long.valueOf(answer.request().payee());
            amounts[i] = answer.request().amountFen();
            references[i] = answer.request().reference();
            credited[i] = answer.credited();
            reasons[i] = answer.reason();
            cycles[i] = answer.cycleId();
            times[i] = answer.at().atOffset(UTC);
        }
        Tuple parameters = Tuple.tuple();
        for (Object array :
                new Object[] {ids, operators, payers, payees, amounts, references, credited, reasons, cycles, times}) {
            parameters.addValue(array);
        }
        return tx.preparedQuery(INSERT).execute(parameters).replaceWithVoid();
    }
}
