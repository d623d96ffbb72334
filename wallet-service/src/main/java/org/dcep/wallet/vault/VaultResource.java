package org.dcep.wallet.vault;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.dcep.wallet.book.BookBalances;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.dcep.web.Caller;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An operator's book and vault, over REST. */
@Path("/v1/operators/{operatorId}/vault")
@Tag(name = "Vault")
public class VaultResource {
    private final Operators operators;
    private final CoinStore coins;
    private final Pool pool;
    private final Caller caller;

    VaultResource(Operators operators, CoinStore coins, Pool pool, Caller caller) {
        this.operators = operators;
        this.coins = coins;
        this.pool = pool;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getVault",
            summary = "An operator's vault and book",
            description = "For the operator itself and the auditor. 404 until the operator's admission has arrived.")
    public Uni<VaultView> get(@PathParam("operatorId") String operatorId) {
        if (!caller.is(Role.AUDITOR) && !caller.actsFor(operatorId)) {
            throw Problems.notFound().asException();
        }
        return operators
                .named(operatorId)
                .map(operator -> operator.orElseThrow(() -> Problems.notFound().asException()))
                .chain(this::view);
    }

    private Uni<VaultView> view(Operator operator) {
        return BookBalances.read(pool, operator.number())
                .chain(book -> coins.inForce(pool, operator.number())
                        .map(sum -> VaultView.of(operator.operatorId(), book, sum)));
    }
}
