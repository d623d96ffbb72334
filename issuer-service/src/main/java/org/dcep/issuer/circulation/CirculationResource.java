package org.dcep.issuer.circulation;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Currency in circulation, over REST. */
@Path("/v1/circulation")
@Tag(name = "Circulation")
public class CirculationResource {
    private final CirculationStore store;
    private final Clock clock;

    CirculationResource(CirculationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getCirculation",
            summary = "Currency in circulation",
            description = "`outstandingFen = issuedFen - redeemedFen = reservesLockedFen`, always. Public.")
    public Uni<CirculationView> get() {
        return store.totals()
                .map(totals -> CirculationView.of(totals, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
