package org.dcep.settlement.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.dcep.kernel.OperatorId;
import org.dcep.settlement.clearing.ReturnLiquidity;
import org.dcep.web.Caller;
import org.dcep.web.Problem;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Liquidity on its way back to the central bank. */
@Path("/v1/liquidity-returns")
@Produces(MediaType.APPLICATION_JSON)
public class LiquidityReturnResource {
    private final ReturnLiquidity returnLiquidity;
    private final Caller caller;

    LiquidityReturnResource(ReturnLiquidity returnLiquidity, Caller caller) {
        this.returnLiquidity = returnLiquidity;
        this.caller = caller;
    }

    /** The body of a return; the id is the caller's own. */
    public record LiquidityReturnRequest(UUID id, String operatorId, long amountFen) {
        ReturnLiquidity.Order order() {
            if (!operatorId.matches(OperatorId.PATTERN)) {
                throw Problems.malformed("operatorId", "must match " + OperatorId.PATTERN)
                        .asException();
            }
            return new ReturnLiquidity.Order(id, OperatorId.of(operatorId), Amounts.positive("amountFen", amountFen));
        }
    }

    /** A return that took effect. */
    public record LiquidityReturnView(UUID id, String operatorId, long amountFen, Instant returnedAt) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(
            operationId = "returnLiquidity",
            summary = "Take reserves out of the own settlement account",
            description =
                    "They become free reserves at the central bank. Credit and what must repay an overnight loan stay."
                            + " The same id and content again returns nothing and answers 200; a refusal is not remembered, so its"
                            + " id may be used again.")
    @APIResponse(responseCode = "201", description = "Returned")
    @APIResponse(responseCode = "200", description = "The same request had returned it before")
    @APIResponse(responseCode = "409", description = "INSUFFICIENT_LIQUIDITY: the account does not have it to give")
    @APIResponse(responseCode = "422", description = "ID_REUSED: the id belongs to another request")
    public Uni<RestResponse<LiquidityReturnView>> giveBack(LiquidityReturnRequest request) {
        if (request == null) {
            throw Problems.malformed().withDetail("the body is missing").asException();
        }
        ReturnLiquidity.Order order = request.order();
        if (!caller.actsFor(order.operator().value())) {
            throw Problems.forbidden().asException();
        }
        return returnLiquidity.giveBack(order).map(outcome -> answer(order, outcome));
    }

    private static RestResponse<LiquidityReturnView> answer(
            ReturnLiquidity.Order order, ReturnLiquidity.Outcome outcome) {
        if (outcome instanceof ReturnLiquidity.Outcome.Returned returned) {
            LiquidityReturnView view = new LiquidityReturnView(
                    order.id(), order.operator().value(), order.amount().fen(), returned.at());
            return RestResponse.status(returned.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, view);
        }
        throw (outcome instanceof ReturnLiquidity.Outcome.IdReused
                        ? Problems.idReused()
                        : Problem.of("INSUFFICIENT_LIQUIDITY", 409, "The settlement account does not have it to give"))
                .asException();
    }
}
