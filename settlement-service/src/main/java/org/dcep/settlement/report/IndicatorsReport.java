package org.dcep.settlement.report;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dcep.settlement.clearing.MeasureSpan;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.cycle.CycleRow;
import org.dcep.settlement.cycle.CycleStore;
import org.dcep.web.Problems;

/** Measures a cycle or a business day. */
@ApplicationScoped
class IndicatorsReport {
    /** What both resources say about their spans. */
    static final String DESCRIPTION = "Everything that the engine did in the span counts, whichever cycle an obligation"
            + " belongs to; what waited before waits from the beginning of the span on. An operator sees itself only among"
            + " the participants.";

    @Inject
    CycleStore cycles;

    @Inject
    MeasureSpan measureSpan;

    @Inject
    BusinessTime time;

    /**
     * A span.
     *
     * @param to after {@code from}; now if it is not over
     */
    record Span(Instant from, Instant to, boolean complete) {}

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
                    return new Span(from, to.isAfter(from) ? to : from.plusMillis(1), complete);
                });
    }

    /**
     * The indicators of a span, as far as {@code visibility} shows them.
     *
     * @throws org.dcep.web.ProblemException 404 if there is no span, or nobody has a settlement account
     */
    Uni<IndicatorsView> measured(Optional<Span> found, Visibility visibility) {
        Span span = found.orElseThrow(() -> Problems.notFound().asException());
        return measureSpan
                .measure(span.from(), span.to())
                .map(indicators -> IndicatorsView.of(
                        span,
                        indicators.orElseThrow(() -> Problems.notFound()
                                .withDetail("Nothing has ever settled in reserves.")
                                .asException()),
                        visibility));
    }
}
