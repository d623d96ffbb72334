package org.dcep.wallet.book;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.AccountKind;
import org.dcep.outbox.Outbox;

/**
 * The wallet books in the database: locks the rows that a decision needs, and writes what was decided, with one
 * statement per table whatever the number of payments.
 *
 * <p>Rows are locked in one order everywhere, so that transactions wait for one another but never in a circle: open
 * cycles by operator, wallets by number, vaults by operator, then the stripes of collectors and tallies.
 *
 * <p>Statements that do not wait for one another's results are sent together. One connection runs them in the order in
 * which they are sent, each on what the ones before it have done, and after a failure it refuses all that follow.
 *
 * <p>Where many rows are written, arrays of equal length are unnested side by side in the list of what is selected.
 * Unnested together as a table, each array would be copied into a store of its own first, which costs a quarter more.
 */
@ApplicationScoped
public class Book {
    /** The zone of business dates and of times of day in policies. */
    public static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Shanghai");

    private static final String LOCK_CYCLES = """
            select c.operator_number, o.operator_id, c.cycle_id, c.business_date, c.frozen
            from open_cycle c join operator o on o.operator_number = c.operator_number
            where c.operator_number = any($1) order by c.operator_number for key share of c""";

    private static final String LOCK_WALLETS = """
            select id, operator_number, wallet_class, state, key_epoch, available_fen, held_fen, seq, spent_on,
                   spent_today_fen, spent_this_year_fen, gas_rest_micro_fen
            from account where id = any($1) order by id for no key update""";

    private static final String LOCK_VAULTS = """
            select operator_number, balance_fen from vault_account
            where operator_number = any($1) order by operator_number for no key update""";

    private static final String WRITE_ENTRIES = """
            insert into entry (account, seq, at, cycle_id, purpose, cause, counterparty, amount_fen, gas_fee_fen,
                               held_fen, available_after_fen, held_after_fen)
            select unnest($1::bigint[]), unnest($2::bigint[]), unnest($3::timestamptz[]), unnest($4::bigint[]),
                   unnest($5::smallint[]), unnest($6::uuid[]), unnest($7::bigint[]), unnest($8::bigint[]),
                   unnest($9::bigint[]), unnest($10::bigint[]), unnest($11::bigint[]), unnest($12::bigint[])""";

    private static final String WRITE_WALLETS = """
            update account a set available_fen = n.available_fen, held_fen = n.held_fen, seq = n.seq,
                spent_on = n.spent_on, spent_today_fen = n.spent_today_fen,
                spent_this_year_fen = n.spent_this_year_fen, gas_rest_micro_fen = n.gas_rest_micro_fen
            from (select unnest($1::bigint[]) as id, unnest($2::bigint[]) as available_fen,
                         unnest($3::bigint[]) as held_fen, unnest($4::bigint[]) as seq, unnest($5::date[]) as spent_on,
                         unnest($6::bigint[]) as spent_today_fen, unnest($7::bigint[]) as spent_this_year_fen,
                         unnest($8::bigint[]) as gas_rest_micro_fen) as n
            where a.id = n.id""";

    private static final String WRITE_VAULTS = """
            update vault_account v set balance_fen = v.balance_fen + n.amount_fen
            from unnest($1::integer[], $2::bigint[]) as n(operator_number, amount_fen)
            where v.operator_number = n.operator_number""";

    // An insert takes its rows in the order given, so stripes are locked in ascending order even where two writers
    // share one.
    private static final String WRITE_COLLECTORS = """
            insert into collector as c (operator_number, kind, stripe, balance_fen)
            select n.operator_number, n.kind, $4, n.amount_fen
            from unnest($1::integer[], $2::smallint[], $3::bigint[]) as n(operator_number, kind, amount_fen)
            on conflict (operator_number, kind, stripe) do update set balance_fen = c.balance_fen + excluded.balance_fen""";

