package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.dcep.web.Caller;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Payments as ISO 20022 messages, for operators whose systems speak nothing else. */
@Path("/v1/messages/pacs.008")
@Tag(name = "Payments")
public class CreditTransferResource {
    private final SubmitCreditTransfer transfers;
    private final Caller caller;

    CreditTransferResource(SubmitCreditTransfer transfers, Caller caller) {
        this.transfers = transfers;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_XML)
    @Produces(MediaType.APPLICATION_XML)
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(
            operationId = "submitCreditTransfer",
            summary = "Submit signed orders of an operator's holders as pacs.008.001.08",
            description =
                    "At most 4 MiB and 1,000 transfers, each with its payer's authority in SplmtryData; every one is"
                            + " an order of its own, decided as if sent to /v1/payments, and repeating the message is safe. The"
                            + " answer is a pacs.002.001.10 with a status for each transfer, in their order.")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "A status for each transfer: ACSC, ACSP, PDNG or RJCT",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    public Uni<byte[]> submit(byte[] body) {
        String sender =
                caller.operatorId().orElseThrow(() -> Problems.forbidden().asException());
        return transfers.submit(body, sender);
    }
}
