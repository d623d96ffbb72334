package org.dcep.settlement.notary;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dcep.kernel.OperatorId;
import org.dcep.web.Page;
import org.dcep.web.Problems;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The operators' logs: heads and proofs, for everybody. */
@Path("/v1/log")
@Produces(MediaType.APPLICATION_JSON)
public class LogResource {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    @Inject
    LogProofs proofs;

    @GET
    @Path("/heads")
    @PermitAll
    @Operation(
            operationId = "listLogHeads",
            summary = "The newest signed head of every operator's log",
            description = "By operator, all on one page. Public.")
    public Uni<Page<LogView>> heads() {
        return proofs.heads()
                .map(heads -> new Page<>(heads.stream().map(LogView::of).toList(), null));
    }

    @GET
    @Path("/head")
    @PermitAll
    @Operation(
            operationId = "getLogHead",
            summary = "The newest head of one operator's log",
            description =
                    "`shard` is the operator's id. The head is signed by settlement and by the central bank, which"
                            + " has checked that the log begins with every one it signed before. Public.")
    @APIResponse(responseCode = "200", description = "The head with both signatures")
    @APIResponse(responseCode = "404", description = "No head of such a log is signed by both")
    public Uni<LogView> head(@QueryParam("shard") String shard) {
        return proofs.head(operator(shard)).map(LogView::of);
    }

    @GET
    @Path("/proofs/{paymentId}")
    @PermitAll
    @Operation(
            operationId = "getInclusionProof",
            summary = "Proof that a payment is in its operator's log",
            description = "Against the newest head. A payment that is final is provable within five seconds. Public:"
                    + " it tells nothing about the payment to those who do not know it.")
    @APIResponse(responseCode = "200", description = "Place, path and head")
    @APIResponse(responseCode = "404", description = "No final payment of this id has been told")
    @APIResponse(responseCode = "503", description = "NOT_READY: no head covers the payment yet, ask again")
    public Uni<ProofView> proof(@PathParam("paymentId") String paymentId) {
        return proofs.inclusion(id(paymentId));
    }

    @GET
    @Path("/consistency")
    @PermitAll
    @Operation(
            operationId = "getConsistencyProof",
            summary = "Proof that a log of `to` payments begins with its first `from`, unchanged",
            description = "Both sizes are from 0 to the size of the newest head. Public.")
    @APIResponse(responseCode = "200", description = "The proof")
    @APIResponse(responseCode = "400", description = "MALFORMED_REQUEST: a size that the log does not have")
    @APIResponse(responseCode = "404", description = "No head of such a log is signed by both")
    public Uni<ConsistencyView> consistency(
            @QueryParam("shard") String shard, @QueryParam("from") String from, @QueryParam("to") String to) {
        String operatorId = operator(shard);
        long fromSize = size("from", from);
        long toSize = size("to", to);
        if (fromSize > toSize) {
            throw Problems.malformed("from", "must be at most as large as to").asException();
        }
        return proofs.consistency(operatorId, fromSize, toSize);
    }

    private static String operator(String shard) {
        if (shard == null) {
            throw Problems.malformed("shard", "must name an operator").asException();
        }
        try {
            return OperatorId.of(shard).value();
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("shard", e.getMessage()).asException();
        }
    }

    private static long size(String field, String value) {
        if (value == null || !SIZE.matcher(value).matches()) {
            throw Problems.malformed(field, "must be a whole number of payments")
                    .asException();
        }
        return Long.parseLong(value);
    }

    /** What is no id names no payment. */
    private static UUID id(String paymentId) {
        try {
            UUID id = UUID.fromString(paymentId);
            if (id.toString().equals(paymentId)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw Problems.notFound().asException();
        }
        throw Problems.notFound().asException();
    }
}
