package org.dcep.web;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Whoever sent the request, as the token says: claims {@code groups} (roles), {@code operator} (the bank of an
 * operator) and {@code wallets} (those of a holder). For resources behind {@code @RolesAllowed} or
 * {@code @Authenticated} only, because a token is not read before somebody asks for it.
 */
@RequestScoped
public class Caller {
    @Inject
    SecurityIdentity identity;

    /** The role that the token names; of several, the first of {@link Role}. Empty for an anonymous caller. */
    public Optional<Role> role() {
        for (Role role : Role.values()) {
            if (is(role)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public boolean is(Role role) {
        return identity.hasRole(role.roleName());
    }

    /** The bank for which an operator's or a holder's token was made; empty if the token names none. */
    public Optional<String> operatorId() {
        return claim("operator").map(Caller::text);
    }

    /** The wallets of a holder. */
    public Set<String> wallets() {
        Set<String> wallets = new LinkedHashSet<>();
        if (claim("wallets").orElse(null) instanceof Collection<?> values) {
            values.forEach(value -> wallets.add(text(value)));
        }
        return wallets;
    }

    /** Whether the caller is the operator {@code operatorId}. */
    public boolean actsFor(String operatorId) {
        return is(Role.OPERATOR) && operatorId().filter(operatorId::equals).isPresent();
    }

    /** Whether the caller is the holder of {@code walletId}. */
    public boolean holds(String walletId) {
        return is(Role.HOLDER) && wallets().contains(walletId);
    }

    private Optional<Object> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.getClaim(name))
                : Optional.empty();
    }

    private static String text(Object value) {
        return value instanceof JsonString json ? json.getString() : String.valueOf(value);
    }
}
