package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.dcep.iso20022.CustomerCreditTransferXml;
import org.dcep.iso20022.PaymentReturnXml;
import org.dcep.kernel.OperatorId;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Single payments as ISO 20022 messages, for whoever may see the payment. */
@Path("/v1/payments/{paymentId}/messages")
@Produces(MediaType.APPLICATION_XML)
@Tag(name = "Payments")
public class PaymentMessageResource {
    private final ShownPayments shown;
    private final Operators operators;
    private final String network;

    PaymentMessageResource(
            ShownPayments shown, Operators operators, @ConfigProperty(name = "dcep.network") String network) {
        this.shown = shown;
        this.operators = operators;
        this.network = network;
    }

    @GET
    @Path("/pacs.008")
    @RolesAllowed({Role.Names.HOLDER, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getPaymentTransfer",
            summary = "A payment that is pending or accepted, as pacs.008.001.08",
            description = "It tells of a payment and orders none: it carries no signature.")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "There is no such payment, or it was refused")
    public Uni<byte[]> transfer(@PathParam("paymentId") String paymentId) {
        return messages(paymentId)
                .map(messages -> messages.transfer(network)
                        .map(message -> written(out -> CustomerCreditTransferXml.write(message, out)))
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    @GET
    @Path("/pacs.004")
    @RolesAllowed({Role.Names.HOLDER, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getPaymentReturn",
            summary = "A payment that the payee's operator refused, as pacs.004.001.09")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "There is no such payment, or it did not come back")
    public Uni<byte[]> returned(@PathParam("paymentId") String paymentId) {
        return messages(paymentId)
                .map(messages -> messages.returned(network)
                        .map(message -> written(out -> PaymentReturnXml.write(message, out)))
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    /** Fails with 404 too if the payee belongs to nobody: then the payment was refused at once. */
    private Uni<PaymentMessages> messages(String paymentId) {
        return shown.find(paymentId)
                .chain(payment -> operators
                        .numbered(payment.operatorNumber())
                        .chain(payerOperator -> operators
                                .numbered(PaymentBatch.operatorOf(payment.payee()))
                                .map(payeeOperator ->
                                        new PaymentMessages(payment, known(payerOperator), known(payeeOperator)))));
    }

    private static OperatorId known(Optional<Operator> operator) {
        return OperatorId.of(
                operator.orElseThrow(() -> Problems.notFound().asException()).operatorId());
    }

    private static byte[] written(Consumer<OutputStream> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.accept(out);
        return out.toByteArray();
    }
}
