package org.dcep.settlement.report;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.SettlementAsset;
import org.dcep.settlement.clearing.MeasureSpan;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.cycle.CycleRow;
import org.dcep.settlement.cycle.CycleStore;
import org.dcep.settlement.intake.IntakeMinutes;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** Measures a cycle or a business day, in one of the assets. */
@ApplicationScoped
class IndicatorsReport {
    /** What both resources say about their spans. */
    static final String DESCRIPTION = "`asset` is CURRENCY or RESERVES; without it the indicators are of RESERVES if a"
            + " cycle of the span settles in them, else of CURRENCY, and `assets` says what else there is. Of CURRENCY the"
            + " span's own cycles count; payments are known by sums for each minute, which makes delays exact to the"
            + " millisecond and slices, peaks and liquidity to the minute. Of RESERVES everything that the engine did in the"
            + " span counts, whichever cycle an obligation belongs to; what waited before waits from the beginning of the"
            + " span on. An operator sees itself only among the participants.";

    /** What is not found though there is a span. */
    static final String NOTHING = "no cycle of the span settles in currency, or nothing has ever settled in reserves,"
            + " whichever is to be measured";

    private static final int AT_ONCE = 2;

    @Inject
    CycleStore cycles;

    @Inject
    MeasureSpan measureSpan;

    @Inject
    IntakeMinutes minutes;

    @Inject
    BusinessTime time;

    @Inject
    Vertx vertx;

    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * A span.
     *
     * @param to after {@code from}; now if it is not over
     * @param cycles what it consists of
     */
    record Span(Instant from, Instant to, boolean complete, List<CycleRow> cycles) {
        /** What its cycles settle in, each once. */
        List<SettlementAsset> assets() {
            return cycles.stream().map(CycleRow::asset).distinct().sorted().toList();
        }

        /** What is measured if nobody says otherwise. */
        SettlementAsset asset() {
            return assets().contains(SettlementAsset.RESERVES) ? SettlementAsset.RESERVES : SettlementAsset.CURRENCY;
        }
    }

    /** From the cycle's opening until it was netted; empty if there is no such cycle. */
    @WithSession
    Uni<Optional<Span>> cycle(long cycleId) {
        return cycles.findById(cycleId).map(row -> row == null ? Optional.empty() : span(List.of(row)));
    }

    /** From the opening of the day's first cycle until the last of them was netted; empty if it has no cycle. */
    @WithSession
    Uni<Optional<Span>> day(LocalDate date) {
        return cycles.list("businessDate", date).map(this::span);
    }

    private Optional<Span> span(List<CycleRow> rows) {
        return rows.stream()
                .map(CycleRow::openedAt)
                .min(Comparator.naturalOrder())
                .map(from -> {
                    boolean complete =
                            rows.stream().allMatch(row -> row.nettedAt().isPresent());
                    Instant to = complete
                            ? rows.stream()
                                    .flatMap(row -> row.nettedAt().stream())
                                    .max(Comparator.naturalOrder())
                                    .orElseThrow()
                            : time.now();
                    return new Span(from, to.isAfter(from) ? to : from.plusMillis(1), complete, rows);
                });
    }

    /**
     * The asset that is asked for; empty if it is left to the span.
     *
     * @throws org.dcep.web.ProblemException 400 if it is none
     */
    static Optional<SettlementAsset> asset(String wanted) {
        if (wanted == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (wanted) {
                    case "CURRENCY" -> SettlementAsset.CURRENCY;
                    case "RESERVES" -> SettlementAsset.RESERVES;
                    default ->
                        throw Problems.malformed("asset", "must be CURRENCY or RESERVES")
                                .asException();
                });
    }

    /**
     * The indicators of a span, as far as {@code visibility} shows them.
     *
     * @throws org.dcep.web.ProblemException 404 if there is no span, or nothing in it to measure; 429 if others are
     *     measuring already
     */
    Uni<IndicatorsView> measured(Optional<Span> found, Optional<SettlementAsset> wanted, Visibility visibility) {
        Span span = found.orElseThrow(() -> Problems.notFound().asException());
        SettlementAsset asset = wanted.orElseGet(span::asset);
        if (!places.tryAcquire()) {
            throw Problems.overloaded().asException();
        }
        return measure(span, asset)
                .onTermination()
                .invoke(places::release)
                .map(indicators -> indicators.orElseThrow(() -> nothing(asset).asException()))
                .map(indicators -> IndicatorsView.of(span, asset, indicators, visibility));
    }

    private static Problem nothing(SettlementAsset asset) {
        return Problems.notFound()
                .withDetail(
                        switch (asset) {
                            case CURRENCY -> "No cycle of the span settles in currency.";
                            case RESERVES -> "Nothing has ever settled in reserves.";
                        });
    }

    private Uni<Optional<Indicators>> measure(Span span, SettlementAsset asset) {
        return switch (asset) {
            case CURRENCY -> currency(span);
            case RESERVES -> measureSpan.measure(span.from(), span.to());
        };
    }

    /** Sums come from the database, and are measured on a worker thread. */
    private Uni<Optional<Indicators>> currency(Span span) {
        List<CurrencyIndicators.Cycle> own = span.cycles().stream()
                .filter(row -> row.asset() == SettlementAsset.CURRENCY)
                .map(row -> new CurrencyIndicators.Cycle(row.cycleId(), row.mode(), row.nettedAt()))
                .toList();
        if (own.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return minutes.of(
                        own.stream().map(CurrencyIndicators.Cycle::cycleId).toList(),
                        Duration.between(span.from(), span.to()))
                .chain(taken -> vertx.executeBlocking(
                        () -> Optional.of(CurrencyIndicators.of(own, taken, span.from(), span.to())), false));
    }
}
