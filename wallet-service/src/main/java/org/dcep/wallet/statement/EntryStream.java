package org.dcep.wallet.statement;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.dcep.web.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * New entries of a wallet, as they are made. Each stream looks into the database for itself, from the last entry that
 * it has given on: so it does not matter which replica makes an entry, nothing is lost when a client comes again, and a
 * slow client holds up nobody else.
 */
@ApplicationScoped
class EntryStream {
    private static final int MOST_AT_ONCE = 200;

    private final Statements statements;
    private final Duration lookEvery;
    private final Duration longest;
    private final int quietLooks;
    private final int maxStreams;
    private final AtomicInteger open = new AtomicInteger();

    EntryStream(
            Statements statements,
            MeterRegistry metrics,
            @ConfigProperty(name = "dcep.events.look-every") Duration lookEvery,
            @ConfigProperty(name = "dcep.events.heartbeat-every") Duration heartbeatEvery,
            @ConfigProperty(name = "dcep.events.longest") Duration longest,
            @ConfigProperty(name = "dcep.events.max-streams") int maxStreams) {
        this.statements = statements;
        this.lookEvery = lookEvery;
        this.longest = longest;
        this.quietLooks = (int) Math.max(1, heartbeatEvery.dividedBy(lookEvery));
        this.maxStreams = maxStreams;
        metrics.gauge("dcep.wallet.event.streams", open);
    }

    /**
     * @throws org.dcep.web.ProblemException 429 if too many streams are open: to be asked before a response has begun
     */
    void requireRoom() {
        if (open.get() >= maxStreams) {
            throw Problems.overloaded().asException();
        }
    }

    /**
     * Lists of new entries in order, never repeating one; an empty list is a sign of life. Ends after a while, so that
     * the client must show a valid token again.
     *
     * @param after the number of the last entry that the client has
     */
    Multi<List<EntryRow>> of(long wallet, long after) {
        AtomicLong last = new AtomicLong(after);
        AtomicInteger quiet = new AtomicInteger(quietLooks);
        return Multi.createFrom()
                .ticks()
                .every(lookEvery)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> look(wallet, last))
                .filter(found -> isWorthSending(found, quiet))
                .select()
                .first(longest)
                .onSubscription()
                .invoke(open::incrementAndGet)
                .onTermination()
                .invoke(open::decrementAndGet);
    }

    private Uni<List<EntryRow>> look(long wallet, AtomicLong last) {
        return statements.after(wallet, last.get(), MOST_AT_ONCE).invoke(found -> {
            if (!found.isEmpty()) {
                last.set(found.get(found.size() - 1).seq());
            }
        });
    }

    /** Entries at once; nothing only after a while of nothing. */
    private boolean isWorthSending(List<EntryRow> found, AtomicInteger quiet) {
        if (!found.isEmpty() || quiet.incrementAndGet() >= quietLooks) {
            quiet.set(0);
            return true;
        }
        return false;
    }
}
