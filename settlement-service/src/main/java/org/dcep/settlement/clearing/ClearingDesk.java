package org.dcep.settlement.clearing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.reserve.Obligations;
import org.dcep.settlement.reserve.Reserves;

/**
 * Lets one transaction at a time work with the books, stores what it has changed and tells what became final.
 *
 * <p>The lock is a row, so it holds between replicas too, and it is let go by whatever ends the transaction. The row names
 * the transaction that wrote last. Books in memory remember the transaction that they stood in; if the row names the same,
 * they are what is stored, and otherwise they are read again: after another replica's turn, and after a transaction of
 * their own that failed, or whose end nobody has seen.
 */
@ApplicationScoped
public class ClearingDesk {
    private static final String LOCK =
            "SELECT changed_by::text AS changed_by, pg_current_xact_id()::text AS own FROM clearing_state FOR UPDATE";
    private static final String NEWEST_CYCLE = """
            SELECT c.cycle_id, c.mode, c.asset, p.document
            FROM cycle c LEFT JOIN settlement_policy p ON p.version = c.policy_version
            WHERE c.asset = 'RESERVES' ORDER BY c.cycle_id DESC LIMIT 1
            """;
    private static final String STORE = """
            UPDATE clearing_state SET changed_by = pg_current_xact_id(), at = $1, next_sequence = $2, next_group = $3,
                cycle_id = $4
            """;
    private static final String CYCLES_CONCERNED = """
            SELECT c.cycle_id, c.mode, c.state = 'NETTED' AND NOT EXISTS (
                SELECT 1 FROM obligation o WHERE o.cycle_id = c.cycle_id AND o.settled_at IS NULL) AS final
            FROM cycle c WHERE c.cycle_id = ANY($1) ORDER BY c.cycle_id
            """;

    private final AtomicReference<Held> inMemory = new AtomicReference<>();
    private final Reserves reserves;
    private final Outbox outbox;
    private final BusinessTime time;

    /** Books that no transaction works with, as the transaction {@code changedBy} left them. */
    private record Held(ClearingBooks books, String changedBy) {}

    /** The row, locked. */
    private record Lock(String changedBy, String own) {}

    private record Done<T>(ClearingBooks books, Changes changes, T result) {}

    ClearingDesk(Reserves reserves, Outbox outbox, BusinessTime time) {
        this.reserves = reserves;
        this.outbox = outbox;
        this.time = time;
    }

    /** Submits obligations in the transaction that is open on {@code tx}; what waits may settle by it. */
    public Uni<Void> submit(SqlConnection tx, List<Arrival> arrivals) {
        return arrivals.isEmpty() ? Uni.createFrom().voidItem() : run(tx, books -> books.submit(arrivals, time.now()));
    }

    /** Keeps obligations for the end of their cycle, which submits them. */
    public Uni<Void> collect(SqlConnection tx, List<Arrival> arrivals) {
        return ChangedRows.collect(tx, arrivals, time.now());
    }

    /** Nobody else changes the books until the transaction ends; the name of who did last. */
    Uni<String> lock(SqlConnection tx) {
        return locked(tx).map(Lock::changedBy);
    }

    Uni<Void> run(SqlConnection tx, Consumer<ClearingBooks> step) {
        return work(tx, books -> {
                    step.accept(books);
                    return true;
                })
                .replaceWithVoid();
    }

    /** One step with the books: what it changes is stored and told in the transaction that is open on {@code tx}. */
    <T> Uni<T> work(SqlConnection tx, Function<ClearingBooks, T> step) {
        return locked(tx)
                .chain(lock -> books(tx, lock)
                        .call(books -> adoptNewestPolicy(tx, books))
                        .map(books -> {
                            T result = step.apply(books);
                            return new Done<>(books, books.takeChanges(), result);
                        })
                        .call(done -> store(tx, done))
                        .invoke(done -> inMemory.set(
                                new Held(done.books(), done.changes().isEmpty() ? lock.changedBy() : lock.own()))))
                .map(Done::result);
    }

    private static Uni<Lock> locked(SqlConnection tx) {
        return tx.query(LOCK).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Lock(row.getString("changed_by"), row.getString("own"));
        });
    }

    /** Taken out of memory, so that two transactions can never hold the same books, even if one has lost its lock. */
    private Uni<ClearingBooks> books(SqlConnection tx, Lock lock) {
        Held held = inMemory.getAndSet(null);
        return held != null && held.changedBy().equals(lock.changedBy())
                ? Uni.createFrom().item(held.books())
                : StoredBooks.read(tx);
    }

    private static Uni<Void> adoptNewestPolicy(SqlConnection tx, ClearingBooks books) {
        return tx.query(NEWEST_CYCLE)
                .execute()
                .invoke(rows -> rows.forEach(row -> {
                    long newest = row.getLong("cycle_id");
                    if (newest != books.cycleId()) {
                        books.adopt(newest, CyclePolicy.of(row));
                    }
                }))
                .replaceWithVoid();
    }

    private <T> Uni<Void> store(SqlConnection tx, Done<T> done) {
        Changes changes = done.changes();
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        ClearingBooks books = done.books();
        return new ChangedRows(tx, books, changes)
                .write()
                .chain(() -> tell(tx, changes))
                .chain(() -> tx.preparedQuery(STORE)
                        .execute(Tuple.of(
                                books.at().atOffset(ZoneOffset.UTC),
                                books.nextSequence(),
                                books.nextGroup(),
                                books.cycleId() == 0 ? null : (Long) books.cycleId())))
                .replaceWithVoid();
    }

    private Uni<Void> tell(SqlConnection tx, Changes changes) {
        if (changes.settled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        SortedMap<Long, List<Changes.Settled>> cycles = SettledEvents.byCycle(changes.settled.values());
        return tx.preparedQuery(CYCLES_CONCERNED)
                .execute(Tuple.of(cycles.keySet().toArray(Long[]::new)))
                .chain(rows -> tell(tx, cycles, rows));
    }

    private Uni<Void> tell(SqlConnection tx, SortedMap<Long, List<Changes.Settled>> cycles, RowSet<Row> rows) {
        Map<Long, String> modes = new HashMap<>();
        List<CycleSettled> ended = new ArrayList<>();
        for (Row row : rows) {
            modes.put(row.getLong("cycle_id"), row.getString("mode"));
            if (row.getBoolean("final")) {
                ended.add(new CycleSettled(row.getLong("cycle_id")));
            }
        }
        List<PaymentsSettled> settled = SettledEvents.of(cycles, modes::get);
        List<Event> events = new ArrayList<>(settled);
        events.addAll(ended);
        Uni<Void> obliged = Uni.createFrom().voidItem();
        for (PaymentsSettled each : settled) {
            obliged = obliged.chain(() -> reserves.oblige(tx, Obligations.of(each)));
        }
        return obliged.chain(() -> outbox.append(tx, events));
    }
}
