package org.dcep.settlement.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.dcep.web.Caller;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What operators owe one another at this moment. */
@Path("/v1/positions")
@Produces(MediaType.APPLICATION_JSON)
public class PositionResource {
    @Inject
    PositionReport report;

    @Inject
    Caller caller;

    @GET
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(
            operationId = "getPositions",
            summary = "Open positions between operators; an operator sees its own",
            description = "Obligations that are not final yet: those of the open cycle and of cycles that are closing.")
    public Uni<PositionView> get() {
        return report.view(Visibility.of(caller));
    }
}
