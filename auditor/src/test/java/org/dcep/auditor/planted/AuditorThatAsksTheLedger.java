package org.dcep.auditor.planted;

import org.dcep.ledger.GasCharge;

/** What the rule about the auditor's own code must find. */
public final class AuditorThatAsksTheLedger {
    private AuditorThatAsksTheLedger() {}

    public static long fee(long dueMicroFen) {
        return GasCharge.of(1, dueMicroFen, 0).fee().fen();
    }
}
