package org.dcep.wallet.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.Purpose;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One line of a wallet's statement. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Entry", description = "One change of a wallet; amounts are signed as the holder sees them")
record StatementLine(
        @Schema(description = "1, 2, 3, ... per wallet, without gap")
        long seq,

        Instant time,
        Purpose purpose,

        @Schema(description = "The other wallet; null for an exchange")
        String counterparty,

        @Schema(description = "What came (positive) or went (negative), without gas")
        long amountFen,

        @Schema(description = "Gas that was charged with it")
        long gasFeeFen,

        @Schema(description = "What was set aside (positive), released or finally spent (negative)")
        long heldChangeFen,

        @Schema(description = "What can be spent afterwards")
        long balanceAfterFen,

        long heldAfterFen,

        @Schema(description = "The payment; null if it is none")
        UUID paymentId,

        @Schema(description = "The exchange; null if it is none")
        UUID exchangeId,

        long cycleId) {

    static StatementLine of(EntryRow entry) {
        boolean exchange = entry.purpose() == Purpose.EXCHANGE;
        return new StatementLine(
                entry.seq(),
                entry.at(),
                entry.purpose(),
                entry.counterparty() == null ? null : new WalletId(entry.counterparty()).toString(),
                entry.amountFen(),
                entry.gasFeeFen(),
                entry.heldFen(),
                entry.availableAfterFen(),
                entry.heldAfterFen(),
                exchange ? null : entry.cause(),
                exchange ? entry.cause() : null,
                entry.cycleId());
    }
}
