package org.dcep.issuer.reserve;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.dcep.issuer.message.LiquidityMessages;
import org.dcep.issuer.reserve.LiquidityTransfer.Direction;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Reserves on their way into settlement accounts and back, over REST. */
@Path("/v1/operators/{operatorId}/liquidity-transfers")
@Tag(name = "Operators")
public class LiquidityResource {
    private final PlaceLiquidity placeLiquidity;
    private final LiquidityTransfers transfers;
    private final LiquidityMessages messages;
    private final Caller caller;

    LiquidityResource(
            PlaceLiquidity placeLiquidity, LiquidityTransfers transfers, LiquidityMessages messages, Caller caller) {
        this.placeLiquidity = placeLiquidity;
        this.transfers = transfers;
        this.messages = messages;
        this.caller = caller;
    }

    /** The body of a placement; the id is the caller's own. */
    public record PlacementRequest(UUID id, long amountFen) {}

    @POST
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR})
    @Operation(
            operationId = "placeLiquidity",
            summary = "Place free reserves in the operator's settlement account",
            description = "From there they pay what the operator owes to others where reserves settle. What is to come"
                    + " back is ordered from settlement-service. The same id with the same content again has no effect"
                    + " and gives the same answer, a refusal included.")
    @APIResponse(responseCode = "201", description = "Placed")
    @APIResponseSchema(value = LiquidityTransfer.class, responseCode = "200")
    public Uni<RestResponse<LiquidityTransfer>> place(String operatorId, PlacementRequest request) {
        OperatorId operator = visible(operatorId);
        Money amount = Fields.amount("amountFen", request.amountFen());
        return placeLiquidity.place(request.id(), operator, amount).map(LiquidityResource::answer);
    }

    private static RestResponse<LiquidityTransfer> answer(LiquidityBooks.Placed placed) {
        LiquidityTransfer transfer = placed.transfer();
        transfer.reason().map(ReserveRefusal::valueOf).ifPresent(refusal -> {
            throw refusal.problem().with("transferId", transfer.id().toString()).asException();
        });
        return RestResponse.ResponseBuilder.create(
                        placed.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, transfer)
                .location(
                        URI.create("/v1/operators/" + transfer.operatorId() + "/liquidity-transfers/" + transfer.id()))
                .build();
    }

    @GET
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "listLiquidityTransfers",
            summary = "Placements and returns of an operator's liquidity",
            description = "In the order of their decision, refused ones too.")
    public Uni<Page<LiquidityTransfer>> list(
            String operatorId, @QueryParam("after") String after, @QueryParam("limit") String limit) {
        OperatorId operator = visible(operatorId);
        return transfers.list(operator.value(), Page.after(after, 0), Page.limit(limit));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getLiquidityTransfer",
            summary = "One transfer of liquidity",
            description = "A placement, or a return if `direction` says so: their ids are chosen apart.")
    public Uni<LiquidityTransfer> get(
            String operatorId,
            String id,
            @QueryParam("direction") @DefaultValue("PLACEMENT") @Schema(enumeration = {"PLACEMENT", "RETURN"})
                    String direction) {
        return find(operatorId, id, direction);
    }

    @GET
    @Path("/{id}/messages/camt.050")
    @Produces(MediaType.APPLICATION_XML)
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getLiquidityTransferMessage",
            summary = "A transfer of liquidity as camt.050.001.05: between the operator's reserves and its settlement"
                    + " account")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "There is no such transfer, or it was refused")
    public Uni<byte[]> message(
            String operatorId,
            String id,
            @QueryParam("direction") @DefaultValue("PLACEMENT") @Schema(enumeration = {"PLACEMENT", "RETURN"})
                    String direction) {
        return find(operatorId, id, direction).map(this::message);
    }

    private byte[] message(LiquidityTransfer transfer) {
        if (transfer.reason().isPresent()) {
            throw Problems.notFound().asException();
        }
        return switch (transfer.direction()) {
            case PLACEMENT ->
                messages.ofPlacement(transfer.id(), transfer.operatorId(), transfer.amountFen(), transfer.decidedAt());
            case RETURN ->
                messages.ofReturn(transfer.id(), transfer.operatorId(), transfer.amountFen(), transfer.decidedAt());
        };
    }

    private Uni<LiquidityTransfer> find(String operatorId, String id, String direction) {
        OperatorId operator = visible(operatorId);
        return transfers
                .find(operator.value(), direction(direction), Fields.pathId(id))
                .map(found -> found.orElseThrow(() -> Problems.notFound().asException()));
    }

    private static Direction direction(String name) {
        for (Direction direction : Direction.values()) {
            if (direction.name().equals(name)) {
                return direction;
            }
        }
        throw Problems.malformed("direction", "must be PLACEMENT or RETURN").asException();
    }

    /** To another operator, this one does not exist. */
    private OperatorId visible(String operatorId) {
        OperatorId operator = Fields.pathOperatorId(operatorId);
        if (caller.is(Role.OPERATOR) && !caller.actsFor(operator.value())) {
            throw Problems.notFound().asException();
        }
        return operator;
    }
}
