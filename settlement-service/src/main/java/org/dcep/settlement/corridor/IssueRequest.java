package org.dcep.settlement.corridor;

import java.util.UUID;
import org.dcep.kernel.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Foreign currency to be issued into an account; the id is the caller's own. */
record IssueRequest(
        UUID id,
        @Schema(minimum = "1", maximum = "9007199254740991") long amountMinor) {
    /**
     * @throws IllegalArgumentException if the amount is outside its range
     */
    IssueRequest {
        if (amountMinor < 1 || amountMinor > Money.MAX_FEN) {
            throw new IllegalArgumentException("amountMinor must be in 1.." + Money.MAX_FEN);
        }
    }
}
