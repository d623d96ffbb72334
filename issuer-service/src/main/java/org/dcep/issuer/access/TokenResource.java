package org.dcep.issuer.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.dcep.kernel.WalletId;
import org.dcep.web.Problem;
import org.dcep.web.ProblemException;
import org.dcep.web.Problems;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** Tokens over REST: the OAuth 2 client credentials grant (RFC 6749, section 4.4). */
@Path("/")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private static final String GRANT_TYPE = "client_credentials";

    private final ClientRegister clients;
    private final TokenIssuer tokens;
    private final TokenKey key;

    TokenResource(ClientRegister clients, TokenIssuer tokens, TokenKey key) {
        this.clients = clients;
        this.tokens = tokens;
        this.key = key;
    }

    /** The form of a token request; field names are those of RFC 6749. */
    public static class TokenRequest {
        @RestForm("grant_type")
        String grantType;

        @RestForm("client_id")
        String clientId;

        @RestForm("client_secret")
        String clientSecret;

        @RestForm
        String wallet;
    }

    @POST
    @Path("/v1/tokens")
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(
            operationId = "createToken",
            summary = "Access token for a client",
            description = "With `wallet`, an operator's client gets a token for the holder of one of its wallets.")
    public Uni<RestResponse<AccessToken>> create(TokenRequest request) {
        requireComplete(request);
        Optional<WalletId> wallet = Optional.ofNullable(request.wallet).map(TokenResource::wallet);
        return clients.authenticate(request.clientId, new ClientSecret(request.clientSecret))
                .map(client -> client.orElseThrow(TokenResource::badCredentials))
                .chain(client -> wallet.isPresent() ? holderToken(client, wallet.get()) : tokens.own(client))
                .map(TokenResource::notStored);
    }

    @GET
    @Path("/.well-known/jwks.json")
    @PermitAll
    @Operation(
            operationId = "getTokenKeys",
            summary = "Public keys of the tokens",
            description = "A JSON Web Key Set (RFC 7517) for everybody who verifies tokens. Public.")
    public JsonNode keys() {
        return key.keySet();
    }

    private static void requireComplete(TokenRequest request) {
        Problem problem = Problems.malformed();
        if (!GRANT_TYPE.equals(request.grantType)) {
            problem = problem.withViolation("grant_type", "must be " + GRANT_TYPE);
        }
        if (isBlank(request.clientId)) {
            problem = problem.withViolation("client_id", "is missing");
        }
        if (isBlank(request.clientSecret)) {
            problem = problem.withViolation("client_secret", "is missing");
        }
        if (!problem.violations().isEmpty()) {
            throw problem.asException();
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static WalletId wallet(String number) {
        try {
            return WalletId.parse(number);
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("wallet", e.getMessage()).asException();
        }
    }

    private static ProblemException badCredentials() {
        return Problems.unauthenticated()
                .withDetail("The client id or the client secret is wrong.")
                .asException();
    }

    private Uni<AccessToken> holderToken(Client client, WalletId wallet) {
        if (client.bank().filter(bank -> bank.keeps(wallet)).isEmpty()) {
            throw Problems.forbidden()
                    .withDetail("Only the operator that keeps the wallet gets tokens for its holder.")
                    .asException();
        }
        return tokens.holder(wallet);
    }

    private static RestResponse<AccessToken> notStored(AccessToken token) {
        CacheControl cacheControl = new CacheControl();
        cacheControl.setNoStore(true);
        return RestResponse.ResponseBuilder.ok(token)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .build();
    }
}
