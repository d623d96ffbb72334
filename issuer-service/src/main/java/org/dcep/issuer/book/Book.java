package org.dcep.issuer.book;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The only way to change a balance. Every method joins the caller's transaction. Callers that need a {@link Latch} take
 * it first, then lock all accounts that they will touch at once: this order is what keeps two of them from a deadlock.
 */
@ApplicationScoped
public class Book {
    private static final String TOTALS = "select h.kind, a.kind, sum(a.balanceFen) from AccountRow a, HolderRow h"
            + " where h.id = a.holder group by h.kind, a.kind";

    /** Opens every account of a new operator or beneficiary; does nothing for a known one. */
    public Uni<Void> open(Holder holder) {
        return Panache.getSession()
                .chain(session -> session.find(HolderRow.class, holder.id())
                        .chain(known -> known == null
                                ? insert(session, holder)
                                : Uni.createFrom().voidItem()));
    }

    private static Uni<Void> insert(Mutiny.Session session, Holder holder) {
        Object[] accounts = EnumSet.complementOf(EnumSet.of(AccountKind.SETTLEMENT)).stream()
                .map(kind -> new AccountRow(holder.account(kind)))
                .toArray();
        return session.persist(new HolderRow(holder))
                .chain(() -> session.persistAll(accounts))
                .chain(session::flush);
    }

    /** Locks all accounts of these holders in ascending order; a holder without accounts is simply not there. */
    public Uni<LockedAccounts> lock(Collection<Holder> holders) {
        List<String> ids = holders.stream().map(Holder::id).distinct().toList();
        return AccountRow.<AccountRow>find("holder in ?1 order by id", ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .map(LockedAccounts::new);
    }

    /** The balances of these holders' accounts as they are now, without a lock. */
    public Uni<Balances> balances(Collection<Holder> holders) {
        List<String> ids = holders.stream().map(Holder::id).distinct().toList();
        return AccountRow.<AccountRow>list("holder in ?1", ids).map(Balances::of);
    }

    /** What all holders of a kind have on each account together, at one moment. */
    public Uni<Totals> totals() {
        return Panache.getSession()
                .chain(session -> session.createQuery(TOTALS, Object[].class).getResultList())
                .map(Totals::of);
    }

    /**
     * Books entries whose accounts are locked. Between two entries a balance may pass through zero; after the last one
     * it must have its sign again.
     */
    public Uni<Void> record(LockedAccounts accounts, List<JournalEntry> entries) {
        Uni<Void> recorded = Uni.createFrom().voidItem();
        for (JournalEntry entry : entries) {
            recorded = recorded.chain(() -> insert(entry));
        }
        return recorded.invoke(() -> apply(accounts, entries));
    }

    private static Uni<Void> insert(JournalEntry entry) {
        JournalEntryRow row = new JournalEntryRow(entry);
        return Panache.getSession()
                .chain(session -> session.persist(row).chain(() -> session.persistAll(postings(row.id(), entry))));
    }

    private static Object[] postings(long entryId, JournalEntry entry) {
        List<PostingRow> rows = new ArrayList<>();
        for (Posting posting : entry.postings()) {
            rows.add(new PostingRow(entryId, rows.size() + 1, posting));
        }
        return rows.toArray();
    }

    private static void apply(LockedAccounts accounts, List<JournalEntry> entries) {
        List<AccountRow> touched = new ArrayList<>();
        for (JournalEntry entry : entries) {
            for (Posting posting : entry.postings()) {
                AccountRow debit = accounts.row(posting.debit());
                AccountRow credit = accounts.row(posting.credit());
                debit.add(-posting.amount().fen());
                credit.add(posting.amount().fen());
                touched.add(debit);
                touched.add(credit);
            }
        }
        touched.forEach(AccountRow::requireSign);
    }
}
