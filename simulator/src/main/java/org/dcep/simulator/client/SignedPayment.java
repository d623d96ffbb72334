package org.dcep.simulator.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.PaymentOrder;

/**
 * A payment order in the form of the REST API, with the payer's signature over its canonical bytes.
 *
 * @param signature base64url without padding
 */
public record SignedPayment(Order order, String signature) {

    /** The fields of the JSON order; an empty reference is left out. */
    public record Order(
            UUID id,
            String payer,
            String payee,
            long amountFen,
            long maxGasFeeFen,
            String expiresAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String reference) {}

    /** Signs {@code order} for {@code network}. */
    public static SignedPayment of(PaymentOrder order, String network, SigningKey key) {
        Order json = new Order(
                order.id(),
                order.payer(),
                order.payee(),
                order.amount().fen(),
                order.maxGasFee().fen(),
                order.expiresAt().toString(),
                order.reference());
        return new SignedPayment(json, Base64Url.encode(key.sign(order.signedBytes(network))));
    }
}
