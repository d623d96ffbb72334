package org.dcep.issuer.circulation;

import java.time.Instant;
import org.dcep.issuer.book.Totals;

/** Currency in circulation, as REST shows it; every sum is of the same moment. */
public record CirculationView(
        long issuedFen, long redeemedFen, long outstandingFen, long reservesLockedFen, long treasuryFen, Instant asOf) {

    static CirculationView of(Totals totals, Instant asOf) {
        return new CirculationView(
                totals.issuedFen(),
                totals.redeemedFen(),
                totals.outstandingFen(),
                totals.lockedFen(),
                totals.treasuryFen(),
                asOf);
    }
}
