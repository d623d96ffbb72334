package org.dcep.settlement.corridor;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A corridor as it stands in a transaction that has locked it, or as it was read.
 *
 * @param issuedMinor foreign currency issued onto its ledger
 * @param businessDate the date that trades count to now
 * @param usedTodayFen e-CNY of the trades of that date that are held or settled
 */
record Corridor(
        String corridorId,
        CorridorTerms terms,
        Instant setAt,
        long issuedMinor,
        LocalDate businessDate,
        long usedTodayFen) {}
