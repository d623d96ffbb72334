package org.dcep.settlement.corridor;

import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A corridor with the terms in force.
 *
 * @param usedTodayFen e-CNY of the trades of this business date that are held or settled
 * @param issuedMinor foreign currency on its ledger
 */
@Schema(name = "Corridor")
record CorridorView(
        String corridorId,
        String currency,
        int version,
        CorridorState state,
        long perTradeFen,
        long perDayFen,
        int longestQuoteSeconds,
        Instant setAt,
        LocalDate businessDate,
        long usedTodayFen,
        long issuedMinor) {

    static CorridorView of(Corridor corridor) {
        CorridorTerms terms = corridor.terms();
        return new CorridorView(
                corridor.corridorId(),
                terms.currency(),
                terms.version(),
                terms.state(),
                terms.perTradeFen(),
                terms.perDayFen(),
                terms.longestQuoteSeconds(),
                corridor.setAt(),
                corridor.businessDate(),
                corridor.usedTodayFen(),
                corridor.issuedMinor());
    }

    /** One version of the terms, and since when. */
    @Schema(name = "CorridorTermsVersion")
    record TermsView(
            int version,
            CorridorState state,
            long perTradeFen,
            long perDayFen,
            int longestQuoteSeconds,
            Instant setAt) {

        static TermsView of(CorridorStore.DatedTerms dated) {
            CorridorTerms terms = dated.terms();
            return new TermsView(
                    terms.version(),
                    terms.state(),
                    terms.perTradeFen(),
                    terms.perDayFen(),
                    terms.longestQuoteSeconds(),
                    dated.setAt());
        }
    }
}
