package org.dcep.settlement.cycle;

import java.util.EnumSet;
import java.util.Set;

/** Where a cycle is on its way. It only ever moves forward, one step at a time. */
public enum CycleState {
    /** Books stamp their changes with it. Exactly one cycle is open. */
    OPEN,
    /** The books are leaving it; payments that they stamped before may still arrive here. */
    CLOSING,
    /**
     * Every book's marker agreed with what arrived; gas is told, and so are the obligations that could be settled. Those
     * that wait for liquidity keep the cycle here.
     */
    NETTED,
    /** All its obligations are final, and every book concerned has taken the result over. */
    SETTLED;

    /** Every allowed change; whatever is not listed is a bug. */
    private Set<CycleState> next() {
        return switch (this) {
            case OPEN -> EnumSet.of(CLOSING);
            case CLOSING -> EnumSet.of(NETTED);
            case NETTED -> EnumSet.of(SETTLED);
            case SETTLED -> EnumSet.noneOf(CycleState.class);
        };
    }

    public boolean mayBecome(CycleState state) {
        return next().contains(state);
    }

    /** Whether payments stamped with the cycle may still be taken in. */
    public boolean takesPayments() {
        return this == OPEN || this == CLOSING;
    }
}
