package org.dcep.simulator.settle;

import java.time.Instant;
import java.util.List;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.CycleOutcome;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Queued;
import org.dcep.clearing.SettledGroup;

/** For runs of which only the figures are wanted. */
final class NoTrace implements RunTrace {
    @Override
    public void settled(SettledGroup group) {}

    @Override
    public void returned(List<Queued> obligations) {}

    @Override
    public void closed(CycleOutcome outcome, Indicators indicators, Instant at) {}

    @Override
    public void passed(Instant at, ClearingEngine engine) {}

    @Override
    public void ended(List<Queued> unsettled) {}

    @Override
    public void close() {}
}
