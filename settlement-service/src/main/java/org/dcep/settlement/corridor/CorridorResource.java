package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.dcep.web.Page;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Corridors and what the central bank allows in them. Anybody may read. */
@Path("/v1/corridors")
@Produces(MediaType.APPLICATION_JSON)
public class CorridorResource {
    private final SetCorridorTerms setTerms;
    private final Laws laws;
    private final Pool pool;

    CorridorResource(SetCorridorTerms setTerms, Laws laws, Pool pool) {
        this.setTerms = setTerms;
        this.laws = laws;
        this.pool = pool;
    }

    @GET
    @PermitAll
    @Operation(operationId = "listCorridors", summary = "Corridors, by id, all on one page")
    public Uni<Page<CorridorView>> list() {
        return CorridorStore.all(pool)
                .map(found -> new Page<>(found.stream().map(CorridorView::of).toList(), null));
    }

    @GET
    @Path("/{corridorId}")
    @PermitAll
    @Operation(operationId = "getCorridor", summary = "A corridor with its terms and what is used of the day's limit")
    @APIResponse(
            responseCode = "200",
            description = "The corridor",
            content = @Content(schema = @Schema(implementation = CorridorView.class)))
    @APIResponse(responseCode = "404", description = "There is no such corridor")
    public Uni<CorridorView> get(@PathParam("corridorId") String corridorId) {
        return CorridorStore.find(pool, corridorId)
                .map(found -> found.map(CorridorView::of)
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    @PUT
    @Path("/{corridorId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(
            operationId = "setCorridorTerms",
            summary = "Opens a corridor, or sets the next version of its terms",
            description =
                    "Version 1 opens it. A later version is in force at once, for open quotes too; SUSPENDED takes"
                            + " no quotes and no trades, and what is held already ends all the same. The same version with the"
                            + " same content again has no effect.")
    @APIResponse(
            responseCode = "201",
            description = "Set",
            content = @Content(schema = @Schema(implementation = CorridorView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Set before; the answer has the terms in force",
            content = @Content(schema = @Schema(implementation = CorridorView.class)))
    @APIResponse(responseCode = "409", description = "TERMS_OUT_OF_ORDER: `nextVersion` is due")
    @APIResponse(responseCode = "422", description = "ID_REUSED: the version says something else")
    public Uni<RestResponse<CorridorView>> set(@PathParam("corridorId") String corridorId, CorridorTerms terms) {
        if (!Names.isCorridor(corridorId)) {
            throw Problems.malformed("corridorId", "must match " + Names.CORRIDOR_PATTERN)
                    .asException();
        }
        return setTerms.set(corridorId, Bodies.required(terms))
                .map(outcome -> Bodies.created(
                        outcome, CorridorView.of(outcome.value()), URI.create("/v1/corridors/" + corridorId)));
    }

    @GET
    @Path("/{corridorId}/terms")
    @PermitAll
    @Operation(operationId = "listCorridorTerms", summary = "Every version of a corridor's terms, oldest first")
    public Uni<Page<CorridorView.TermsView>> terms(
            @PathParam("corridorId") String corridorId,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit) {
        long start = Page.after(after, 0);
        int most = Page.limit(limit);
        return get(corridorId)
                .chain(known -> CorridorStore.terms(pool, corridorId, start, most + 1))
                .map(found ->
                        Page.of(found, most, dated -> dated.terms().version()).map(CorridorView.TermsView::of));
    }

    @GET
    @Path("/{corridorId}/laws")
    @PermitAll
    @Operation(
            operationId = "getCorridorLaws",
            summary = "Whether the books of a corridor agree",
            description = "Computed from the rows at the moment of the question. Public: it shows sums only.")
    @APIResponse(
            responseCode = "200",
            description = "The laws, term by term",
            content = @Content(schema = @Schema(implementation = LawsView.class)))
    @APIResponse(responseCode = "404", description = "There is no such corridor")
    public Uni<LawsView> laws(@PathParam("corridorId") String corridorId) {
        return get(corridorId).chain(known -> laws.of(corridorId));
    }
}
