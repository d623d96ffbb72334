package org.dcep.issuer.witness;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.dcep.issuer.reserve.Fields;
import org.dcep.web.Page;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the central bank stands to the operators' logs, over REST. */
@Path("/v1/log/freezes")
@Tag(name = "Logs")
public class FreezeResource {
    private static final int MAX_REASON_LENGTH = 200;

    private final Witness witness;
    private final LiftFreeze liftFreeze;

    FreezeResource(Witness witness, LiftFreeze liftFreeze) {
        this.witness = witness;
        this.liftFreeze = liftFreeze;
    }

    /**
     * The body of a lift.
     *
     * @param number of the freeze that was looked at
     * @param reason 1 to 200 printable characters
     */
    public record LiftRequest(long number, LiftFreeze.Decision decision, String reason) {
        LiftFreeze.Lift of(String operatorId) {
            boolean isALine = !reason.isBlank()
                    && reason.length() <= MAX_REASON_LENGTH
                    && reason.chars().noneMatch(Character::isISOControl);
            if (!isALine) {
                throw Problems.malformed("reason", "must have 1 to " + MAX_REASON_LENGTH + " printable characters")
                        .asException();
            }
            return new LiftFreeze.Lift(operatorId, number, decision, reason);
        }
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listLogStates",
            summary = "What the central bank has signed of each operator's log, and whether its shard is frozen",
            description = "By operator, all on one page. Public.")
    public Uni<Page<FreezeView>> list() {
        return witness.all()
                .map(rows -> new Page<>(rows.stream().map(WitnessRow::view).toList(), null));
    }

    @GET
    @Path("/{operatorId}")
    @PermitAll
    @Operation(operationId = "getLogState", summary = "The same for one operator", description = "Public.")
    public Uni<FreezeView> get(String operatorId) {
        return witness.of(Fields.pathOperatorId(operatorId).value())
                .onItem()
                .ifNull()
                .failWith(() -> Problems.notFound().asException())
                .map(WitnessRow::view);
    }

    @POST
    @Path("/{operatorId}/lift")
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(
            operationId = "liftFreeze",
            summary = "Lift a freeze, and say from which log the operator's log goes on",
            description = "`CONTINUE_FROM_SIGNED`: the next head must prove that it begins with the log that was signed"
                    + " last. `ACCEPT_DISPUTED`: with the one that was refused. 409 `SHARD_NOT_FROZEN` if the freeze of"
                    + " this number is not in force.")
    public Uni<FreezeView> lift(String operatorId, LiftRequest request) {
        return liftFreeze
                .lift(request.of(Fields.pathOperatorId(operatorId).value()))
                .map(WitnessRow::view);
    }
}