    private static final String WRITE_COLLECTOR_ENTRIES = """
            insert into collector_entry (operator_number, kind, cycle_id, at, amount_fen, postings)
            select n.operator_number, n.kind, n.cycle_id, $6, n.amount_fen, n.postings
            from unnest($1::integer[], $2::smallint[], $3::bigint[], $4::bigint[], $5::integer[])
                as n(operator_number, kind, cycle_id, amount_fen, postings)""";

    private static final String WRITE_TALLIES = """
            insert into cycle_tally as t
                (operator_number, cycle_id, stripe, book_events, payments, amount_fen, gas_fee_fen, digest)
            select n.operator_number, n.cycle_id, $8, n.book_events, n.payments, n.amount_fen, n.gas_fee_fen, n.digest
            from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                        $7::bigint[])
                as n(operator_number, cycle_id, book_events, payments, amount_fen, gas_fee_fen, digest)
            on conflict (operator_number, cycle_id, stripe) do update set
                book_events = t.book_events + excluded.book_events, payments = t.payments + excluded.payments,
                amount_fen = t.amount_fen + excluded.amount_fen,
                gas_fee_fen = t.gas_fee_fen + excluded.gas_fee_fen, digest = t.digest + excluded.digest""";

    private final Outbox outbox;
    private final Clock clock;

