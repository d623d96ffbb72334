package org.dcep.settlement.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.cycle.CloseCycle;
import org.dcep.settlement.cycle.CycleClosure;
import org.dcep.settlement.cycle.CycleClosureOutcome;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.Problem;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Settlement cycles: to read, and to close the open one. */
@Path("/v1/cycles")
@Produces(MediaType.APPLICATION_JSON)
public class CycleResource {
    @Inject
    CycleReport report;

    @Inject
    CloseCycle closeCycle;

    @Inject
    Outbox outbox;

    @Inject
    Caller caller;

    @GET
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(
            operationId = "listCycles",
            summary = "Cycles, newest first; an operator sees its own part of each",
            description = "`after` continues behind the cycle of that number, as `next` of the page before says.")
    public Uni<Page<CycleView>> list(@QueryParam("after") String after, @QueryParam("limit") String limit) {
        return report.page(Page.after(after, Long.MAX_VALUE), Page.limit(limit), Visibility.of(caller));
    }

    @GET
    @Path("/{cycleId}")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(operationId = "getCycle", summary = "One cycle, with what it waits for while it is closing")
    @APIResponse(responseCode = "200", description = "The cycle, or an operator's own part of it")
    @APIResponse(responseCode = "404", description = "There is no such cycle")
    public Uni<CycleView> get(@PathParam("cycleId") String cycleId) {
        return report.one(number(cycleId), Visibility.of(caller))
                .onItem()
                .ifNull()
                .failWith(() -> Problems.notFound().asException());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(
            operationId = "closeCycle",
            summary = "Closes the open cycle and opens the next",
            description = "The id is the client's: the same request again closes nothing and answers 200.")
    @APIResponse(responseCode = "201", description = "The cycle that is closing now")
    @APIResponse(responseCode = "200", description = "The cycle that the same request had closed")
    @APIResponse(responseCode = "422", description = "ID_REUSED: the id belongs to a request with another date")
    public Uni<RestResponse<CycleView>> close(CycleClosure request) {
        return closeCycle.close(required(request)).invoke(outbox::wake).chain(this::answer);
    }

    private Uni<RestResponse<CycleView>> answer(CycleClosureOutcome outcome) {
        if (outcome instanceof CycleClosureOutcome.Closed closed) {
            return report.one(closed.cycleId(), Visibility.of(caller))
                    .map(view -> RestResponse.ResponseBuilder.<CycleView>create(RestResponse.Status.CREATED, view)
                            .location(URI.create("/v1/cycles/" + view.cycleId()))
                            .build());
        }
        if (outcome instanceof CycleClosureOutcome.Repeated repeated) {
            return report.one(repeated.cycleId(), Visibility.of(caller)).map(RestResponse::ok);
        }
        return Uni.createFrom().failure(() -> problem(outcome).asException());
    }

    private static Problem problem(CycleClosureOutcome outcome) {
        return outcome instanceof CycleClosureOutcome.DateOutOfRange range
                ? Problems.malformed("nextBusinessDate", "must be from " + range.first() + " to " + range.last())
                : Problems.idReused();
    }

    private static CycleClosure required(CycleClosure request) {
        if (request == null) {
            throw Problems.malformed().withDetail("the body is missing").asException();
        }
        return request;
    }

    /** A number that cannot be a cycle's is as unknown as one that is not. */
    static long number(String cycleId) {
        if (!cycleId.matches("[1-9][0-9]{0,17}")) {
            throw Problems.notFound().asException();
        }
        return Long.parseLong(cycleId);
    }
}
