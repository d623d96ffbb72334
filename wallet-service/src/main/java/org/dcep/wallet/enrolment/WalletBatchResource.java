package org.dcep.wallet.enrolment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import org.dcep.wallet.policy.Policies;
import org.dcep.web.Caller;
import org.dcep.web.NdJson;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Many wallets at once, over REST. */
@Path("/v1/wallet-batches")
@Tag(name = "Wallets")
public class WalletBatchResource {
    private final OpenWallets openWallets;
    private final Policies policies;
    private final Caller caller;
    private final Clock clock;

    WalletBatchResource(OpenWallets openWallets, Policies policies, Caller caller, Clock clock) {
        this.openWallets = openWallets;
        this.policies = policies;
        this.caller = caller;
        this.clock = clock;
    }

    // Not cancelled when its client goes away: its place would be free while its transaction still runs.
    @POST
    @Consumes(NdJson.MEDIA_TYPE)
    @Produces(NdJson.MEDIA_TYPE)
    @RolesAllowed(Role.Names.OPERATOR)
    @Cancellable(false)
    @Operation(
            operationId = "openWallets",
            summary = "Open many wallets, one a line",
            description =
                    "At most 10,000 lines of at most 64 KiB. One outcome a line, in the order of the lines. The lines"
                            + " are requests of their own, and a bad one disturbs no other; a blank line is answered as"
                            + " malformed. A line with an idempotencyKey can be repeated safely, in the same batch or"
                            + " another, after OUTCOME_UNKNOWN too; the same key with another wallet is 422 ID_REUSED.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewWalletLine.class)))
    @APIResponse(
            responseCode = "200",
            description = "One outcome a line",
            content = @Content(schema = @Schema(implementation = WalletOutcomeLine.class)))
    public Uni<byte[]> open(byte[] body) {
        String operatorId = caller.operatorId()
                .orElseThrow(() -> OpenWallet.notOfTheCaller().asException());
        // As for one wallet: without limits in force it could not be shown.
        policies.walletClassesAt(clock.instant());
        return openWallets.open(operatorId, body);
    }
}
