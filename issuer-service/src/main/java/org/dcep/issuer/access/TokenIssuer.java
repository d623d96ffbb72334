package org.dcep.issuer.access;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.dcep.kernel.WalletId;
import org.dcep.web.Role;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes tokens: claim {@code groups} is the role, {@code operator} the bank, {@code wallets} those of a holder. */
@ApplicationScoped
class TokenIssuer {
    static final long LIFETIME_SECONDS = 3_600;

    private final TokenKey key;
    private final String issuer;
    private final Clock clock;
    private final Vertx vertx;

    TokenIssuer(TokenKey key, @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer, Clock clock, Vertx vertx) {
        this.key = key;
        this.issuer = issuer;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** A token with the client's own role. */
    Uni<AccessToken> own(Client client) {
        JwtClaimsBuilder claims = claims(client.clientId(), client.role());
        client.bank().ifPresent(bank -> claims.claim("operator", bank.operatorId()));
        return sign(claims);
    }

    /** A token for the holder of one wallet. */
    Uni<AccessToken> holder(WalletId wallet) {
        return sign(claims("wallet-" + wallet, Role.HOLDER).claim("wallets", List.of(wallet.toString())));
    }

    private JwtClaimsBuilder claims(String subject, Role role) {
        Instant now = clock.instant();
        return Jwt.issuer(issuer)
                .subject(subject)
                .upn(subject)
                .groups(Set.of(role.roleName()))
                .issuedAt(now)
                .expiresAt(now.plusSeconds(LIFETIME_SECONDS));
    }

    /** An ECDSA signature of the JDK takes about a millisecond: too long for an event loop. */
    private Uni<AccessToken> sign(JwtClaimsBuilder claims) {
        return vertx.executeBlocking(
                () -> {
                    String token = claims.jws()
                            .algorithm(SignatureAlgorithm.ES256)
                            .keyId(key.keyId())
                            .sign(key.privateKey());
                    return new AccessToken(token, "Bearer", LIFETIME_SECONDS);
                },
                false);
    }
}
