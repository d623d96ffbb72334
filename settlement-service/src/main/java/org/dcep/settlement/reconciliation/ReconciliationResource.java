package org.dcep.settlement.reconciliation;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.dcep.settlement.clock.BusinessTime;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The law of the books, for everybody to see. */
@Singleton
@Path("/v1/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
public class ReconciliationResource {
    /** Anybody may ask, as often as they like: they share one judgement. */
    private static final Duration SHARED_FOR = Duration.ofMillis(250);

    @Inject
    Reconcile reconcile;

    @Inject
    BusinessTime time;

    private Uni<Reconciliation> shared;

    @PostConstruct
    void share() {
        shared = Uni.createFrom().deferred(reconcile::now).memoize().atLeast(SHARED_FOR);
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getReconciliation",
            summary = "Whether the books agree, law by law and term by term",
            description = "A second reader with code of its own adds up all events. What is on its way is a term of its"
                    + " own, so the laws hold at every moment; marked cycles are compared as soon as their events have"
                    + " arrived.")
    public Uni<ReconciliationView> get() {
        return shared.map(found -> ReconciliationView.of(found, time.now()));
    }
}
