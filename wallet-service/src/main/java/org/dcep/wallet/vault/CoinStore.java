package org.dcep.wallet.vault;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.dcep.wallet.vault.Inspection.SignedCoin;

/** The file of coins. Its writers hold the lock of the operator's vault, so that they do not overlook one another. */
@ApplicationScoped
class CoinStore {
    private static final String KNOWN = "select serial from coin where serial = any($1)";
    private static final String INSERT = """
            insert into coin (serial, operator_number, amount_fen, issued_at, key_id, signature, cause_id, retired_by)
            select n.serial, $6, n.amount_fen, n.issued_at, n.key_id, n.signature, $7, e.retired_by
            from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[], $5::bytea[])
                as n(serial, amount_fen, issued_at, key_id, signature)
            left join early_retirement e on e.serial = n.serial and e.operator_number = $6
            on conflict (serial) do nothing""";
    private static final String RETIRE = """
            update coin set retired_by = $3 where serial = any($1) and operator_number = $2 and retired_by is null""";
    private static final String RETIRE_EARLY = """
            insert into early_retirement (serial, operator_number, retired_by)
            select n.serial, $2, $3 from unnest($1::uuid[]) as n(serial)
            where not exists (select 1 from coin c where c.serial = n.serial)
            on conflict do nothing""";
    private static final String REJECT = """
            insert into rejected_currency
                (cause_id, operator_id, announcement, reason, coin_count, first_bad_serial, payload, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing""";
    private static final String IN_FORCE = """
            select count(*), coalesce(sum(amount_fen), 0)::bigint from coin
            where operator_number = $1 and retired_by is null""";

    /** The coins in force of an operator. */
    record CoinSum(long count, long fen) {}

    /**
     * An announcement that is not taken.
     *
     * @param kind ISSUED or REGISTERED
     */
    record Rejection(String kind, UUID causeId, String operatorId, int coinCount, Inspection inspection, Event event) {}

    /** Which of these serials are here already. */
    Uni<Set<UUID>> known(SqlClient tx, Collection<UUID> serials) {
        return tx.preparedQuery(KNOWN)
                .execute(Tuple.of(serials.toArray(UUID[]::new)))
                .map(rows -> {
                    Set<UUID> known = new HashSet<>();
                    rows.forEach(row -> known.add(row.getUUID(0)));
                    return known;
                });
    }

    /** Adds coins; one that is here already stays as it is, and one that was retired before it came is retired. */
    Uni<Void> insert(SqlClient tx, int operatorNumber, UUID causeId, List<SignedCoin> coins) {
        if (coins.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int n = coins.size();
        UUID[] serials = new UUID[n];
        Long[] amounts = new Long[n];
        OffsetDateTime[] issuedAts = new OffsetDateTime[n];
        String[] keyIds = new String[n];
        Buffer[] signatures = new Buffer[n];
        for (int i = 0; i < n; i++) {
            SignedCoin signed = coins.get(i);
            serials[i] = signed.coin().serial();
            amounts[i] = signed.coin().amount().fen();
            issuedAts[i] = signed.coin().issuedAt().atOffset(UTC);
            keyIds[i] = signed.coin().keyId();
            signatures[i] = Buffer.buffer(signed.signature());
        }
        Tuple parameters = Tuple.tuple();
        for (Object value : new Object[] {serials, amounts, issuedAts, keyIds, signatures, operatorNumber, causeId}) {
            parameters.addValue(value);
        }
        return tx.preparedQuery(INSERT).execute(parameters).replaceWithVoid();
    }

    /** Voids coins; those that have not arrived are remembered. */
    Uni<Void> retire(SqlClient tx, int operatorNumber, UUID causeId, List<UUID> serials) {
        if (serials.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.of(serials.toArray(UUID[]::new), operatorNumber, causeId);
        return tx.preparedQuery(RETIRE)
                .execute(parameters)
                .chain(() -> tx.preparedQuery(RETIRE_EARLY).execute(parameters))
                .replaceWithVoid();
    }

    /** Puts an announcement aside, whole, for an investigation. */
    Uni<Void> reject(SqlClient tx, Rejection rejection, Instant at) {
        Tuple parameters = Tuple.tuple();
        for (Object value : new Object[] {
            rejection.causeId(),
            rejection.operatorId(),
            rejection.kind(),
            rejection.inspection().flaw().orElseThrow().name(),
            rejection.coinCount(),
            rejection.inspection().serial().orElse(null),
            EventJson.write(rejection.event()),
            at.atOffset(UTC)
        }) {
            parameters.addValue(value);
        }
        return tx.preparedQuery(REJECT).execute(parameters).replaceWithVoid();
    }

    Uni<CoinSum> inForce(SqlClient client, int operatorNumber) {
        return client.preparedQuery(IN_FORCE).execute(Tuple.of(operatorNumber)).map(rows -> {
            var row = rows.iterator().next();
            return new CoinSum(row.getLong(0), row.getLong(1));
        });
    }
}
