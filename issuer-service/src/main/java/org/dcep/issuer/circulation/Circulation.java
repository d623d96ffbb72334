package org.dcep.issuer.circulation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.dcep.issuer.book.Totals;

/**
 * Currency in circulation as gauges. They cost no query per scrape: a change made here is read within half a second of
 * it, many changes together by one query, and those of other replicas within a minute.
 */
@ApplicationScoped
public class Circulation {
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration TICK = Duration.ofMinutes(1);

    private final CirculationStore store;
    private final Background background;
    private final Background.Task reading;
    private volatile Totals totals = new Totals(0, 0, 0, 0, 0, 0);

    Circulation(CirculationStore store, Background background, MeterRegistry metrics) {
        this.store = store;
        this.background = background;
        this.reading = background.task(this::read, SOON);
        gauge(metrics, "dcep.currency.issued", "Currency issued so far, in fen", Totals::issuedFen);
        gauge(metrics, "dcep.currency.redeemed", "Currency redeemed so far, in fen", Totals::redeemedFen);
        gauge(metrics, "dcep.currency.outstanding", "Currency in circulation, in fen", Totals::outstandingFen);
        gauge(metrics, "dcep.reserves.locked", "Reserves behind the currency, in fen", Totals::lockedFen);
        gauge(metrics, "dcep.treasury", "Gas revenue of the treasury, in fen", Totals::treasuryFen);
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToDoubleFunction<Totals> term) {
        Gauge.builder(name, () -> term.applyAsDouble(totals))
                .description(description)
                .baseUnit("fen")
                .register(metrics);
    }

    /** Reads the sums now and from now on. */
    void start() {
        background.every(TICK, reading);
    }

    /** The book has changed or is about to; may be called at any time from any thread. */
    public void changed() {
        reading.soon();
    }

    private Uni<Void> read() {
        return store.totals().invoke(read -> totals = read).replaceWithVoid();
    }
}
