package org.dcep.simulator.settle;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.CycleOutcome;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Queued;
import org.dcep.clearing.SettledGroup;

/** Is told what happens in a run, as it happens. */
public interface RunTrace extends Closeable {
    /** Remembers nothing. */
    static RunTrace none() {
        return new NoTrace();
    }

    /** Obligations became final. */
    void settled(SettledGroup group) throws IOException;

    /** Obligations left the queue unsettled at the end of a day. */
    void returned(List<Queued> obligations) throws IOException;

    /**
     * A cycle of deferred net settlement was closed.
     *
     * @param indicators from its beginning to its end; what waited before counts from its beginning
     */
    void closed(CycleOutcome outcome, Indicators indicators, Instant at) throws IOException;

    /** A slice of the day is over. */
    void passed(Instant at, ClearingEngine engine) throws IOException;

    /** The run is over. */
    void ended(List<Queued> unsettled) throws IOException;
}
