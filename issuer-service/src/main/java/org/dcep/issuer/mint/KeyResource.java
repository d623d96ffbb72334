package org.dcep.issuer.mint;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The central bank's public keys, over REST. */
@Path("/v1/keys")
@Tag(name = "Keys")
public class KeyResource {
    private final KeyRegister keys;

    KeyResource(KeyRegister keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listKeys",
            summary = "Public keys of the central bank",
            description = "Every key that ever signed a coin, a policy or the head of a log, oldest first. Public.")
    public Uni<PublishedKeys> list() {
        return keys.published();
    }
}
