package org.dcep.issuer.issuance;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.dcep.contracts.IssuedCoin;
import org.dcep.issuer.circulation.CoinRegister;
import org.dcep.issuer.message.LiquidityMessages;
import org.dcep.issuer.reserve.Fields;
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

/** Issuances, over REST. */
@Path("/v1/issuances")
@Tag(name = "Issuances")
public class IssuanceResource {
    private final IssueCurrency issueCurrency;
    private final IssuanceStore issuances;
    private final CoinRegister register;
    private final LiquidityMessages messages;
    private final Caller caller;

    IssuanceResource(
            IssueCurrency issueCurrency,
            IssuanceStore issuances,
            CoinRegister register,
            LiquidityMessages messages,
            Caller caller) {
        this.issueCurrency = issueCurrency;
        this.issuances = issuances;
        this.register = register;
        this.messages = messages;
        this.caller = caller;
    }

    /** The body of an issuance; the id is the caller's own. */
    public record IssuanceRequest(UUID id, String operatorId, long amountFen) {
        IssuanceOrder order() {
            return new IssuanceOrder(id, Fields.operatorId(operatorId), Fields.amount("amountFen", amountFen));
        }
    }

    @POST
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR})
    @Operation(
            operationId = "issueCurrency",
            summary = "Issue currency to an operator",
            description = "Locks reserves one to one, signs and registers coins, and announces them. The same id with"
                    + " the same content again has no effect and gives the same answer, a refusal included.")
    @APIResponse(responseCode = "201", description = "Issued")
    @APIResponseSchema(value = Issuance.class, responseCode = "200")
    public Uni<RestResponse<Issuance>> issue(IssuanceRequest request) {
        IssuanceOrder order = request.order();
        if (caller.is(Role.OPERATOR) && !caller.actsFor(order.operatorId().value())) {
            throw Problems.forbidden().asException();
        }
        return issueCurrency.issue(order).map(outcome -> outcome.fold(answers()));
    }

    private static IssuanceOutcome.Cases<RestResponse<Issuance>> answers() {
        return new IssuanceOutcome.Cases<>(
                IssuanceResource::answer,
                () -> {
                    throw Problems.idReused().asException();
                },
                () -> {
                    throw Problems.notFound()
                            .withDetail("There is no such operator.")
                            .asException();
                });
    }

    private static RestResponse<Issuance> answer(IssuanceOutcome.Decided decided) {
        Issuance issuance = decided.issuance();
        issuance.reason().map(IssuanceRefusal::valueOf).ifPresent(refusal -> {
            throw refusal.problem().with("issuanceId", issuance.id().toString()).asException();
        });
        return RestResponse.ResponseBuilder.create(
                        decided.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, issuance)
                .location(URI.create("/v1/issuances/" + issuance.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(operationId = "getIssuance", summary = "One issuance, issued or refused")
    public Uni<Issuance> get(String id) {
        return visible(Fields.pathId(id));
    }

    @GET
    @Path("/{id}/coins")
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "listCoins",
            summary = "The coins of an issuance",
            description = "As they were issued, largest first, whether unspent or retired by now.")
    public Uni<Page<IssuedCoin>> coins(
            String id, @QueryParam("after") String after, @QueryParam("limit") String limit) {
        long afterLine = Page.after(after, 0);
        int size = Page.limit(limit);
        return visible(Fields.pathId(id)).chain(issuance -> register.issued(issuance.id(), afterLine, size));
    }

    @GET
    @Path("/{id}/messages/camt.050")
    @Produces(MediaType.APPLICATION_XML)
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getIssuanceMessage",
            summary = "An issuance as camt.050.001.05: from the operator's reserves to its vault")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "There is no such issuance, or it was refused")
    public Uni<byte[]> message(String id) {
        return visible(Fields.pathId(id)).map(issuance -> {
            if (issuance.reason().isPresent()) {
                throw Problems.notFound().asException();
            }
            return messages.ofIssuance(issuance.id(), issuance.operatorId(), issuance.amountFen(), issuance.issuedAt());
        });
    }

    private Uni<Issuance> visible(UUID id) {
        return issuances
                .find(id)
                .map(found -> found.filter(this::maySee)
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    private boolean maySee(Issuance issuance) {
        return !caller.is(Role.OPERATOR) || caller.actsFor(issuance.operatorId());
    }
}
