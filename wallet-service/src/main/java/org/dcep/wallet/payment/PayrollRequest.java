package org.dcep.wallet.payment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The shape of a payroll, for the OpenAPI document; {@link PayrollReader} reads the bytes themselves. */
@Schema(name = "PayrollRequest", additionalProperties = Schema.False.class)
record PayrollRequest(
        @Schema(required = true) Order order,

        @Schema(required = true, description = "Base64url without padding")
        String signature) {

    @Schema(name = "PayrollOrder", additionalProperties = Schema.False.class)
    record Order(
            @Schema(required = true, pattern = "^[0-9]{16}$")
            String payer,

            @Schema(required = true, minItems = 1, maxItems = PayrollReader.MAX_ITEMS)
            List<Item> items,

            @Schema(required = true, minimum = "0", maximum = "9007199254740991", description = "Of each item")
            long maxGasFeeFen,

            @Schema(required = true, description = "UTC with whole seconds, at most 10 minutes ahead")
            Instant expiresAt,

            @Schema(maxLength = 140, description = "Printable characters; may be left out")
            String reference) {}

    @Schema(name = "PayrollItem", additionalProperties = Schema.False.class)
    record Item(
            @Schema(required = true, description = "The payment's id, the payer's own")
            UUID id,

            @Schema(required = true, pattern = "^[0-9]{16}$")
            String payee,

            @Schema(required = true, minimum = "1", maximum = "9007199254740991")
            long amountFen) {}
}
