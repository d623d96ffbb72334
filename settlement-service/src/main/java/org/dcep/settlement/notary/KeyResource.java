package org.dcep.settlement.notary;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.MlDsaVerifyingKey;
import org.dcep.crypto.VerifyingKey;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Settlement's public keys, over REST. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {
    @Inject
    NotaryKeys keys;

    @GET
    @PermitAll
    @Operation(
            operationId = "listKeys",
            summary = "Public keys of settlement",
            description = "With these keys anybody verifies the heads of the operators' logs. Public.")
    public PublishedKeys list() {
        List<PublishedKeys.PublishedKey> published = new ArrayList<>();
        VerifyingKey key = keys.verifyingKey();
        published.add(published(key.keyId(), key.algorithm().wireName(), key.raw()));
        keys.mlDsaKey()
                .ifPresent(
                        second -> published.add(published(second.keyId(), MlDsaVerifyingKey.ALGORITHM, second.raw())));
        return new PublishedKeys(published);
    }

    private static PublishedKeys.PublishedKey published(String keyId, String algorithm, byte[] raw) {
        return new PublishedKeys.PublishedKey(keyId, algorithm, Base64Url.encode(raw), PublishedKeys.PURPOSE);
    }
}
