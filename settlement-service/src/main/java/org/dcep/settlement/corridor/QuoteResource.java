package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.web.Caller;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Quotes: a market maker's bank offers and withdraws them, whoever was told the id reads them. */
@Path("/v1/corridors/{corridorId}/quotes")
@Produces(MediaType.APPLICATION_JSON)
public class QuoteResource {
    private final OfferQuote quotes;
    private final Pool pool;
    private final BusinessTime time;
    private final Caller caller;

    QuoteResource(OfferQuote quotes, Pool pool, BusinessTime time, Caller caller) {
        this.quotes = quotes;
        this.pool = pool;
        this.time = time;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(
            operationId = "offerQuote",
            summary = "Offers a quote for a wallet of the calling operator",
            description =
                    "It carries the payment order that pays the e-CNY, signed by the maker's wallet, and may be"
                            + " accepted until ten seconds before that order expires. The order is executed only when the"
                            + " buyer's currency is on hold. Of several reasons the first of this order is given: ID_REUSED,"
                            + " MALFORMED_REQUEST, CORRIDOR_SUSPENDED, LIMIT_EXCEEDED (limit QUOTE_LIFETIME, PER_TRADE, DAILY).")
    @APIResponse(
            responseCode = "201",
            description = "Offered",
            content = @Content(schema = @Schema(implementation = QuoteView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Offered before, with the same content",
            content = @Content(schema = @Schema(implementation = QuoteView.class)))
    @APIResponse(responseCode = "404", description = "There is no such corridor")
    @APIResponse(responseCode = "409", description = "The corridor does not allow it")
    @APIResponse(responseCode = "422", description = "ID_REUSED: the quote's id or the payment's")
    public Uni<RestResponse<QuoteView>> offer(@PathParam("corridorId") String corridorId, QuoteRequest request) {
        Quote quote = Bodies.required(request).quote(corridorId, own());
        URI path = URI.create("/v1/corridors/" + corridorId + "/quotes/" + quote.quoteId());
        return quotes.offer(quote)
                .chain(outcome -> view(outcome.value()).map(view -> Bodies.created(outcome, view, path)));
    }

    @GET
    @Path("/{quoteId}")
    @PermitAll
    @Operation(
            operationId = "getQuote",
            summary = "The terms of a quote",
            description = "Public, but its id cannot be guessed. The maker's signed order is not shown.")
    @APIResponse(
            responseCode = "200",
            description = "The terms",
            content = @Content(schema = @Schema(implementation = QuoteView.class)))
    @APIResponse(responseCode = "404", description = "There is no such quote")
    public Uni<QuoteView> get(@PathParam("corridorId") String corridorId, @PathParam("quoteId") String quoteId) {
        return CorridorStore.quote(pool, corridorId, Names.id(quoteId))
                .map(found -> found.orElseThrow(() -> Problems.notFound().asException()))
                .chain(this::view);
    }

    @DELETE
    @Path("/{quoteId}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(
            operationId = "withdrawQuote",
            summary = "Withdraws a quote that nobody has accepted",
            description = "From then on nobody can. Repeating it has no effect.")
    @APIResponse(
            responseCode = "200",
            description = "Withdrawn",
            content = @Content(schema = @Schema(implementation = QuoteView.class)))
    @APIResponse(responseCode = "404", description = "The calling operator has no such quote")
    @APIResponse(responseCode = "409", description = "QUOTE_CLOSED: it was taken")
    public Uni<QuoteView> withdraw(@PathParam("corridorId") String corridorId, @PathParam("quoteId") String quoteId) {
        return quotes.withdraw(corridorId, Names.id(quoteId), own()).chain(this::view);
    }

    private String own() {
        return caller.operatorId().orElseThrow(() -> Problems.forbidden().asException());
    }

    private Uni<QuoteView> view(Quote quote) {
        return CorridorStore.find(pool, quote.corridorId())
                .map(corridor ->
                        QuoteView.of(quote, corridor.orElseThrow().terms().currency(), time.now()));
    }
}