    Book(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Locks books, wallets and, where named, vaults. What does not exist is absent from the result.
     *
     * @param tx a connection inside a transaction that has locked nothing yet
     */
    public Uni<LockedBook> lock(
            SqlConnection tx, Collection<Integer> operators, Collection<Long> wallets, Collection<Integer> vaults) {
        return Uni.combine()
                .all()
                .unis(lockCycles(tx, operators), lockWallets(tx, wallets), lockVaults(tx, vaults))
                .with(LockedBook::new);
    }

    /** Locks books and wallets, for those who leave the vaults alone. */
    public Uni<LockedBook> lock(SqlConnection tx, Collection<Integer> operators, Collection<Long> wallets) {
        return lock(tx, operators, wallets, List.of());
    }

    /**
     * Writes everything that was posted, counted and emitted; the caller commits.
     *
     * @param stripe 0 for occasional writers; a busy writer has one of its own, so that it waits for nobody
     */
    public Uni<Void> record(SqlConnection tx, LockedBook book, int stripe) {
        book.requireBalanced();
        return Uni.combine()
                .all()
                .unis(
                        writeEntries(tx, book.entries()),
                        writeWallets(tx, book.changedWallets()),
                        writeVaults(tx, book),
                        writeCollectors(tx, book, stripe),
                        writeCollectorEntries(tx, book),
                        writeTallies(tx, book, stripe),
                        outbox.append(tx, book.events()))
                .discardItems();
    }

    private Uni<List<OpenCycle>> lockCycles(SqlConnection tx, Collection<Integer> operators) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BUSINESS_ZONE);
        Integer[] numbers = new TreeSet<>(operators).toArray(Integer[]::new);
        return tx.preparedQuery(LOCK_CYCLES).execute(Tuple.of(numbers)).map(rows -> {
            List<OpenCycle> cycles = new ArrayList<>();
            for (Row row : rows) {
                LocalDate date = row.getLocalDate(3);
                cycles.add(new OpenCycle(
                        row.getString(1),
                        row.getInteger(0),
                        row.getLong(2),
                        date.isBefore(today) ? today : date,
                        row.getBoolean(4)));
            }
            return cycles;
        });
    }

    private static Uni<List<WalletAccount>> lockWallets(SqlConnection tx, Collection<Long> wallets) {
        if (wallets.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Long[] numbers = new TreeSet<>(wallets).toArray(Long[]::new);
        return tx.preparedQuery(LOCK_WALLETS).execute(Tuple.of(numbers)).map(rows -> {
            List<WalletAccount> accounts = new ArrayList<>(rows.size());
            rows.forEach(row -> accounts.add(account(row)));
            return accounts;
        });
    }

    private static WalletAccount account(Row row) {
        return new WalletAccount(
                row.getLong(0),
                row.getInteger(1),
                WalletClass.values()[row.getShort(2)],
                WalletState.ofCode(row.getShort(3)),
                row.getInteger(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                new Spending(row.getLocalDate(8), row.getLong(9), row.getLong(10)),
                row.getLong(11));
    }

    private static Uni<Map<Integer, Long>> lockVaults(SqlConnection tx, Collection<Integer> operators) {
        if (operators.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Integer[] numbers = new TreeSet<>(operators).toArray(Integer[]::new);
        return tx.preparedQuery(LOCK_VAULTS).execute(Tuple.of(numbers)).map(rows -> {
            Map<Integer, Long> balances = new HashMap<>();
            rows.forEach(row -> balances.put(row.getInteger(0), row.getLong(1)));
            return balances;
        });
    }

    private static Uni<Void> writeEntries(SqlConnection tx, List<LockedBook.EntryRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int n = rows.size();
        Long[] accounts = new Long[n];
        Long[] seqs = new Long[n];
        OffsetDateTime[] times = new OffsetDateTime[n];
        Long[] cycles = new Long[n];
        Short[] purposes = new Short[n];
        UUID[] causes = new UUID[n];
        Long[] counterparties = new Long[n];
        Long[] amounts = new Long[n];
        Long[] fees = new Long[n];
        Long[] helds = new Long[n];
        Long[] availableAfter = new Long[n];
        Long[] heldAfter = new Long[n];
        for (int i = 0; i < n; i++) {
            LockedBook.EntryRow row = rows.get(i);
            accounts[i] = row.after().number();
            seqs[i] = row.after().seq();
            times[i] = row.at().atOffset(UTC);
            cycles[i] = row.cycleId();
            purposes[i] = (short) row.purpose().code();
            causes[i] = row.cause();
            counterparties[i] = row.counterparty() == 0 ? null : (Long) row.counterparty();
            amounts[i] = row.amountFen();
            fees[i] = row.gasFeeFen();
            helds[i] = row.heldFen();
            availableAfter[i] = row.after().availableFen();
            heldAfter[i] = row.after().heldFen();
        }
        Tuple parameters = Tuple.tuple();
        for (Object array : new Object[] {
            accounts,
            seqs,
            times,
            cycles,
            purposes,
            causes,
            counterparties,
            amounts,
            fees,
            helds,
            availableAfter,
            heldAfter
        }) {
            parameters.addValue(array);
        }
        return execute(tx, WRITE_ENTRIES, parameters, n);
    }

    private static Uni<Void> writeWallets(SqlConnection tx, Collection<WalletAccount> wallets) {
        if (wallets.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int n = wallets.size();
        Long[] numbers = new Long[n];
        Long[] available = new Long[n];
        Long[] held = new Long[n];
        Long[] seqs = new Long[n];
        LocalDate[] spentOn = new LocalDate[n];
        Long[] spentToday = new Long[n];
        Long[] spentThisYear = new Long[n];
        Long[] gasRests = new Long[n];
        int i = 0;
        for (WalletAccount wallet : wallets) {
            numbers[i] = wallet.number();
            available[i] = wallet.availableFen();
            held[i] = wallet.heldFen();
            seqs[i] = wallet.seq();
            spentOn[i] = wallet.spending().on();
            spentToday[i] = wallet.spending().todayFen();
            spentThisYear[i] = wallet.spending().thisYearFen();
            gasRests[i++] = wallet.gasRestMicroFen();
        }
        Tuple parameters = Tuple.tuple();
        for (Object array :
                new Object[] {numbers, available, held, seqs, spentOn, spentToday, spentThisYear, gasRests}) {
            parameters.addValue(array);
        }
        return execute(tx, WRITE_WALLETS, parameters, n);
    }

    private static Uni<Void> writeVaults(SqlConnection tx, LockedBook book) {
        List<Integer> operators = new ArrayList<>();
        List<Long> amounts = new ArrayList<>();
        book.collectors().forEach((key, change) -> {
            if (key.kind() == AccountKind.VAULT) {
                operators.add(key.operatorNumber());
                amounts.add(change.amountFen);
            }
        });
        if (operators.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.of(operators.toArray(Integer[]::new), amounts.toArray(Long[]::new));
        return execute(tx, WRITE_VAULTS, parameters, operators.size());
    }

    private static Uni<Void> writeCollectors(SqlConnection tx, LockedBook book, int stripe) {
        List<Integer> operators = new ArrayList<>();
        List<Short> kinds = new ArrayList<>();
        List<Long> amounts = new ArrayList<>();
        book.collectors().forEach((key, change) -> {
            if (key.kind() != AccountKind.VAULT) {
                operators.add(key.operatorNumber());
                kinds.add((short) key.kind().code());
                amounts.add(change.amountFen);
            }
        });
        if (operators.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.of(
                operators.toArray(Integer[]::new), kinds.toArray(Short[]::new), amounts.toArray(Long[]::new), (short)
                        stripe);
        return execute(tx, WRITE_COLLECTORS, parameters, operators.size());
    }

    private Uni<Void> writeCollectorEntries(SqlConnection tx, LockedBook book) {
        Map<LockedBook.CollectorKey, LockedBook.CollectorChange> changes = book.collectors();
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Integer> operators = new ArrayList<>();
        List<Short> kinds = new ArrayList<>();
        List<Long> cycles = new ArrayList<>();
        List<Long> amounts = new ArrayList<>();
        List<Integer> postings = new ArrayList<>();
        changes.forEach((key, change) -> {
            operators.add(key.operatorNumber());
            kinds.add((short) key.kind().code());
            cycles.add(book.cycle(key.operatorNumber()).cycleId());
            amounts.add(change.amountFen);
            postings.add(change.postings);
        });
        Tuple parameters = Tuple.tuple()
                .addValue(operators.toArray(Integer[]::new))
                .addValue(kinds.toArray(Short[]::new))
                .addValue(cycles.toArray(Long[]::new))
                .addValue(amounts.toArray(Long[]::new))
                .addValue(postings.toArray(Integer[]::new))
                .addValue(clock.instant().atOffset(UTC));
        return execute(tx, WRITE_COLLECTOR_ENTRIES, parameters, operators.size());
    }

    private static Uni<Void> writeTallies(SqlConnection tx, LockedBook book, int stripe) {
        if (book.tallies().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int n = book.tallies().size();
        Integer[] operators = new Integer[n];
        Long[] cycles = new Long[n];
        Long[] events = new Long[n];
        Long[] payments = new Long[n];
        Long[] amounts = new Long[n];
        Long[] fees = new Long[n];
        Long[] digests = new Long[n];
        int i = 0;
        for (Map.Entry<Integer, LockedBook.Tally> entry : book.tallies().entrySet()) {
            LockedBook.Tally tally = entry.getValue();
            operators[i] = entry.getKey();
            cycles[i] = book.cycle(entry.getKey()).cycleId();
            events[i] = tally.bookEvents;
            payments[i] = tally.payments;
            amounts[i] = tally.amountFen;
            fees[i] = tally.gasFeeFen;
            digests[i++] = tally.digest;
        }
        Tuple parameters = Tuple.tuple();
        for (Object array : new Object[] {operators, cycles, events, payments, amounts, fees, digests}) {
            parameters.addValue(array);
        }
        return execute(tx, WRITE_TALLIES, parameters.addShort((short) stripe), n);
    }

    /** A statement that touches fewer rows than it was given has met a row that is not as it was locked. */
    private static Uni<Void> execute(SqlConnection tx, String sql, Tuple parameters, int expectedRows) {
        return tx.preparedQuery(sql)
                .execute(parameters)
                .map(RowSet::rowCount)
                .invoke(rows -> {
                    if (rows != expectedRows) {
                        throw new IllegalStateException("wrote " + rows + " rows where " + expectedRows + " were due");
                    }
                })
                .replaceWithVoid();
    }
}
