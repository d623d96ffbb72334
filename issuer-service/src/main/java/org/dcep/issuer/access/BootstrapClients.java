package org.dcep.issuer.access;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcep.web.Role;
import org.eclipse.microprofile.config.Config;

/**
 * The clients that exist before any operator does. Their secrets are configuration, so that they can be changed without
 * a token. In production a missing or short secret stops the start; in development and tests a client without a secret
 * simply does not exist.
 */
@ApplicationScoped
class BootstrapClients {
    static final int MIN_SECRET_LENGTH = 24;

    private final Map<String, Client> clients = new HashMap<>();

    BootstrapClients(Config config) {
        boolean strict = LaunchMode.current() == LaunchMode.NORMAL;
        add(config, strict, "dcep.central-bank.client-secret", Role.CENTRAL_BANK);
        add(config, strict, "dcep.auditor.client-secret", Role.AUDITOR);
        add(config, strict, "dcep.settlement.client-secret", Role.SETTLEMENT);
    }

    private void add(Config config, boolean strict, String property, Role role) {
        Optional<String> secret = config.getOptionalValue(property, String.class);
        if (strict) {
            requireStrong(property, secret);
        }
        secret.map(text -> Client.bootstrap(role.roleName(), role, new ClientSecret(text)))
                .ifPresent(client -> clients.put(client.clientId(), client));
    }

    /**
     * @throws IllegalStateException if the secret is missing or short; the message does not repeat it
     */
    static void requireStrong(String property, Optional<String> secret) {
        if (secret.isEmpty() || secret.get().length() < MIN_SECRET_LENGTH) {
            throw new IllegalStateException(
                    property + " must be configured with at least " + MIN_SECRET_LENGTH + " random characters");
        }
    }

    Optional<Client> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }
}
