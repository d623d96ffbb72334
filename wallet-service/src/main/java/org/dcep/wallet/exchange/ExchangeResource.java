package org.dcep.wallet.exchange;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.dcep.web.Caller;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Exchanges between deposit and wallet, over REST. */
@Path("/v1/exchanges")
@Tag(name = "Exchanges")
public class ExchangeResource {
    private final ExchangeCurrency exchangeCurrency;
    private final Operators operators;
    private final Caller caller;

    ExchangeResource(ExchangeCurrency exchangeCurrency, Operators operators, Caller caller) {
        this.exchangeCurrency = exchangeCurrency;
        this.operators = operators;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(
            operationId = "exchange",
            summary = "Deposit to currency, or back",
            description = "Against the operator's vault, for a wallet of the calling operator. A refusal is remembered "
                    + "under the id like an effect. Of several reasons the first of this order is given: "
                    + "WALLET_CLOSED, WALLET_FROZEN, LIMIT_EXCEEDED (limit BALANCE), INSUFFICIENT_VAULT, "
                    + "INSUFFICIENT_BALANCE.")
    @APIResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = ExchangeView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Done before, by a request with the same id and content",
            content = @Content(schema = @Schema(implementation = ExchangeView.class)))
    public Uni<RestResponse<ExchangeView>> exchange(ExchangeOrder order) {
        return operators
                .named(caller.operatorId().orElse(""))
                .map(own -> own.filter(operator -> isOwn(operator, order.wallet()))
                        .orElseThrow(() -> Problems.notFound().asException()))
                .chain(operator -> exchangeCurrency.exchange(order, operator.number()))
                .map(ExchangeResource::answer);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.AUDITOR})
    @WithSession
    @Operation(operationId = "getExchange", summary = "A decided exchange", description = "Refused ones included.")
    public Uni<ExchangeView> get(@PathParam("id") String id) {
        UUID uuid = uuid(id).orElseThrow(() -> Problems.notFound().asException());
        return ExchangeRow.<ExchangeRow>findById(uuid)
                .onItem()
                .ifNull()
                .failWith(() -> Problems.notFound().asException())
                .call(this::requireVisible)
                .map(row -> ExchangeView.of(row.exchange()));
    }

    private Uni<Void> requireVisible(ExchangeRow row) {
        return operators
                .numbered(row.operatorNumber())
                .invoke(owner -> {
                    boolean own = owner.filter(operator -> caller.actsFor(operator.operatorId()))
                            .isPresent();
                    if (!own && !caller.is(Role.AUDITOR)) {
                        throw Problems.notFound().asException();
                    }
                })
                .replaceWithVoid();
    }

    private static boolean isOwn(Operator operator, long wallet) {
        return WalletId.isValid(wallet) && new WalletId(wallet).operatorNumber() == operator.number();
    }

    private static RestResponse<ExchangeView> answer(ExchangeCurrency.Decided decided) {
        Exchange exchange = decided.exchange();
        exchange.refusal().ifPresent(refusal -> {
            throw refusal.problem().with("id", exchange.order().id()).asException();
        });
        ExchangeView view = ExchangeView.of(exchange);
        return decided.fresh()
                ? ResponseBuilder.<ExchangeView>created(URI.create("/v1/exchanges/" + view.id()))
                        .entity(view)
                        .build()
                : RestResponse.ok(view);
    }

    /** A path that is no UUID in its usual form names nothing. */
    private static Optional<UUID> uuid(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
