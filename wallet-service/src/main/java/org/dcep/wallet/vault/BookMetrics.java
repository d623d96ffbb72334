package org.dcep.wallet.vault;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The terms of all books together as gauges, in fen, and the announcements of currency that were put aside. Every
 * replica reads the same rows and shows the same numbers, so take the largest and never the sum.
 */
@ApplicationScoped
class BookMetrics {
    private static final String READ = """
            select (select coalesce(-sum(balance_fen), 0)::bigint from collector where kind = 1),
                   (select coalesce(sum(balance_fen), 0)::bigint from vault_account),
                   w.available_fen, w.held_fen,
                   (select coalesce(sum(balance_fen), 0)::bigint from collector where kind = 5),
                   (select coalesce(sum(balance_fen), 0)::bigint from collector where kind = 6),
                   (select coalesce(sum(balance_fen), 0)::bigint from collector where kind = 7),
                   w.wallets, (select count(*) from rejected_currency)
            from (select coalesce(sum(available_fen), 0)::bigint as available_fen,
                         coalesce(sum(held_fen), 0)::bigint as held_fen, count(*) as wallets from account) w""";

    private enum Term {
        ISSUED,
        VAULTS,
        WALLETS,
        HELD,
        CLEARING,
        GAS,
        RESERVES
    }

    private final Pool pool;
    private final AtomicLong[] terms = new AtomicLong[Term.values().length];
    private final AtomicLong wallets;
    private final AtomicLong rejected;

    BookMetrics(Pool pool, MeterRegistry metrics) {
        this.pool = pool;
        for (Term term : Term.values()) {
            terms[term.ordinal()] = metrics.gauge(
                    "dcep.wallet.book.fen",
                    List.of(Tag.of("term", term.name().toLowerCase(Locale.ROOT))),
                    new AtomicLong());
        }
        this.wallets = metrics.gauge("dcep.wallet.wallets", new AtomicLong());
        this.rejected = metrics.gauge("dcep.vault.rejected.currency", new AtomicLong());
    }

    @Scheduled(every = "${dcep.book.metrics-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> read() {
        return pool.query(READ)
                .execute()
                .map(rows -> rows.iterator().next())
                .invoke(this::show)
                .replaceWithVoid();
    }

    private void show(Row row) {
        for (int i = 0; i < terms.length; i++) {
            terms[i].set(row.getLong(i));
        }
        wallets.set(row.getLong(terms.length));
        rejected.set(row.getLong(terms.length + 1));
    }
}
