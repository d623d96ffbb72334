package org.dcep.issuer.treasury;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.dcep.web.Page;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gas revenue, over REST. */
@Path("/v1/treasury")
@Tag(name = "Treasury")
@RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.AUDITOR})
public class TreasuryResource {
    private final Treasury treasury;

    TreasuryResource(Treasury treasury) {
        this.treasury = treasury;
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
    @Path("/entries")
    @Operation(
            operationId = "listTreasuryEntries",
            summary = "Gas revenue by beneficiary and cycle",
            description = "In the order of receipt.")
    public Uni<Page<TreasuryEntry>> entries(@QueryParam("after") String after, @QueryParam("limit") String limit) {
        return treasury.entries(Page.after(after, 0), Page.limit(limit));
    }
}
