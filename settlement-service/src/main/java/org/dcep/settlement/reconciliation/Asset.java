package org.dcep.settlement.reconciliation;

/** What settled payments between operators, by its name in the contracts. */
enum Asset {
    /** Issued currency: ISSUED moves with CLEARING, and the centre's account of the operator with it. */
    CURRENCY,
    /** Reserves: RESERVES moves with CLEARING, and the operator's settlement account with it. */
    RESERVES
}
