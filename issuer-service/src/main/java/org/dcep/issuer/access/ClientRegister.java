package org.dcep.issuer.access;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.dcep.web.Role;

/** Finds the client that an id and a secret belong to. */
@ApplicationScoped
public class ClientRegister {
    /** Compared with when the client is unknown, so that both answers take the same time. */
    private static final Client NOBODY = Client.bootstrap("", Role.HOLDER, new ClientSecret("nobody"));

    private final BootstrapClients bootstrap;

    ClientRegister(BootstrapClients bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Empty if the client is unknown or the secret is not its own. */
    @WithSession
    Uni<Optional<Client>> authenticate(String clientId, ClientSecret secret) {
        return find(clientId).map(found -> {
            boolean matches = secret.matches(found.orElse(NOBODY).secretSha256());
            return found.filter(client -> matches);
        });
    }

    private Uni<Optional<Client>> find(String clientId) {
        Optional<Client> configured = bootstrap.find(clientId);
        if (configured.isPresent()) {
            return Uni.createFrom().item(configured);
        }
        return ClientRow.<ClientRow>findById(clientId)
                .map(row -> Optional.ofNullable(row).map(ClientRow::client));
    }
}
