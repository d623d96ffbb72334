package org.dcep.wallet.metering;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.OptionalInt;
import org.dcep.wallet.operator.Operators;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Metering, over REST. */
@Path("/v1/gas-usage")
@Tag(name = "Gas")
public class GasUsageResource {
    /** Below every key, because minutes and cycles count from 1 and enums from 0. */
    private static final long BEFORE_ALL = -1;

    private final GasUsageReport report;
    private final Operators operators;
    private final Caller caller;

    GasUsageResource(GasUsageReport report, Operators operators, Caller caller) {
        this.report = report;
        this.operators = operators;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getGasUsage",
            summary = "Gas of final payments",
            description = "Added up by operator, operation, class of the payer's wallet, window (one minute) or "
                    + "settlement cycle. An operator sees its own payers' gas, the auditor everybody's.")
    public Uni<Page<GasUsageLine>> get(
            @QueryParam("by")
                    @Parameter(
                            required = true,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"operator", "operation", "class", "window", "cycle"}))
                    String by,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit) {
        UsageDimension dimension = UsageDimension.named(by)
                .orElseThrow(() -> Problems.malformed("by", "must be operator, operation, class, window or cycle")
                        .asException());
        long from = Page.after(after, BEFORE_ALL);
        int most = Page.limit(limit);
        return scope().chain(scope -> report.answer(new GasUsageReport.Question(dimension, scope, from, most)));
    }

    /** Empty for everybody's. */
    private Uni<OptionalInt> scope() {
        if (caller.is(Role.AUDITOR)) {
            return Uni.createFrom().item(OptionalInt.empty());
        }
        return operators
                .named(caller.operatorId().orElse(""))
                .map(own -> OptionalInt.of(
                        own.orElseThrow(() -> Problems.notFound().asException()).number()));
    }
}
