package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Payments over HTTP. Paying needs no token: the payer's signature is the authority. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class PaymentResource {
    private static final String NDJSON = "application/x-ndjson";

    private final SubmitPayment payments;
    private final SubmitBatch batches;
    private final ShownPayments shown;

    PaymentResource(SubmitPayment payments, SubmitBatch batches, ShownPayments shown) {
        this.payments = payments;
        this.batches = batches;
        this.shown = shown;
    }

    @POST
    @Path("/payments")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(
            summary = "Submit a signed payment order",
            description =
                    "201 if it is final, 202 if the payee's operator must answer first, 200 if the same order was "
                            + "accepted before. Repeating an order is always safe.")
    public Uni<RestResponse<PaymentView>> submit(byte[] body) {
        return payments.submit(body, 0, body.length).map(PaymentResource::response);
    }

    @POST
    @Path("/payment-batches")
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @PermitAll
    @Operation(
            summary = "Submit many signed payment orders, one a line",
            description =
                    "One outcome a line, in the order of the lines. The lines are orders of their own, decided as "
                            + "if sent at the same moment; a blank line is answered as malformed.")
    public Uni<byte[]> submitBatch(byte[] body) {
        return batches.submit(body);
    }

    @GET
    @Path("/payments/{paymentId}")
    @RolesAllowed({Role.Names.HOLDER, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(summary = "A payment, for its payer, its payee, their operators and auditors")
    public Uni<PaymentView> payment(@PathParam("paymentId") String paymentId) {
        return shown.find(paymentId).map(PaymentView::of);
    }

    @GET
    @Path("/payments/{paymentId}/receipt")
    @RolesAllowed({Role.Names.HOLDER, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(summary = "The operator's signed receipt of a payment as it stands now")
    public Uni<ReceiptView> receipt(@PathParam("paymentId") String paymentId) {
        return shown.receipt(paymentId);
    }

    private static RestResponse<PaymentView> response(PaymentAnswer answer) {
        return answer.fold(PaymentResource::response, other -> {
            throw other.problem().asException();
        });
    }

    private static RestResponse<PaymentView> response(PaymentAnswer.Decided decided) {
        if (PaymentStatus.isProblem(decided.payment())) {
            throw PaymentStatus.problemFor(decided.payment()).asException();
        }
        return RestResponse.ResponseBuilder.<PaymentView>create(PaymentStatus.of(decided))
                .location(URI.create("/v1/payments/" + decided.payment().id()))
                .entity(PaymentView.of(decided.payment()))
                .build();
    }
}
