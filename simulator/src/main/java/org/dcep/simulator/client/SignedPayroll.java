package org.dcep.simulator.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.CanonicalText;

/**
 * Payments of one corporate wallet to many payees in the form of the REST API, under one signature.
 *
 * @param signature base64url without padding
 */
public record SignedPayroll(Order order, String signature) {
    private static final String TAG = "dcep-payroll-v1";

    /** One payment; its id is the payer's own. */
    public record Item(UUID id, String payee, long amountFen) {}

    /**
     * @param maxGasFeeFen of each item
     */
    public record Order(
            String payer,
            List<Item> items,
            long maxGasFeeFen,
            String expiresAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String reference) {}

    /**
     * Signs a payroll for {@code network}.
     *
     * @param expiresAt whole seconds
     */
    public static SignedPayroll of(
            String payer, List<Item> items, long maxGasFeeFen, Instant expiresAt, String network, SigningKey key) {
        CanonicalText text = CanonicalText.of(TAG)
                .field(network)
                .field(payer)
                .field(maxGasFeeFen)
                .field(expiresAt.toString())
                .field("")
                .field(items.size());
        for (Item item : items) {
            text.field(item.id().toString()).field(item.payee()).field(item.amountFen());
        }
        return new SignedPayroll(
                new Order(payer, items, maxGasFeeFen, expiresAt.toString(), ""),
                Base64Url.encode(key.sign(text.bytes())));
    }
}
