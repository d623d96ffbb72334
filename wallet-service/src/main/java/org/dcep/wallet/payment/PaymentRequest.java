package org.dcep.wallet.payment;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The shape of a request, for the OpenAPI document. {@link OrderReader} reads the bytes themselves, because it is
 * stricter than a mapping to objects can be.
 */
@Schema(name = "PaymentRequest", additionalProperties = Schema.False.class)
record PaymentRequest(
        @Schema(required = true) Order order,

        @Schema(
                required = true,
                description = "The payer's signature over the order's canonical bytes, base64url without padding",
                examples = "mFq0mQXvQkBz1nI0m0y3s2k0k3mO0QmF5cJm0YxYb4q1J2tq9Jx1u8q4o2m7c5v3b1n0z9x8w7v6u5t4s3r2CQ")
        String signature) {

    @Schema(name = "PaymentOrder", additionalProperties = Schema.False.class)
    record Order(
            @Schema(required = true, description = "The payer's own; never used twice")
            UUID id,

            @Schema(required = true, pattern = "^[0-9]{16}$")
            String payer,

            @Schema(required = true, pattern = "^[0-9]{16}$")
            String payee,

            @Schema(required = true, minimum = "1", maximum = "9007199254740991")
            long amountFen,

            @Schema(
                    required = true,
                    minimum = "0",
                    maximum = "9007199254740991",
                    description = "The payment is refused rather than charged more")
            long maxGasFeeFen,

            @Schema(required = true, description = "UTC with whole seconds, at most 10 minutes ahead")
            Instant expiresAt,

            @Schema(maxLength = 140, description = "Printable characters; may be left out")
            String reference) {}
}
