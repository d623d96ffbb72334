package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Trades: a buyer accepts a quote with its signature, and asks what became of it in the same way. */
@Path("/v1/corridors/{corridorId}/trades")
@Produces(MediaType.APPLICATION_JSON)
public class TradeResource {
    private final AcceptQuote acceptQuote;
    private final Pool pool;
    private final Caller caller;

    TradeResource(AcceptQuote acceptQuote, Pool pool, Caller caller) {
        this.acceptQuote = acceptQuote;
        this.pool = pool;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(
            operationId = "acceptQuote",
            summary = "Accepts a quote",
            description = "No token: the signature of the buyer's account is the authority. Signed are, joined by line"
                    + " feeds: dcep-corridor-v1, network, corridorId, id, quoteId, account, currency, amountMinor, payee,"
                    + " amountFen. The same order again gets the trade as it stands; a refusal is not remembered. Of"
                    + " several reasons the first of this order is given: MALFORMED_REQUEST, BAD_SIGNATURE, ID_REUSED,"
                    + " NOT_FOUND, QUOTE_MISMATCH, QUOTE_CLOSED, QUOTE_EXPIRED, CORRIDOR_SUSPENDED, LIMIT_EXCEEDED"
                    + " (limit PER_TRADE, DAILY), INSUFFICIENT_BALANCE.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted: the buyer's currency is on hold until the e-CNY leg has ended",
            content = @Content(schema = @Schema(implementation = TradeView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Accepted before; the trade as it stands",
            content = @Content(schema = @Schema(implementation = TradeView.class)))
    @APIResponse(responseCode = "401", description = "BAD_SIGNATURE, also without such an account")
    @APIResponse(responseCode = "404", description = "There is no such quote for this account")
    @APIResponse(responseCode = "409", description = "The quote or the corridor does not allow it")
    @APIResponse(responseCode = "422", description = "ID_REUSED")
    public Uni<RestResponse<TradeView>> accept(@PathParam("corridorId") String corridorId, TradeRequest request) {
        if (!Names.isCorridor(corridorId)) {
            throw Problems.notFound().asException();
        }
        TradeRequest asked = Bodies.required(request);
        return acceptQuote
                .accept(asked.tradeOrder(corridorId), asked.signature())
                .map(TradeResource::answer);
    }

    private static RestResponse<TradeView> answer(Outcome<Trade> outcome) {
        TradeView view = TradeView.of(outcome.value());
        return outcome.first()
                ? RestResponse.ResponseBuilder.<TradeView>create(RestResponse.Status.ACCEPTED, view)
                        .location(URI.create("/v1/corridors/" + view.corridorId() + "/trades/" + view.tradeId()))
                        .build()
                : RestResponse.ok(view);
    }

    @GET
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.AUDITOR, Role.Names.OPERATOR})
    @Operation(
            operationId = "listTrades",
            summary = "Trades, by id; a bank sees those of its market makers",
            description = "`after` continues behind the trade of that id, as `next` of the page before says.")
    public Uni<Page<TradeView>> list(
            @PathParam("corridorId") String corridorId,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit) {
        Optional<UUID> start = Names.after(after);
        int most = Page.limit(limit);
        return CorridorStore.trades(pool, corridorId, visibleMaker(), start, most + 1)
                .map(found -> Page.of(found, most, Trade::tradeId).map(TradeView::of));
    }

    @GET
    @Path("/{tradeId}")
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.AUDITOR, Role.Names.OPERATOR})
    @Operation(operationId = "getTrade", summary = "A trade, for the market maker's bank and those who oversee it")
    @APIResponse(
            responseCode = "200",
            description = "The trade",
            content = @Content(schema = @Schema(implementation = TradeView.class)))
    @APIResponse(responseCode = "404", description = "There is no such trade, or it is somebody else's")
    public Uni<TradeView> get(@PathParam("corridorId") String corridorId, @PathParam("tradeId") String tradeId) {
        Optional<String> maker = visibleMaker();
        return CorridorStore.trade(pool, Names.id(tradeId))
                .map(found -> found.filter(trade -> trade.quote().corridorId().equals(corridorId))
                        .filter(trade -> maker.isEmpty()
                                || maker.get().equals(trade.quote().operatorId()))
                        .map(TradeView::of)
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    /** The bank whose trades the caller may see; empty for those who may see all. */
    private Optional<String> visibleMaker() {
        return caller.is(Role.CENTRAL_BANK) || caller.is(Role.AUDITOR)
                ? Optional.empty()
                : Optional.of(caller.operatorId()
                        .orElseThrow(() -> Problems.forbidden().asException()));
    }
}
