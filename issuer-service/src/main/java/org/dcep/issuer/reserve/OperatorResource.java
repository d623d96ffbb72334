package org.dcep.issuer.reserve;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Operators and their reserves, over REST. */
@Path("/v1/operators")
@Tag(name = "Operators")
public class OperatorResource {
    private static final int MAX_NAME_LENGTH = 100;

    private final AdmitOperator admitOperator;
    private final AddReserves addReserves;
    private final Operators operators;
    private final Caller caller;

    OperatorResource(AdmitOperator admitOperator, AddReserves addReserves, Operators operators, Caller caller) {
        this.admitOperator = admitOperator;
        this.addReserves = addReserves;
        this.operators = operators;
        this.caller = caller;
    }

    /**
     * The body of an admission.
     *
     * @param name 1 to 100 characters
     * @param reserveFen what the bank brings, 0 or more
     */
    public record AdmissionRequest(String operatorId, String name, long reserveFen) {
        Admission admission() {
            if (name.isBlank() || name.length() > MAX_NAME_LENGTH || name.indexOf('\0') >= 0) {
                throw Problems.malformed("name", "must have 1 to " + MAX_NAME_LENGTH + " characters")
                        .asException();
            }
            return new Admission(Fields.operatorId(operatorId), name, Fields.amountOrZero("reserveFen", reserveFen));
        }
    }

    /** The body of an addition of reserves; the id is the caller's own. */
    public record ReservesRequest(UUID id, long amountFen) {}

    @POST
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(
            operationId = "admitOperator",
            summary = "Admit a commercial bank",
            description = "Assigns the operator's number and makes its client; the secret is in this answer only."
                    + " The same admission again answers 200 without it.")
    @APIResponse(responseCode = "201", description = "Admitted")
    @APIResponseSchema(value = OperatorView.class, responseCode = "200")
    public Uni<RestResponse<OperatorView>> admit(AdmissionRequest request) {
        return admitOperator.admit(request.admission()).map(admitted -> {
            URI location = URI.create("/v1/operators/" + admitted.operator().operatorId());
            return RestResponse.ResponseBuilder.create(
                            admitted.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                            admitted.operator())
                    .location(location)
                    .build();
        });
    }

    @GET
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "listOperators",
            summary = "Operators with their reserves and currency",
            description = "In the order of their numbers. An operator sees itself only.")
    public Uni<Page<OperatorView>> list(@QueryParam("after") String after, @QueryParam("limit") String limit) {
        long afterNumber = Page.after(after, 0);
        int size = Page.limit(limit);
        if (!caller.is(Role.OPERATOR)) {
            return operators.list(afterNumber, size);
        }
        return operators
                .find(caller.operatorId().orElse(""))
                .map(own -> new Page<>(own.map(List::of).orElse(List.of()), null));
    }

    @GET
    @Path("/{operatorId}")
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(operationId = "getOperator", summary = "One operator with its reserves and currency")
    public Uni<OperatorView> get(String operatorId) {
        if (caller.is(Role.OPERATOR) && !caller.actsFor(operatorId)) {
            throw Problems.notFound().asException();
        }
        return operators
                .find(operatorId)
                .map(found -> found.orElseThrow(() -> Problems.notFound().asException()));
    }

    @POST
    @Path("/{operatorId}/reserves")
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(
            operationId = "addReserves",
            summary = "Add reserves of an operator",
            description = "The same id with the same content again answers 200 with the same body.")
    @APIResponse(responseCode = "201", description = "Added")
    @APIResponseSchema(value = ReserveAddition.class, responseCode = "200")
    public Uni<RestResponse<ReserveAddition>> addReserves(String operatorId, ReservesRequest request) {
        return addReserves
                .add(request.id(), Fields.pathOperatorId(operatorId), Fields.amount("amountFen", request.amountFen()))
                .map(added -> RestResponse.status(
                        added.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, added.addition()));
    }
}
