package org.dcep.issuer.access;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes a start fail at once, rather than the first token request, when keys or secrets are missing. */
@ApplicationScoped
public class AccessStart {
    private final BootstrapClients clients;
    private final TokenKey key;

    AccessStart(BootstrapClients clients, TokenKey key) {
        this.clients = clients;
        this.key = key;
    }

    /**
     * Reads keys and secrets.
     *
     * @throws RuntimeException if one of them is missing or unusable
     */
    public void check() {
        clients.find("");
        key.keyId();
    }
}
