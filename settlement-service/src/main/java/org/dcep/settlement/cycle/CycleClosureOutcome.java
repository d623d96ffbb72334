package org.dcep.settlement.cycle;

import java.time.LocalDate;

/** What became of a request to close a cycle. */
public sealed interface CycleClosureOutcome {
    /** The cycle is closing now and the next one is open. */
    record Closed(long cycleId) implements CycleClosureOutcome {}

    /** The same request had closed this cycle before. */
    record Repeated(long cycleId) implements CycleClosureOutcome {}

    /** The id belongs to a request with another date. */
    record IdReused() implements CycleClosureOutcome {}

    /** The next business date must be in this range, both ends included. */
    record DateOutOfRange(LocalDate first, LocalDate last) implements CycleClosureOutcome {}
}
