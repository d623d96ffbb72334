package org.dcep.issuer.redemption;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.dcep.issuer.message.LiquidityMessages;
import org.dcep.issuer.reserve.Fields;
import org.dcep.web.Caller;
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

/** Redemptions, over REST. */
@Path("/v1/redemptions")
@Tag(name = "Redemptions")
public class RedemptionResource {
    private final RedeemCurrency redeemCurrency;
    private final RedemptionStore redemptions;
    private final LiquidityMessages messages;
    private final Caller caller;

    RedemptionResource(
            RedeemCurrency redeemCurrency, RedemptionStore redemptions, LiquidityMessages messages, Caller caller) {
        this.redeemCurrency = redeemCurrency;
        this.redemptions = redemptions;
        this.messages = messages;
        this.caller = caller;
    }

    /** The body of a redemption; the id is the caller's own. */
    public record RedemptionRequest(UUID id, String operatorId, long amountFen) {
        RedemptionOrder order() {
            return new RedemptionOrder(id, Fields.operatorId(operatorId), Fields.amount("amountFen", amountFen));
        }
    }

    @POST
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(
            operationId = "redeemCurrency",
            summary = "Redeem currency from the vault",
            description = "Waits up to five seconds for the operator's book; 202 says that it has not answered yet."
                    + " The same id with the same content again gives the state as it is then.")
    @APIResponse(responseCode = "201", description = "Redeemed: coins destroyed, reserves free")
    @APIResponse(responseCode = "202", description = "Requested, not decided yet")
    @APIResponseSchema(value = Redemption.class, responseCode = "200")
    public Uni<RestResponse<Redemption>> redeem(RedemptionRequest request) {
        RedemptionOrder order = request.order();
        if (!caller.actsFor(order.operatorId().value())) {
            throw Problems.forbidden().asException();
        }
        return redeemCurrency.redeem(order).map(RedemptionResource::answer);
    }

    private static RestResponse<Redemption> answer(RedeemCurrency.Redeemed redeemed) {
        Redemption redemption = redeemed.redemption();
        redemption.reason().map(RedemptionRefusal::valueOf).ifPresent(refusal -> {
            throw refusal.problem()
                    .with("redemptionId", redemption.id().toString())
                    .asException();
        });
        RestResponse.Status status = redeemed.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
        return RestResponse.ResponseBuilder.create(
                        redemption.decidedAt().isPresent() ? status : RestResponse.Status.ACCEPTED, redemption)
                .location(URI.create("/v1/redemptions/" + redemption.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(operationId = "getRedemption", summary = "One redemption")
    public Uni<Redemption> get(String id) {
        return redemptions
                .find(Fields.pathId(id))
                .map(found -> found.filter(this::maySee)
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    @GET
    @Path("/{id}/messages/camt.050")
    @Produces(MediaType.APPLICATION_XML)
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getRedemptionMessage",
            summary = "A redemption as camt.050.001.05: from the operator's vault to its reserves")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "There is no such redemption, or it is not decided, or refused")
    public Uni<byte[]> message(String id) {
        return get(id).map(redemption -> {
            if (redemption.reason().isPresent()) {
                throw Problems.notFound().asException();
            }
            Instant at =
                    redemption.decidedAt().orElseThrow(() -> Problems.notFound().asException());
            return messages.ofRedemption(redemption.id(), redemption.operatorId(), redemption.amountFen(), at);
        });
    }

    private boolean maySee(Redemption redemption) {
        return !caller.is(Role.OPERATOR) || caller.actsFor(redemption.operatorId());
    }
}
