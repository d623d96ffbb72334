package org.dcep.clearing;

/** When and how obligations become final. */
public enum ClearingMode {
    /** Each obligation by itself, at once or as soon as its payer is funded; each payer's in their order. */
    GROSS,
    /** All obligations of a cycle at its end, each participant with one multilateral net position. */
    DEFERRED_NET,
    /** As {@link #GROSS}, but what waits in the central queue also settles against what others owe. */
    HYBRID
}
