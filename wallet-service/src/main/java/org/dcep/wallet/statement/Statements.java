package org.dcep.wallet.statement;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads entries by their number, which is their order. */
@ApplicationScoped
class Statements implements PanacheRepositoryBase<EntryRow, EntryRow.Key> {

    /** The entries after {@code seq}, at most {@code limit}. */
    @WithSession
    Uni<List<EntryRow>> after(long wallet, long seq, int limit) {
        return find("account = ?1 and seq > ?2 order by seq", wallet, seq)
                .range(0, limit - 1)
                .list();
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
