package org.dcep.settlement.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.dcep.clearing.SettlementAsset;
import org.dcep.web.Caller;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The same for a business day. */
@Path("/v1/days/{date}/indicators")
@Produces(MediaType.APPLICATION_JSON)
public class DayIndicatorsResource {
    private final IndicatorsReport report;
    private final Caller caller;

    DayIndicatorsResource(IndicatorsReport report, Caller caller) {
        this.report = report;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(
            operationId = "getDayIndicators",
            summary =
                    "Indicators of a business day: from its first cycle's opening until all of it was netted, or until now",
            description = IndicatorsReport.DESCRIPTION)
    @APIResponse(responseCode = "200", description = "The indicators")
    @APIResponse(responseCode = "400", description = "MALFORMED_REQUEST: `asset` is neither")
    @APIResponse(
            responseCode = "404",
            description = "The date is none, or no cycle has it; or " + IndicatorsReport.NOTHING)
    @APIResponse(responseCode = "429", description = "OVERLOADED: others are being measured; come again")
    public Uni<IndicatorsView> get(@PathParam("date") String date, @QueryParam("asset") String asset) {
        Visibility visibility = Visibility.of(caller);
        Optional<SettlementAsset> wanted = IndicatorsReport.asset(asset);
        LocalDate day = date(date).orElseThrow(() -> Problems.notFound().asException());
        return report.day(day).chain(span -> report.measured(span, wanted, visibility));
    }

    /** What is no date of this era, or written otherwise, is no day that had a cycle. */
    private static Optional<LocalDate> date(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
