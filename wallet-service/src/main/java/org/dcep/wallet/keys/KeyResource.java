package org.dcep.wallet.keys;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.wallet.keys.PublishedKeys.PublishedKey;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operators' public keys, over REST. */
@Path("/v1/keys")
@Tag(name = "Keys")
public class KeyResource {
    private final Operators operators;
    private final ReceiptSigner signer;

    KeyResource(Operators operators, ReceiptSigner signer) {
        this.operators = operators;
        this.signer = signer;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listKeys",
            summary = "Public keys of the operators",
            description = "With these keys anybody verifies the receipts of payments. Public.")
    public Uni<PublishedKeys> list() {
        return operators
                .all()
                .map(all -> new PublishedKeys(all.stream().map(this::published).toList()));
    }

    private PublishedKey published(Operator operator) {
        VerifyingKey key = signer.verifyingKey(operator.operatorId());
        return new PublishedKey(
                key.keyId(),
                key.algorithm().wireName(),
                Base64Url.encode(key.raw()),
                PublishedKeys.PURPOSE,
                operator.admittedAt(),
                operator.operatorId());
    }
}
