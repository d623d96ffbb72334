package org.dcep.settlement.planted.reconciliation;

import java.util.List;
import org.dcep.settlement.netting.Netting;

/** What the rule about the second reader must find. */
public final class ReaderThatAsksTheSettler {
    private ReaderThatAsksTheSettler() {}

    public static int positions() {
        return Netting.positions(List.of()).size();
    }
}
