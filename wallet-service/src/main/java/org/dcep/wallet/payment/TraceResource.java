package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the books keep about a payment, over REST. */
@Path("/v1/payments/{paymentId}/trace")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payments")
public class TraceResource {
    private final PaymentTraces traces;

    TraceResource(PaymentTraces traces) {
        this.traces = traces;
    }

    @GET
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getPaymentTrace",
            summary = "What the books keep about a payment",
            description = "For auditors and the operators concerned; to others the payment does not exist. An operator"
                    + " sees its own book: the order with its signature and the payer's entries if it is the"
                    + " payer's, the payee's entry if it is the payee's; both see what the payee's operator answered."
                    + " Only the 100,000 entries of a wallet that follow the decision are looked through. What the"
                    + " payment added to CLEARING and GAS is kept in sums with others and not shown.")
    public Uni<TraceView> trace(@PathParam("paymentId") String paymentId) {
        return traces.find(paymentId);
    }
}
