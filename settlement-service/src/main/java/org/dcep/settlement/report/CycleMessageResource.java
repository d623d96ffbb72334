package org.dcep.settlement.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.dcep.iso20022.AccountNotificationXml;
import org.dcep.iso20022.AccountStatementXml;
import org.dcep.iso20022.InstitutionCreditTransferXml;
import org.dcep.kernel.OperatorId;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.report.CycleMessages.Position;
import org.dcep.web.Caller;
import org.dcep.web.Problem;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Cycles as ISO 20022 messages: obligations, statements and advices, once a cycle's payments are complete. */
@Path("/v1/cycles/{cycleId}/messages")
@Produces(MediaType.APPLICATION_XML)
public class CycleMessageResource {
    @Inject
    CycleReport report;

    @Inject
    Caller caller;

    @ConfigProperty(name = "dcep.network")
    String network;

    @GET
    @Path("/pacs.009")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(
            operationId = "getCycleObligations",
            summary = "The obligations of a cycle as pacs.009.001.08; an operator sees those of its own",
            description =
                    "`position` is `gross`, one obligation for each pair of operators and direction, or `net`, what is"
                            + " left after multilateral netting.")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "There is no such cycle, or nobody owes anything in it")
    @APIResponse(responseCode = "409", description = "CYCLE_NOT_COMPLETE: payments of it may still arrive")
    public Uni<byte[]> obligations(@PathParam("cycleId") String cycleId, @QueryParam("position") String position) {
        Position wanted = position(position);
        Visibility visibility = Visibility.of(caller);
        return messages(cycleId)
                .map(messages -> messages.obligations(wanted, visibility)
                        .map(message -> written(out -> InstitutionCreditTransferXml.write(message, out)))
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    @GET
    @Path("/camt.053")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(
            operationId = "getCycleStatement",
            summary = "An operator's clearing account in a cycle as camt.053.001.08",
            description = "`operator` names the operator; an operator may leave it out for itself.")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "There is no such cycle, or the operator has no part in it")
    @APIResponse(responseCode = "409", description = "CYCLE_NOT_COMPLETE: payments of it may still arrive")
    public Uni<byte[]> statement(@PathParam("cycleId") String cycleId, @QueryParam("operator") String operator) {
        OperatorId account = operator(operator);
        return messages(cycleId).map(messages -> messages.statement(account)).map(statement -> {
            if (statement.entries().isEmpty()) {
                throw Problems.notFound().asException();
            }
            return written(out -> AccountStatementXml.write(statement, out));
        });
    }

    @GET
    @Path("/camt.054")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(
            operationId = "getCycleNotification",
            summary = "What a cycle's settlement booked on an operator's clearing account, as camt.054.001.08",
            description = "`operator` names the operator; an operator may leave it out for itself.")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such cycle, it is not settled yet, or it moved nothing of the operator's")
    @APIResponse(responseCode = "409", description = "CYCLE_NOT_COMPLETE: payments of it may still arrive")
    public Uni<byte[]> notification(@PathParam("cycleId") String cycleId, @QueryParam("operator") String operator) {
        OperatorId account = operator(operator);
        return messages(cycleId)
                .map(messages -> messages.notification(account)
                        .map(message -> written(out -> AccountNotificationXml.write(message, out)))
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    /** From the whole cycle, because nets need every pair; what the caller may see of it is chosen afterwards. */
    private Uni<CycleMessages> messages(String cycleId) {
        return report.one(CycleResource.number(cycleId), new Visibility.Everything())
                .onItem()
                .ifNull()
                .failWith(() -> Problems.notFound().asException())
                .map(cycle -> {
                    if (cycle.state() != CycleState.NETTED && cycle.state() != CycleState.SETTLED) {
                        throw notComplete().asException();
                    }
                    return new CycleMessages(cycle, network);
                });
    }

    private static Problem notComplete() {
        return Problem.of("CYCLE_NOT_COMPLETE", 409, "Payments of the cycle may still arrive");
    }

    private static Position position(String position) {
        if (position == null || position.equals("gross")) {
            return Position.GROSS;
        }
        if (position.equals("net")) {
            return Position.NET;
        }
        throw Problems.malformed("position", "must be gross or net").asException();
    }

    /** An operator that asks for another's account learns nothing, not even whether there is one. */
    private OperatorId operator(String named) {
        Visibility visibility = Visibility.of(caller);
        String wanted = named != null ? named : caller.operatorId().orElse(null);
        if (wanted == null) {
            throw Problems.malformed("operator", "is missing").asException();
        }
        if (!wanted.matches(OperatorId.PATTERN) || !visibility.shows(wanted)) {
            throw Problems.notFound().asException();
        }
        return OperatorId.of(wanted);
    }

    private static byte[] written(Consumer<OutputStream> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.accept(out);
        return out.toByteArray();
    }
}
