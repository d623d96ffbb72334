package org.dcep.settlement.corridor;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.LegRequested;
import org.dcep.kernel.PaymentOrder;

/**
 * A quote that its buyer has accepted.
 *
 * @param fingerprint SM3 of what the buyer signed: tells a repetition from another order of the same id
 * @param signature the buyer's, base64url
 * @param businessDate whose limit it counts to
 * @param reason why it was released, else empty
 * @param endedAt empty while it is held
 */
record Trade(
        UUID tradeId,
        Quote quote,
        byte[] fingerprint,
        String signature,
        LocalDate businessDate,
        TradeState state,
        String reason,
        Instant heldAt,
        Optional<Instant> endedAt) {

    boolean isOf(byte[] otherFingerprint) {
        return Arrays.equals(fingerprint, otherFingerprint);
    }

    /** Asks for the other leg. */
    LegRequested legRequested() {
        PaymentOrder order = quote.order();
        return new LegRequested(
                tradeId,
                quote.corridorId(),
                order.id(),
                order.payer(),
                order.payee(),
                order.amount().fen(),
                order.maxGasFee().fen(),
                order.expiresAt(),
                order.reference(),
                quote.signature());
    }

    /**
     * @param why empty unless it is released
     * @throws IllegalStateException if a trade may not change like this
     */
    Trade become(TradeState next, String why, Instant at) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("trade " + tradeId + " is " + state + " and cannot become " + next);
        }
        return new Trade(tradeId, quote, fingerprint, signature, businessDate, next, why, heldAt, Optional.of(at));
    }
}
