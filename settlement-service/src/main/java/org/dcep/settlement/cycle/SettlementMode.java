package org.dcep.settlement.cycle;

/** How obligations between operators become final. */
public enum SettlementMode {
    /** One net position per operator and cycle, when the cycle closes. */
    DEFERRED_NET,
    /** Each payment at its full amount, in the transaction that learns of it. */
    GROSS
}
