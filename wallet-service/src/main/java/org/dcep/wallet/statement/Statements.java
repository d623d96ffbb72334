package org.dcep.wallet.statement;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Reads entries by their number, which is their order. */
@ApplicationScoped
class Statements implements PanacheRepositoryBase<EntryRow, EntryRow.Key> {
    /**
     * Halves a range of numbers that is the same for all wallets and all times, and takes what does not exist yet for
     * later than everything: so the answer for a day that is over stays the same while entries are added, and a later
     * moment never gets a smaller number, even where the times of neighbouring entries are out of order.
     */
    private static final String FIRST_NOT_BEFORE = """
            with recursive search (low, high) as (
                select cast(1 as bigint), cast(1 as bigint) << 40
                union all
                select case when e.at < :moment then m.middle + 1 else s.low end,
                       case when e.at < :moment then s.high else m.middle end
                from search s
                cross join lateral (select (s.low + s.high) / 2 as middle) m
                left join entry e on e.account = :wallet and e.seq = m.middle
                where s.low < s.high)
            select low from search where low = high
            """;

    /** The entries after {@code seq}, at most {@code limit}. */
    @WithSession
    Uni<List<EntryRow>> after(long wallet, long seq, int limit) {
        return find("account = ?1 and seq > ?2 order by seq", wallet, seq)
                .range(0, limit - 1)
                .list();
    }

    /** The entries from {@code first} to {@code last}, both included. */
    @WithSession
    Uni<List<EntryRow>> between(long wallet, long first, long last) {
        return list("account = ?1 and seq between ?2 and ?3 order by seq", wallet, first, last);
    }

    /** The number of the first entry that was not booked before {@code moment}; one more than the newest if none. */
    @WithSession
    Uni<Long> firstNotBefore(long wallet, Instant moment) {
        return getSession()
                .chain(session -> session.createNativeQuery(FIRST_NOT_BEFORE, Long.class)
                        .setParameter("wallet", wallet)
                        .setParameter("moment", moment)
                        .getSingleResult());
    }

    /** The number of the wallet's newest entry, 0 if it has none. */
    @WithSession
    Uni<Long> newest(long wallet) {
        return find("account = ?1 order by seq desc", wallet)
                .range(0, 0)
                .list()
                .map(found -> found.isEmpty() ? 0L : (Long) found.get(0).seq());
    }
}
