package org.dcep.simulator.client;

import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.TradeOrder;

/**
 * The acceptance of a quote in the form of the REST API, with the buyer's signature over its canonical bytes.
 *
 * @param signature base64url without padding
 */
public record SignedTrade(Order order, String signature) {

    /** The fields of the JSON order; the corridor is in the path. */
    public record Order(
            UUID id, UUID quoteId, String account, String currency, long amountMinor, String payee, long amountFen) {}

    /** Signs {@code order} for {@code network}. */
    public static SignedTrade of(TradeOrder order, String network, SigningKey key) {
        Order json = new Order(
                order.id(),
                order.quoteId(),
                order.account(),
                order.currency(),
                order.amountMinor(),
                order.payee(),
                order.amount().fen());
        return new SignedTrade(json, Base64Url.encode(key.sign(order.signedBytes(network))));
    }
}
