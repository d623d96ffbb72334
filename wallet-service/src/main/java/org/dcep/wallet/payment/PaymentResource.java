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
import org.dcep.web.NdJson;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Payments over HTTP. Paying needs no token: the payer's signature is the authority. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payments")
public class PaymentResource {
    private final SubmitPayment payments;
    private final SubmitBatch batches;
    private final SubmitPayroll payrolls;
    private final ShownPayments shown;

    PaymentResource(SubmitPayment payments, SubmitBatch batches, SubmitPayroll payrolls, ShownPayments shown) {
        this.payments = payments;
        this.batches = batches;
        this.payrolls = payrolls;
        this.shown = shown;
    }

    @POST
    @Path("/payments")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(
            operationId = "submitPayment",
            summary = "Submit a signed payment order",
            description =
                    "Repeating an order is always safe and gives the same answer. Of several reasons to refuse, the"
                            + " first of this order is given: MALFORMED_REQUEST, BAD_SIGNATURE, ID_REUSED, SHARD_FROZEN,"
                            + " ORDER_EXPIRED, SELF_PAYMENT, UNKNOWN_PAYEE, WALLET_CLOSED, WALLET_FROZEN, FEE_ABOVE_MAXIMUM,"
                            + " LIMIT_EXCEEDED (limit PER_PAYMENT, DAILY, ANNUAL), INSUFFICIENT_BALANCE, LIMIT_EXCEEDED"
                            + " (limit BALANCE).")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PaymentRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "Accepted, and final for payer and payee",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Held until the payee's operator has answered, which takes seconds",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Decided before, by the same order; shows the payment as it is now",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    public Uni<RestResponse<PaymentView>> submit(byte[] body) {
        return payments.submit(body, 0, body.length).map(PaymentResource::response);
    }

    @POST
    @Path("/payment-batches")
    @Consumes(NdJson.MEDIA_TYPE)
    @Produces(NdJson.MEDIA_TYPE)
    @PermitAll
    @Operation(
            operationId = "submitPaymentBatch",
            summary = "Submit many signed payment orders, one a line",
            description =
                    "At most 10,000 lines of at most 1 MiB. One outcome a line, in the order of the lines. The lines"
                            + " are orders of their own, decided as if sent at the same moment; a blank line is answered"
                            + " as malformed.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PaymentRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "One outcome a line",
            content = @Content(schema = @Schema(implementation = OutcomeLine.class)))
    public Uni<byte[]> submitBatch(byte[] body) {
        return batches.submit(body);
    }

    @POST
    @Path("/payrolls")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(
            operationId = "submitPayroll",
            summary = "Pay up to 1,000 payees of a corporate wallet under one signature",
            description = "Each item is a payment of its own with its outcome, in the order of the items; repeating a"
                    + " payroll repeats the outcomes. Signed are, joined by line feeds: dcep-payroll-v1, network, payer,"
                    + " maxGasFeeFen (of each item), expiresAt, reference, the number of items, and of each item id, payee"
                    + " and amountFen. A payer of another class is answered 403 FORBIDDEN for each item.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PayrollRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "One outcome an item",
            content = @Content(schema = @Schema(implementation = PayrollOutcome.class)))
    public Uni<PayrollOutcome> submitPayroll(byte[] body) {
        return payrolls.submit(body).map(PayrollOutcome::new);
    }

    @GET
    @Path("/payments/{paymentId}")
    @RolesAllowed({Role.Names.HOLDER, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getPayment",
            summary = "A payment",
            description = "For its payer, its payee, their operators and auditors; to others it does not exist.")
    public Uni<PaymentView> payment(@PathParam("paymentId") String paymentId) {
        return shown.find(paymentId).map(PaymentView::of);
    }

    @GET
    @Path("/payments/{paymentId}/receipt")
    @RolesAllowed({Role.Names.HOLDER, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getReceipt",
            summary = "The operator's signed receipt of a payment as it stands now",
            description = "For whoever may see the payment.")
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
