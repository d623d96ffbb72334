package org.dcep.issuer.circulation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dcep.issuer.book.AccountKind;
import org.dcep.issuer.book.Book;
import org.dcep.issuer.book.Holder;
import org.dcep.issuer.book.JournalEntry;
import org.dcep.issuer.book.Latch;
import org.dcep.issuer.book.LockedAccounts;
import org.dcep.issuer.book.Posting;
import org.dcep.kernel.Money;

/**
 * Books obligations in the order of {@link SettlementRules}: balances, the journal and the register of coins, in the
 * transaction of whoever submits. An obligation that does not fit yet stays queued and is tried again with every later
 * one, so that no consumer ever blocks on it.
 */
@ApplicationScoped
public class SettlementQueue {
    private final Book book;
    private final CoinRegister register;
    private final Instance<BookedObligation> listeners;
    private final Registrar registrar;
    private final Circulation circulation;
    private final Clock clock;

    SettlementQueue(
            Book book,
            CoinRegister register,
            @Any Instance<BookedObligation> listeners,
            Registrar registrar,
            Circulation circulation,
            Clock clock) {
        this.book = book;
        this.register = register;
        this.listeners = listeners;
        this.registrar = registrar;
        this.circulation = circulation;
        this.clock = clock;
    }

    /** An obligation and its row. */
    private record Queued(ObligationRow row, Obligation obligation) {}

    /**
     * Takes an obligation in and books whatever can be booked. One with a known cause and cause id has no effect.
     *
     * @return fails if a holder is an operator that was never admitted
     */
    public Uni<Void> submit(Obligation obligation) {
        return Latch.hold(Latch.SETTLEMENT)
                .chain(() ->
                        ObligationRow.count("cause = ?1 and causeId = ?2", obligation.cause(), obligation.causeId()))
                .chain(known -> known > 0
                        ? Uni.createFrom().voidItem()
                        : enqueue(obligation).chain(this::bookQueued));
    }

    private Uni<Void> enqueue(Obligation obligation) {
        ObligationRow row = new ObligationRow(obligation, now());
        return openBeneficiaries(obligation)
                .chain(() -> Panache.getSession())
                .chain(session ->
                        session.persist(row).chain(() -> session.persistAll(movementRows(row.seq(), obligation))));
    }

    private Uni<Void> openBeneficiaries(Obligation obligation) {
        Uni<Void> opened = Uni.createFrom().voidItem();
        for (Holder holder : holders(List.of(obligation))) {
            if (holder.isBeneficiary()) {
                opened = opened.chain(() -> book.open(holder));
            }
        }
        return opened;
    }

    private static Object[] movementRows(long seq, Obligation obligation) {
        List<MovementRow> rows = new ArrayList<>();
        for (Movement movement : obligation.movements()) {
            rows.add(new MovementRow(seq, rows.size() + 1, movement));
        }
        return rows.toArray();
    }

    private Uni<Void> bookQueued() {
        return queued().chain(queue -> {
            List<Obligation> obligations =
                    queue.stream().map(Queued::obligation).toList();
            return book.lock(holders(obligations)).chain(accounts -> book(queue, obligations, accounts));
        });
    }

    private static Uni<List<Queued>> queued() {
        return ObligationRow.<ObligationRow>list("bookedAt is null order by seq")
                .chain(rows -> MovementRow.<MovementRow>list(
                                "obligationSeq in ?1 order by obligationSeq, line",
                                rows.stream().map(ObligationRow::seq).toList())
                        .map(movements -> queued(rows, movements)));
    }

    private static List<Queued> queued(List<ObligationRow> rows, List<MovementRow> movements) {
        Map<Long, List<MovementRow>> bySeq =
                movements.stream().collect(Collectors.groupingBy(MovementRow::obligationSeq));
        return rows.stream()
                .map(row -> new Queued(row, row.with(bySeq.getOrDefault(row.seq(), List.of()))))
                .toList();
    }

    private Uni<Void> book(List<Queued> queue, List<Obligation> obligations, LockedAccounts accounts) {
        List<Obligation> booked = SettlementRules.bookable(outstanding(accounts, obligations), obligations);
        if (booked.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = now();
        queue.stream()
                .filter(queued -> booked.contains(queued.obligation()))
                .forEach(queued -> queued.row().book(now));
        return book.record(accounts, entries(booked, now))
                .chain(() -> registerAnew(booked))
                .chain(() -> tell(booked, now))
                .invoke(() -> {
                    registrar.wake();
                    circulation.changed();
                });
    }

    private static Map<Holder, Long> outstanding(LockedAccounts accounts, List<Obligation> obligations) {
        Map<Holder, Long> outstanding = new HashMap<>();
        for (Holder holder : holders(obligations)) {
            outstanding.put(
                    holder,
                    accounts.balance(holder.account(AccountKind.OUTSTANDING)).fen());
        }
        return outstanding;
    }

    private static List<JournalEntry> entries(List<Obligation> booked, Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        for (Obligation obligation : booked) {
            List<Posting> postings = obligation.movements().stream()
                    .flatMap(movement -> movement.postings().stream())
                    .toList();
            entries.add(
                    new JournalEntry(obligation.cause(), obligation.causeId().toString(), now, postings));
        }
        return entries;
    }

    /** Coins follow the net of what is booked together: what comes in and goes out at once touches no coin. */
    private Uni<Void> registerAnew(List<Obligation> booked) {
        Obligation last = booked.get(booked.size() - 1);
        CoinRegister.Reason reason = new CoinRegister.Reason(last.cause(), last.causeId());
        Uni<Void> registered = Uni.createFrom().voidItem();
        for (Map.Entry<Holder, Long> net : new TreeMap<>(Obligation.netFen(booked)).entrySet()) {
            Holder holder = net.getKey();
            long fen = net.getValue();
            if (fen < 0) {
                registered = registered.chain(() -> register.take(reason, holder, Money.fen(-fen)));
            } else if (fen > 0) {
                registered = registered.chain(() -> register.give(reason, holder, Money.fen(fen)));
            }
        }
        return registered;
    }

    private Uni<Void> tell(List<Obligation> booked, Instant now) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (Obligation obligation : booked) {
            for (BookedObligation listener : listeners) {
                if (listener.cause() == obligation.cause()) {
                    told = told.chain(() -> listener.booked(obligation, now));
                }
            }
        }
        return told;
    }

    private static TreeSet<Holder> holders(List<Obligation> obligations) {
        TreeSet<Holder> holders = new TreeSet<>();
        for (Obligation obligation : obligations) {
            for (Movement movement : obligation.movements()) {
                holders.add(movement.from());
                movement.to().ifPresent(holders::add);
            }
        }
        return holders;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
