package org.dcep.settlement.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.dcep.settlement.clearing.AccountStore;
import org.dcep.settlement.clearing.OvernightLoan;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the central bank has lent overnight, where a policy forces what is left of a day on credit. */
@Path("/v1/overnight-loans")
@Produces(MediaType.APPLICATION_JSON)
public class OvernightLoanResource {
    private final AccountStore accounts;
    private final Caller caller;

    OvernightLoanResource(AccountStore accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    /**
     * A loan.
     *
     * @param businessDate the day that it ended
     * @param owedFen what of principal and price is not repaid
     */
    public record OvernightLoanView(
            LocalDate businessDate,
            String operatorId,
            long principalFen,
            long priceFen,
            long repaidFen,
            long owedFen,
            Instant lentAt,
            Optional<Instant> repaidAt) {

        static OvernightLoanView of(OvernightLoan loan) {
            return new OvernightLoanView(
                    loan.businessDate(),
                    loan.operator().value(),
                    loan.principal().fen(),
                    loan.price().fen(),
                    loan.repaid().fen(),
                    loan.owedFen(),
                    loan.lentAt(),
                    loan.repaidAt());
        }
    }

    @GET
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(
            operationId = "listOvernightLoans",
            summary = "Overnight loans, newest first; an operator sees its own",
            description =
                    "At most `limit`, the newest. A loan is repaid from its borrower's settlement account at the end of"
                            + " the next days, before anything else; until then that much of the account cannot be returned.")
    public Uni<Page<OvernightLoanView>> list(@QueryParam("limit") String limit) {
        Optional<String> only = Visibility.of(caller).showsTotals() ? Optional.empty() : caller.operatorId();
        return accounts.loans(only, Page.limit(limit))
                .map(loans ->
                        new Page<>(loans.stream().map(OvernightLoanView::of).toList(), null));
    }
}
