package org.dcep.wallet.enrolment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.dcep.wallet.policy.Policies;
import org.dcep.web.Caller;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Wallets, over REST. */
@Path("/v1/wallets")
@Tag(name = "Wallets")
public class WalletResource {
    private final OpenWallet openWallet;
    private final ChangeWallet changeWallet;
    private final WalletRegistry registry;
    private final Policies policies;
    private final Caller caller;
    private final Clock clock;

    WalletResource(
            OpenWallet openWallet,
            ChangeWallet changeWallet,
            WalletRegistry registry,
            Policies policies,
            Caller caller,
            Clock clock) {
        this.openWallet = openWallet;
        this.changeWallet = changeWallet;
        this.registry = registry;
        this.policies = policies;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(
            operationId = "openWallet",
            summary = "Open a wallet",
            description = "An operator opens wallets of its own. With an Idempotency-Key the repeated request answers "
                    + "with the wallet that the first one opened; the same key with another request is 422 ID_REUSED.")
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = WalletView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Opened by an earlier request with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = WalletView.class)))
    public Uni<RestResponse<WalletView>> open(
            NewWallet request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "1 to 255 printable ASCII characters of the client's choice")
                    String idempotencyKey) {
        if (!caller.actsFor(request.operatorId())) {
            throw OpenWallet.notOfTheCaller().asException();
        }
        // Without limits in force the wallet could not be shown, and so must not be opened.
        policies.walletClassesAt(clock.instant());
        Optional<String> checkedKey =
                Optional.ofNullable(idempotencyKey).map(key -> IdempotencyKeys.checked("Idempotency-Key", key));
        return openWallet.open(request, checkedKey).chain(this::response);
    }

    @GET
    @Path("/{walletId}")
    @RolesAllowed({Role.Names.HOLDER, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(operationId = "getWallet", summary = "A wallet", description = "For its holder, its operator, auditors.")
    public Uni<WalletView> get(@PathParam("walletId") String walletId) {
        return registry.visible(walletId).map(this::view);
    }

    @PATCH
    @Path("/{walletId}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(
            operationId = "changeWallet",
            summary = "Change class, state or key",
            description = "All of the request or nothing. A frozen wallet neither pays nor is paid; only a wallet that "
                    + "holds nothing closes (409 WALLET_NOT_EMPTY), and a closed one never changes again "
                    + "(409 WALLET_CLOSED). A new key is valid at once, and the old one no longer is.")
    public Uni<WalletView> change(@PathParam("walletId") String walletId, WalletPatch patch) {
        return registry.visible(walletId)
                .chain(wallet -> changeWallet.change(wallet.walletId(), patch).replaceWith(wallet.walletId()))
                .chain(registry::existing)
                .map(this::view);
    }

    private Uni<RestResponse<WalletView>> response(WalletOutcome outcome) {
        return outcome.fold(
                opened -> registry.existing(opened.wallet()).map(this::created),
                before -> registry.existing(before.wallet()).map(wallet -> RestResponse.ok(view(wallet))),
                refused -> Uni.createFrom().failure(refused.problem().asException()));
    }

    private RestResponse<WalletView> created(EnrolledWallet wallet) {
        return ResponseBuilder.<WalletView>created(URI.create("/v1/wallets/" + wallet.walletId()))
                .entity(view(wallet))
                .build();
    }

    private WalletView view(EnrolledWallet wallet) {
        Instant now = clock.instant();
        return WalletView.of(wallet, policies.walletClassesAt(now).of(wallet.walletClass()), now);
    }
}
