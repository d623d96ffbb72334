package org.dcep.settlement.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.dcep.clearing.SettlementAsset;
import org.dcep.web.Caller;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** How well settlement went in a cycle: the indicators of {@code dcep settle}, of the running network. */
@Path("/v1/cycles/{cycleId}/indicators")
@Produces(MediaType.APPLICATION_JSON)
public class CycleIndicatorsResource {
    private final IndicatorsReport report;
    private final Caller caller;

    CycleIndicatorsResource(IndicatorsReport report, Caller caller) {
        this.report = report;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(
            operationId = "getCycleIndicators",
            summary = "Indicators from a cycle's opening until it was netted, or until now",
            description = IndicatorsReport.DESCRIPTION)
    @APIResponse(responseCode = "200", description = "The indicators")
    @APIResponse(responseCode = "400", description = "MALFORMED_REQUEST: `asset` is neither")
    @APIResponse(responseCode = "404", description = "There is no such cycle; or " + IndicatorsReport.NOTHING)
    @APIResponse(responseCode = "429", description = "OVERLOADED: others are being measured; come again")
    public Uni<IndicatorsView> get(@PathParam("cycleId") String cycleId, @QueryParam("asset") String asset) {
        Visibility visibility = Visibility.of(caller);
        Optional<SettlementAsset> wanted = IndicatorsReport.asset(asset);
        return report.cycle(CycleResource.number(cycleId)).chain(span -> report.measured(span, wanted, visibility));
    }
}
