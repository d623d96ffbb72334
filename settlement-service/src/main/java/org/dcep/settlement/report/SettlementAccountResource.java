package org.dcep.settlement.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.settlement.clearing.AccountStore;
import org.dcep.settlement.clearing.AccountView;
import org.dcep.settlement.clearing.DecideTerms;
import org.dcep.settlement.clearing.OwnTerms;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.Problem;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What operators settle with, where reserves settle. */
@Path("/v1/settlement-accounts")
@Produces(MediaType.APPLICATION_JSON)
public class SettlementAccountResource {
    private final AccountStore accounts;
    private final DecideTerms decideTerms;
    private final Caller caller;

    SettlementAccountResource(AccountStore accounts, DecideTerms decideTerms, Caller caller) {
        this.accounts = accounts;
        this.decideTerms = decideTerms;
        this.caller = caller;
    }

    /**
     * What an operator decides about its account; the whole of it, so that what is left out is given up.
     *
     * @param urgentReserveFen kept each day for URGENT obligations until they have used it
     * @param highReserveFen kept each day for URGENT and HIGH obligations until HIGH ones have used it
     */
    public record TermsRequest(
            long urgentReserveFen,
            long highReserveFen,
            Optional<Long> multilateralLimitFen,
            Optional<Map<String, Long>> bilateralLimits) {

        OwnTerms terms(OperatorId own) {
            SortedMap<OperatorId, Money> limits = new TreeMap<>();
            bilateralLimits.orElse(Map.of()).forEach((payee, fen) -> limits.put(other(own, payee), limit(payee, fen)));
            return new OwnTerms(
                    Amounts.orZero("urgentReserveFen", urgentReserveFen),
                    Amounts.orZero("highReserveFen", highReserveFen),
                    multilateralLimitFen.map(fen -> Amounts.orZero("multilateralLimitFen", fen)),
                    limits);
        }

        private static OperatorId other(OperatorId own, String payee) {
            if (!payee.matches(OperatorId.PATTERN) || payee.equals(own.value())) {
                throw Problems.malformed("bilateralLimits", "must name other operators")
                        .asException();
            }
            return OperatorId.of(payee);
        }

        private static Money limit(String payee, Long fen) {
            if (fen == null) {
                throw Problems.malformed("bilateralLimits." + payee, "must not be null")
                        .asException();
            }
            return Amounts.orZero("bilateralLimits." + payee, fen);
        }
    }

    @GET
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(
            operationId = "listSettlementAccounts",
            summary = "Settlement accounts, ascending by operator; an operator sees its own",
            description =
                    "An account begins when its operator places liquidity, decides terms, or pays or receives in a"
                            + " cycle that settles in reserves.")
    public Uni<Page<AccountView>> list() {
        Visibility visibility = Visibility.of(caller);
        return accounts.accounts(Optional.empty()).map(all -> new Page<>(shown(all, visibility), null));
    }

    private static List<AccountView> shown(List<AccountView> all, Visibility visibility) {
        return all.stream()
                .filter(account -> visibility.shows(account.operatorId()))
                .toList();
    }

    @GET
    @Path("/{operatorId}")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.OPERATOR, Role.Names.CENTRAL_BANK, Role.Names.SETTLEMENT})
    @Operation(operationId = "getSettlementAccount", summary = "One operator's settlement account")
    @APIResponse(responseCode = "200", description = "Balance, caps, reserves, limits and what waits")
    @APIResponse(responseCode = "404", description = "There is no such account")
    public Uni<AccountView> get(@PathParam("operatorId") String operatorId) {
        if (!Visibility.of(caller).shows(operatorId)) {
            throw Problems.notFound().asException();
        }
        return one(operatorId);
    }

    private Uni<AccountView> one(String operatorId) {
        return accounts.accounts(Optional.of(operatorId))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    @PUT
    @Path("/{operatorId}/terms")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(
            operationId = "decideSettlementTerms",
            summary = "Decide what the own settlement account keeps back",
            description =
                    "In force at once, and instead of what was decided before. Reserves are set aside anew; what a"
                            + " reserve or limit has held back until now may settle.")
    @APIResponse(responseCode = "200", description = "The account as it is now")
    @APIResponse(responseCode = "404", description = "The account is another operator's")
    @APIResponse(responseCode = "422", description = "UNKNOWN_OPERATOR: the central bank has not admitted it")
    public Uni<AccountView> decide(@PathParam("operatorId") String operatorId, TermsRequest request) {
        if (!caller.actsFor(operatorId) || !operatorId.matches(OperatorId.PATTERN)) {
            throw Problems.notFound().asException();
        }
        OperatorId own = OperatorId.of(operatorId);
        OwnTerms terms = required(request).terms(own);
        List<String> named = new ArrayList<>(List.of(operatorId));
        terms.bilateralLimits().keySet().forEach(payee -> named.add(payee.value()));
        return accounts.admitted(named)
                .invoke(admitted -> requireAll(named, admitted))
                .chain(() -> decideTerms.decide(own, terms))
                .chain(() -> one(operatorId));
    }

    private static void requireAll(List<String> named, List<String> admitted) {
        named.stream().filter(name -> !admitted.contains(name)).findFirst().ifPresent(stranger -> {
            throw Problem.of("UNKNOWN_OPERATOR", 422, "The central bank has not admitted the operator")
                    .withDetail("operator " + stranger)
                    .asException();
        });
    }

    private static TermsRequest required(TermsRequest request) {
        if (request == null) {
            throw Problems.malformed().withDetail("the body is missing").asException();
        }
        return request;
    }
}
