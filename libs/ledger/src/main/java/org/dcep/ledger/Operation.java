package org.dcep.ledger;

/** What is metered. A schedule gives each its gas units. */
public enum Operation {
    /** One payment from a wallet to a wallet. */
    TRANSFER,
    /** One payee of a payroll under a single signature. */
    PAYROLL_ITEM
}
