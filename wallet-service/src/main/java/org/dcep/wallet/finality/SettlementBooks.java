package org.dcep.wallet.finality;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.dcep.contracts.SettlementBooked;
import org.dcep.kernel.Money;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.JournalEntry;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.OpenCycle;

/** Takes settled obligations over into the books, each once per operator and settlement. */
@ApplicationScoped
class SettlementBooks {
    private static final int STRIPE = 103;

    private static final String NUMBERS =
            "select operator_number, operator_id from operator where operator_id = any($1)";

    private static final String BOOKED =
            "select settlement_id, operator_number from settlement_booking where settlement_id = any($1)";

    private static final String REMEMBER = """
        insert into settlement_booking
            (settlement_id, operator_number, cycle_id, clearing_fen, gas_fen, booked_at, asset)
        select * from unnest($1::uuid[], $2::integer[], $3::bigint[], $4::bigint[], $5::bigint[],
                             $6::timestamptz[], $7::text[])\
        """;

    private final Book book;
    private final Clock clock;

    /**
     * What one settlement means for one operator.
     *
     * @param clearingFen what CLEARING gives to the asset's account, negative if it takes
     * @param gasFen what GAS gives to ISSUED, 0 or more; 0 if the asset is RESERVES
     */
    record Share(
            UUID settlementId, long cycleId, String operatorId, SettledAsset asset, long clearingFen, long gasFen) {
        Share {
            if (asset == SettledAsset.RESERVES && gasFen != 0) {
                throw new IllegalArgumentException("gas is swept as currency, not in reserves");
            }
        }
    }

    private record Key(UUID settlementId, int operatorNumber) {}

    private record Booking(Key key, Share share) {}

    SettlementBooks(Book book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** Books what is not booked yet. Operators whose books are not kept here are left out. */
    Uni<Void> take(SqlConnection tx, List<Share> shares) {
        if (shares.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return bookings(tx, shares)
                .chain(bookings -> book.lock(tx, operatorsOf(bookings), List.of())
                        .chain(locked -> booked(tx, bookings).chain(done -> take(tx, bookings, locked, done))));
    }

    private static Uni<List<Booking>> bookings(SqlConnection tx, List<Share> shares) {
        String[] names = shares.stream().map(Share::operatorId).distinct().toArray(String[]::new);
        return tx.preparedQuery(NUMBERS).execute(Tuple.of(names)).map(rows -> {
            TreeMap<String, Integer> numbers = new TreeMap<>();
            rows.forEach(row -> numbers.put(row.getString(1), row.getInteger(0)));
            List<Booking> bookings = new ArrayList<>();
            for (Share share : shares) {
                Integer number = numbers.get(share.operatorId());
                if (number != null) {
                    bookings.add(new Booking(new Key(share.settlementId(), number), share));
                }
            }
            return bookings;
        });
    }

    private static Set<Integer> operatorsOf(List<Booking> bookings) {
        Set<Integer> operators = new HashSet<>();
        bookings.forEach(booking -> operators.add(booking.key().operatorNumber()));
        return operators;
    }

    private static Uni<Set<Key>> booked(SqlConnection tx, List<Booking> bookings) {
        UUID[] ids = bookings.stream()
                .map(booking -> booking.key().settlementId())
                .distinct()
                .toArray(UUID[]::new);
        return tx.preparedQuery(BOOKED).execute(Tuple.of(ids)).map(rows -> {
            Set<Key> keys = new HashSet<>();
            rows.forEach(row -> keys.add(new Key(row.getUUID(0), row.getInteger(1))));
            return keys;
        });
    }

    private Uni<Void> take(SqlConnection tx, List<Booking> bookings, LockedBook locked, Set<Key> done) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Booking> fresh = new ArrayList<>();
        Set<Key> keys = new HashSet<>(done);
        for (Booking booking : bookings) {
            if (keys.add(booking.key())) {
                post(booking.share(), booking.key().operatorNumber(), locked, now);
                fresh.add(booking);
            }
        }
        return book.record(tx, locked, STRIPE).chain(() -> remember(tx, fresh, now));
    }

    /** Postings and event; an operator whose debts and credits cancel out tells so without a posting. */
    static void post(Share share, int operatorNumber, LockedBook locked, Instant now) {
        OpenCycle cycle = locked.cycle(operatorNumber);
        AccountId against = AccountId.of(share.asset().account(), operatorNumber);
        AccountId clearing = AccountId.of(AccountKind.CLEARING, operatorNumber);
        List<Posting> postings = new ArrayList<>(2);
        if (share.clearingFen() > 0) {
            postings.add(new Posting(clearing, against, new Money(share.clearingFen()), Purpose.SETTLEMENT));
        } else if (share.clearingFen() < 0) {
            postings.add(new Posting(against, clearing, new Money(-share.clearingFen()), Purpose.SETTLEMENT));
        }
        if (share.gasFen() > 0) {
            AccountId gas = AccountId.of(AccountKind.GAS, operatorNumber);
            AccountId issued = AccountId.of(AccountKind.ISSUED, operatorNumber);
            postings.add(new Posting(gas, issued, new Money(share.gasFen()), Purpose.GAS_SWEEP));
        }
        if (!postings.isEmpty()) {
            locked.post(new JournalEntry(share.settlementId(), now, JournalEntry.Parties.NONE, postings));
        }
        locked.emit(
                new SettlementBooked(
                        share.settlementId(),
                        cycle.operatorId(),
                        cycle.cycleId(),
                        share.asset().name(),
                        share.clearingFen(),
                        share.gasFen()),
                operatorNumber);
    }

    private static Uni<Void> remember(SqlConnection tx, List<Booking> bookings, Instant now) {
        if (bookings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int n = bookings.size();
        UUID[] settlements = new UUID[n];
        Integer[] operators = new Integer[n];
        Long[] cycles = new Long[n];
        Long[] clearing = new Long[n];
        Long[] gas = new Long[n];
        OffsetDateTime[] times = new OffsetDateTime[n];
        String[] assets = new String[n];
        for (int i = 0; i < n; i++) {
            Booking booking = bookings.get(i);
            settlements[i] = booking.key().settlementId();
            operators[i] = booking.key().operatorNumber();
            cycles[i] = booking.share().cycleId();
            clearing[i] = booking.share().clearingFen();
            gas[i] = booking.share().gasFen();
            times[i] = now.atOffset(UTC);
            assets[i] = booking.share().asset().name();
        }
        Tuple parameters = Tuple.tuple();
        for (Object array : new Object[] {settlements, operators, cycles, clearing, gas, times, assets}) {
            parameters.addValue(array);
        }
        return tx.preparedQuery(REMEMBER).execute(parameters).replaceWithVoid();
    }
}
