package org.dcep.wallet.statement;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.dcep.wallet.enrolment.WalletRegistry;
import org.dcep.web.Page;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Statements, over REST. */
@Path("/v1/wallets/{walletId}/entries")
@Tag(name = "Wallets")
public class EntryResource {
    private final WalletRegistry registry;
    private final Statements statements;

    EntryResource(WalletRegistry registry, Statements statements) {
        this.registry = registry;
        this.statements = statements;
    }

    @GET
    @RolesAllowed({Role.Names.HOLDER, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "listEntries",
            summary = "A wallet's statement",
            description = "Oldest first; after is the seq of the last entry that the client has.")
    public Uni<Page<StatementLine>> list(
            @PathParam("walletId") String walletId,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit) {
        long from = Page.after(after, 0);
        int most = Page.limit(limit);
        return registry.visible(walletId)
                .chain(wallet -> statements.after(wallet.number(), from, most + 1))
                .map(rows -> Page.of(rows, most, EntryRow::seq).map(StatementLine::of));
    }
}
