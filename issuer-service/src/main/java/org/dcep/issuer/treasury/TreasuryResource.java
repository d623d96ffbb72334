package org.dcep.issuer.treasury;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Gas revenue, over REST. */
@Path("/v1/treasury")
@Tag(name = "Treasury")
@RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.AUDITOR})
public class TreasuryResource {
    private static final MediaType CSV =
            MediaType.valueOf(TreasuryStatementCsv.MEDIA_TYPE).withCharset("UTF-8");

    private final Treasury treasury;
    private final Caller caller;

    TreasuryResource(Treasury treasury, Caller caller) {
        this.treasury = treasury;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "getTreasury",
            summary = "Gas revenue so far",
            description = "By beneficiary, and by the operator that collected it.")
    public Uni<TreasuryView> get() {
        return treasury.view();
    }

    @GET
    @Path("/statement")
    @Produces({MediaType.APPLICATION_JSON, TreasuryStatementCsv.MEDIA_TYPE})
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.AUDITOR, Role.Names.OPERATOR})
    @Operation(
            operationId = "getTreasuryStatement",
            summary = "Gas revenue of some cycles, by operator and by beneficiary",
            description =
                    "From fromCycle (default 1) to toCycle, both included, at most 366 cycles. Opening, change and"
                            + " closing of every party, and what each gave up or received in each cycle. An operator sees what"
                            + " it gave up itself. Ask for text/csv to have it as lines.")
    @APIResponse(
            responseCode = "200",
            description = "The statement",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = TreasuryStatement.class)),
                @Content(mediaType = TreasuryStatementCsv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<RestResponse<Object>> statement(
            @QueryParam("fromCycle") String fromCycle,
            @QueryParam("toCycle") String toCycle,
            @Context HttpHeaders headers) {
        CycleRange cycles = CycleRange.of(fromCycle, toCycle);
        return (caller.is(Role.OPERATOR)
                        ? treasury.statement(cycles, caller.operatorId().orElseThrow())
                        : treasury.statement(cycles))
                .map(statement -> response(statement, headers.getAcceptableMediaTypes()));
    }

    /** JSON for whoever does not mind; that one of both is accepted has been seen to before. */
    private static RestResponse<Object> response(TreasuryStatement statement, List<MediaType> accepted) {
        boolean csv = accepted.stream()
                .filter(wanted -> CSV.isCompatible(wanted) || MediaType.APPLICATION_JSON_TYPE.isCompatible(wanted))
                .findFirst()
                .map(wanted -> !MediaType.APPLICATION_JSON_TYPE.isCompatible(wanted))
                .orElse(false);
        return RestResponse.ResponseBuilder.<Object>ok(csv ? TreasuryStatementCsv.text(statement) : statement)
                .type(csv ? CSV : MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    @GET
    @Path("/entries")
    @Operation(
            operationId = "listTreasuryEntries",
            summary = "Gas revenue by beneficiary and cycle",
            description = "In the order of receipt.")
    public Uni<Page<TreasuryEntry>> entries(@QueryParam("after") String after, @QueryParam("limit") String limit) {
        return treasury.entries(Page.after(after, 0), Page.limit(limit));
    }
}
