package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** The foreign ledger's accounts. In a sandbox the central bank's client stands for the foreign central bank too. */
@Path("/v1/corridors/{corridorId}/accounts")
@Produces(MediaType.APPLICATION_JSON)
public class ForeignAccountResource {
    private final KeepForeignLedger ledger;
    private final Pool pool;
    private final Caller caller;

    ForeignAccountResource(KeepForeignLedger ledger, Pool pool, Caller caller) {
        this.ledger = ledger;
        this.pool = pool;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(
            operationId = "openForeignAccount",
            summary = "Opens an account in the foreign ledger",
            description =
                    "Its key signs whatever leaves it. With `operatorId` it belongs to a market maker of that bank.")
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Opened before, with the same words",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(responseCode = "404", description = "There is no such corridor")
    @APIResponse(responseCode = "422", description = "ID_REUSED: the account was opened with other words")
    public Uni<RestResponse<AccountView>> open(@PathParam("corridorId") String corridorId, AccountRequest request) {
        ForeignAccount account = Bodies.required(request).account(corridorId);
        return ledger.open(account)
                .map(outcome -> Bodies.created(
                        outcome, AccountView.of(outcome.value()), path(corridorId, account.accountId())));
    }

    @POST
    @Path("/{accountId}/issues")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(operationId = "issueForeignCurrency", summary = "Issues foreign currency into an account")
    @APIResponse(
            responseCode = "201",
            description = "Issued; the account as it stands now",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Issued before, by a request with the same id and content",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "FOREIGN_CURRENCY_EXCEEDS_MAXIMUM")
    @APIResponse(responseCode = "422", description = "ID_REUSED")
    public Uni<RestResponse<AccountView>> issue(
            @PathParam("corridorId") String corridorId,
            @PathParam("accountId") String accountId,
            IssueRequest request) {
        IssueRequest issue = Bodies.required(request);
        return ledger.issue(issue.id(), new ForeignLedger.Issue(corridorId, accountId, issue.amountMinor()))
                .map(outcome -> Bodies.created(outcome, AccountView.of(outcome.value()), path(corridorId, accountId)));
    }

    @GET
    @Path("/{accountId}")
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.AUDITOR, Role.Names.OPERATOR})
    @Operation(
            operationId = "getForeignAccount",
            summary = "An account of the foreign ledger",
            description = "A bank sees the accounts of its own market makers.")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(responseCode = "404", description = "There is no such account, or it is somebody else's")
    public Uni<AccountView> get(@PathParam("corridorId") String corridorId, @PathParam("accountId") String accountId) {
        return visible(corridorId, accountId).map(AccountView::of);
    }

    @GET
    @Path("/{accountId}/entries")
    @RolesAllowed({Role.Names.CENTRAL_BANK, Role.Names.AUDITOR, Role.Names.OPERATOR})
    @Operation(
            operationId = "listForeignEntries",
            summary = "What has changed an account, oldest first",
            description = "`after` continues behind the entry of that number, as `next` of the page before says.")
    public Uni<Page<AccountView.EntryView>> entries(
            @PathParam("corridorId") String corridorId,
            @PathParam("accountId") String accountId,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit) {
        long start = Page.after(after, 0);
        int most = Page.limit(limit);
        return visible(corridorId, accountId)
                .chain(account -> ForeignLedger.entries(pool, account, start, most + 1))
                .map(found -> Page.of(found, most, ForeignLedger.Entry::seq)
                        .map(entry -> AccountView.EntryView.of(entry, accountId)));
    }

    private Uni<ForeignAccount> visible(String corridorId, String accountId) {
        boolean everything = caller.is(Role.CENTRAL_BANK) || caller.is(Role.AUDITOR);
        String own = caller.operatorId().orElse("");
        return ForeignLedger.account(pool, corridorId, accountId)
                .map(found -> found.filter(account -> everything || account.belongsTo(own))
                        .orElseThrow(() -> Problems.notFound().asException()));
    }

    private static URI path(String corridorId, String accountId) {
        return URI.create("/v1/corridors/" + corridorId + "/accounts/" + accountId);
    }
}
