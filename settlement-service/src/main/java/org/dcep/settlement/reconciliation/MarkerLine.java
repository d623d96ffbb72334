package org.dcep.settlement.reconciliation;

import java.time.Instant;
import org.dcep.contracts.CycleMarked;

/**
 * What a book says of itself at the end of a cycle.
 *
 * @param disputed it has said so twice, and differently
 */
record MarkerLine(
        String operatorId,
        long cycleId,
        long events,
        long payments,
        long amountFen,
        long gasFeeFen,
        BookAmounts balances,
        boolean disputed,
        Instant seenAt) {

    static MarkerLine of(CycleMarked event, Instant at) {
        CycleMarked.Balances said = event.balances();
        return new MarkerLine(
                event.operatorId(),
                event.cycleId(),
                event.bookEvents(),
                event.payments(),
                event.amountFen(),
                event.gasFeeFen(),
                new BookAmounts(
                        said.issuedFen(),
                        said.vaultFen(),
                        said.walletsFen(),
                        said.heldFen(),
                        said.clearingFen(),
                        said.gasFen(),
                        said.reservesFen()),
                false,
                at);
    }
}
