package org.dcep.wallet.payment;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.ledger.Purpose;

/**
 * Reads what a payment has left in tables that are not its own. Nothing there is indexed by payment, because an index
 * would cost every payment; entries are found by their time instead.
 */
final class TraceStore {
    private static final String KEYS = """
        select algorithm, public_key, valid_from from wallet_key
        where wallet = $1 and valid_from <= $2 order by epoch desc limit 20\
        """;

    private static final String CREDIT =
            "select operator_number, credited, reason, cycle_id, decided_at from incoming_credit where payment_id = $1";

    // A wallet's entries are numbered without gap and follow one another in time, so the first one at or after a time
    // is found by halving. Those of one transaction, thousands for a busy wallet, bear the same time. An exchange (3)
    // has an id of its client's choice, which may be that of a payment.
    private static final String ENTRIES = """
        with recursive search as (
            select a.account, a.earliest, 1::bigint as low,
                   coalesce((select max(e.seq) from entry e where e.account = a.account), 0) + 1 as high
            from unnest($2::bigint[], $3::timestamptz[]) as a(account, earliest)
            union all
            select s.account, s.earliest,
                   case when e.at < s.earliest then e.seq + 1 else s.low end,
                   case when e.at < s.earliest then s.high else e.seq end
            from search s join entry e on e.account = s.account and e.seq = (s.low + s.high) / 2
            where s.low < s.high)
        select distinct e.account, e.seq, e.at, e.purpose, e.amount_fen, e.gas_fee_fen, e.held_fen, e.cycle_id
        from search s join entry e on e.account = s.account and e.seq between s.low and s.low + 99999
        where s.low = s.high and e.cause = $1 and e.purpose <> 3
        order by e.account, e.seq\
        """;

    private TraceStore() {}

    /** A key as it is stored. */
    record Key(String algorithm, byte[] publicKey, Instant validFrom) {}

    /**
     * An answer as it is stored.
     *
     * @param reason empty if credited
     */
    record Credit(int operatorNumber, boolean credited, String reason, long cycleId, Instant decidedAt) {}

    /** Where an entry is: among the first 100,000 of {@code account} from {@code earliest} on. */
    record Place(long account, Instant earliest) {}

    /** A change of a wallet as it is stored. */
    record Entry(
            long account,
            long seq,
            Instant at,
            Purpose purpose,
            long amountFen,
            long gasFeeFen,
            long heldFen,
            long cycleId) {}

    /** The keys that a wallet has had until then, newest first, at most 20. */
    static Uni<List<Key>> keys(SqlClient client, long wallet, Instant until) {
        return client.preparedQuery(KEYS)
                .execute(Tuple.of(wallet, until.atOffset(UTC)))
                .map(rows -> {
                    List<Key> keys = new ArrayList<>();
                    rows.forEach(row ->
                            keys.add(new Key(row.getString(0), row.getBuffer(1).getBytes(), time(row, 2))));
                    return keys;
                });
    }

    /** What the payee's operator has answered; empty if it was not asked or has not answered. */
    static Uni<Optional<Credit>> credit(SqlClient client, UUID paymentId) {
        return client.preparedQuery(CREDIT).execute(Tuple.of(paymentId)).map(rows -> {
            Optional<Credit> found = Optional.empty();
            for (Row row : rows) {
                found = Optional.of(new Credit(
                        row.getInteger(0), row.getBoolean(1), row.getString(2), row.getLong(3), time(row, 4)));
            }
            return found;
        });
    }

    /** The entries that {@code paymentId} has caused at {@code places}, each once, by account and number. */
    static Uni<List<Entry>> entries(SqlClient client, UUID paymentId, List<Place> places) {
        if (places.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Long[] accounts = places.stream().map(Place::account).toArray(Long[]::new);
        OffsetDateTime[] times =
                places.stream().map(place -> place.earliest().atOffset(UTC)).toArray(OffsetDateTime[]::new);
        return client.preparedQuery(ENTRIES)
                .execute(Tuple.of(paymentId, accounts, times))
                .map(rows -> {
                    List<Entry> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(entry(row)));
                    return entries;
                });
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getLong(0),
                row.getLong(1),
                time(row, 2),
                Purpose.ofCode(row.getShort(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }

    private static Instant time(Row row, int column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
