package org.dcep.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * A trade of the corridor has its foreign currency on hold: the e-CNY leg may be executed now. The leg is a payment order
 * like any other, signed by the market maker's wallet, and is decided like any other.
 *
 * @param payer the market maker's wallet
 * @param payee the wallet that the buyer wants to be paid to
 * @param expiresAt whole seconds
 * @param signature the payer's, over the bytes of the payment order, base64url
 */
public record LegRequested(
        UUID tradeId,
        String corridorId,
        UUID paymentId,
        String payer,
        String payee,
        long amountFen,
        long maxGasFeeFen,
        Instant expiresAt,
        String reference,
        String signature)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.LEG_REQUESTED;
    }

    @Override
    public String key() {
        return corridorId;
    }
}
