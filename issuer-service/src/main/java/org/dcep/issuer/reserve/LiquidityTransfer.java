package org.dcep.issuer.reserve;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Reserves on their way between an operator's free reserves and its settlement account, as REST shows it.
 *
 * @param id of the order: a placement's is the caller's own, a return's was chosen at settlement-service
 * @param reason the refusal's code, absent if booked
 */
public record LiquidityTransfer(
        UUID id,
        String operatorId,
        Direction direction,
        long amountFen,
        State state,
        Instant decidedAt,
        Optional<String> reason) {

    /** Ids of the two directions are chosen in two places and may be equal by chance. */
    @Schema(name = "LiquidityTransferDirection")
    public enum Direction {
        /** Free reserves become liquidity. */
        PLACEMENT,
        /** Liquidity becomes free reserves; settlement has decided it. */
        RETURN
    }

    @Schema(name = "LiquidityTransferState")
    public enum State {
        BOOKED,
        REFUSED
    }
}
