package org.dcep.clearing;

/** The order in which one payer's obligations leave the queue, first to last. */
public enum Priority {
    URGENT,
    HIGH,
    NORMAL
}
