package org.dcep.settlement.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was added up, as of one moment.
 *
 * @param settledCycles cycles of which settlement says that nothing is left to settle, and when that was heard
 * @param legs those in transit
 * @param lastApplied when the newest event was applied; empty before the first one
 */
record Snapshot(
        List<BookLine> books,
        List<MarkerLine> markers,
        List<CentralLine> central,
        List<SettledLine> settled,
        Map<Long, Instant> settledCycles,
        List<LiquidityLine> liquidity,
        List<Leg> legs,
        long treasuryFen,
        Optional<Instant> lastApplied) {}
