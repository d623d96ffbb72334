package org.dcep.wallet.corridor;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.LegAnswered;
import org.dcep.contracts.LegRequested;

/** Table {@code corridor_leg}: a row per leg, answered once. */
final class LegStore {
    private static final String KEEP = """
            insert into corridor_leg (trade_id, corridor_id, payment_id, payer, payee, amount_fen, max_gas_fee_fen,
                                      expires_at, reference, signature, requested_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing""";
    private static final String UNANSWERED = """
            select trade_id, corridor_id, payment_id, payer, payee, amount_fen, max_gas_fee_fen, expires_at, reference,
                   signature
            from corridor_leg where answered_at is null and ($1::uuid is null or trade_id > $1) order by trade_id
            limit $2""";
    private static final String ANSWER =
            "update corridor_leg set answered_at = $2, reason = $3 where trade_id = $1 and answered_at is null";

    private LegStore() {}

    /** Keeps what is asked for; a trade that is known keeps what was asked first. */
    static Uni<Void> keep(SqlConnection tx, List<LegRequested> legs, Instant at) {
        List<Tuple> rows = new ArrayList<>();
        for (LegRequested leg : legs) {
            rows.add(Tuple.tuple()
                    .addValue(leg.tradeId())
                    .addValue(leg.corridorId())
                    .addValue(leg.paymentId())
                    .addValue(leg.payer())
                    .addValue(leg.payee())
                    .addValue(leg.amountFen())
                    .addValue(leg.maxGasFeeFen())
                    .addValue(leg.expiresAt().atOffset(UTC))
                    .addValue(leg.reference())
                    .addValue(leg.signature())
                    .addValue(at.atOffset(UTC)));
        }
        return tx.preparedQuery(KEEP).executeBatch(rows).replaceWithVoid();
    }

    /** The next legs without an answer, in the order of their trades' ids. */
    static Uni<List<Leg>> unanswered(SqlClient client, Optional<UUID> after, int limit) {
        return client.preparedQuery(UNANSWERED)
                .execute(Tuple.of(after.orElse(null), limit))
                .map(rows -> {
                    List<Leg> legs = new ArrayList<>();
                    rows.forEach(row -> legs.add(leg(row)));
                    return legs;
                });
    }

    /** Writes the answer down; false if there is one already. */
    static Uni<Boolean> answer(SqlConnection tx, LegAnswered answer, Instant at) {
        return tx.preparedQuery(ANSWER)
                .execute(Tuple.of(answer.tradeId(), at.atOffset(UTC), answer.reason()))
                .map(answered -> answered.rowCount() == 1);
    }

    private static Leg leg(Row row) {
        return new Leg(new LegRequested(
                row.getUUID(0),
                row.getString(1),
                row.getUUID(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getOffsetDateTime(7).toInstant(),
                row.getString(8),
                row.getString(9)));
    }
}
